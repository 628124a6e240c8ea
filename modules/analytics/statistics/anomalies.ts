import { median } from './interval.ts'
import { farOut, robustZ } from './robust-z.ts'
import { studentQuantile } from './student.ts'

export type Anomaly = { place: number; value: number; expected: number; z: number }
export type Seasons = {
  /** After how many values the season comes round: 7 for days, 24 × 7 for hours. 1: there is none. */
  period: number
  alpha?: number
}

/** Shorter series show no season that could be told from chance. */
const fewestRounds = 3
/** At most so many of the values may be called strange, else nothing is usual any more. */
const [mostShare, mostStrange] = [0.1, 100]

/**
 * Values that are strange for their day: the running median over a period and the median of each place in the period are
 * taken away, then the generalised ESD test looks at what is left, by medians (Hochenbaum, Vallis and Kejariwal 2017, S-H-ESD).
 * What was fitted is taken from the freedom of what is left. A value must also lie 3.5 robust deviations away. `null` is a gap, which is neither usual nor strange. Undefined where
 * less than three periods, or less than 15 values, are known.
 */
export function anomaliesIn(
  series: readonly (number | null)[],
  { period, alpha = 0.05 }: Seasons,
): Anomaly[] | undefined {
  if (!(Number.isInteger(period) && period >= 1)) throw new RangeError(`period: ${period} is no number of values`)
  if (!series.every((one) => one === null || Number.isFinite(one))) throw new RangeError('series: some are no numbers')
  const known = series.flatMap((value, place) => (value === null ? [] : [{ value, place }]))
  if (known.length < Math.max(15, fewestRounds * period)) return undefined
  const expected = usualOf(series, period)
  const left = known.map(({ value, place }) => ({ value, place, rest: value - (expected[place] ?? 0) }))
  const fitted = period + (2 * known.length) / Math.max(fewestRounds * period, 7)
  const honest = Math.sqrt(Math.max(0, 1 - fitted / known.length))
  const z = robustZ(left.map(({ rest }) => rest)).map((one) => one * honest)
  const ranked = left.map((one, n) => ({ ...one, z: z[n] ?? 0 })).sort((a, b) => Math.abs(b.z) - Math.abs(a.z))
  return ranked
    .slice(0, strangeOf(ranked, alpha, honest))
    .map(({ value, place, z: away }) => ({ place, value, expected: expected[place] ?? 0, z: away }))
    .sort((a, b) => a.place - b.place)
}

/** MAD tells a deviation as well as so many times fewer values would by their squares. */
const efficiencyOfMedian = 0.37

/** Rosner's largest step, with the median and MAD of those left for their mean and deviation. */
function strangeOf(ranked: readonly { rest: number }[], alpha: number, honest: number): number {
  const most = Math.max(1, Math.min(mostStrange, Math.floor(mostShare * ranked.length)))
  let strange = 0
  for (let step = 1; step <= most; step++) {
    const left = ranked.slice(step - 1)
    const [z = 0] = robustZ(left.map(({ rest }) => rest))
    const t = studentQuantile(
      1 - alpha / (2 * left.length),
      Math.max(2, efficiencyOfMedian * honest ** 2 * left.length),
    )
    if (Math.abs(z) * honest > Math.max(t, farOut)) strange = step
  }
  return strange
}

/** The trend where the value stands, plus what its place in the period has beside the trend. */
function usualOf(series: readonly (number | null)[], period: number): number[] {
  const trend = series.map((_, n) => trendAt(series, n, period))
  const season = Array.from({ length: period }, (_, place) => {
    const beside = series.flatMap((value, n) =>
      value === null || n % period !== place ? [] : [value - (trend[n] ?? 0)],
    )
    return beside.length > 0 ? median(beside) : 0
  })
  return series.map((_, n) => (trend[n] ?? 0) + (season[n % period] ?? 0))
}

/** The median of three periods around, each value moved here along their slope; at the ends, of the nearest three. */
function trendAt(series: readonly (number | null)[], n: number, period: number): number {
  const width = Math.max(fewestRounds * period, 7)
  const from = Math.max(0, Math.min(series.length - width, n - Math.floor(width / 2)))
  const around = series.slice(from, from + width)
  const slope = slopeOf(around, period)
  return median(knownOf(around.map((value, k) => (value === null ? null : value - slope * (from + k - n)))))
}

/** By medians of what changes from one round to the next (as Theil and Sen's, but over whole periods). */
function slopeOf(around: readonly (number | null)[], period: number): number {
  const steps = around.flatMap((value, k) => {
    const later = around[k + period]
    return value === null || later === null || later === undefined ? [] : [(later - value) / period]
  })
  return steps.length > 0 ? median(steps) : 0
}

const knownOf = (part: readonly (number | null)[]) => part.filter((one) => one !== null)
