import { type HourCount, type Hours, hoursBetween, hoursRead } from './hours.ts'
import { mostCounted, straysOf } from './strays.ts'
import { cells, hourMs } from './wall-cell.ts'

/** How days go: what each of the 48 hours has, in average hours. */
export type DayProfile = { shape: readonly number[] }

/** What is usual for a query: counts of an hour have the mean `level × shape` of its cell. */
export type Baseline = { level: number; shape: Float64Array; dispersion: number; unsure: Float64Array }

/** Nothing is known of a brand whose queries are all young. */
const noProfile: DayProfile = { shape: new Array<number>(cells).fill(1) }
/** Of counts of which too little is known. */
const usualDispersion = 0.2

/** Half of what is known of the level comes from the last days, of the hours from the last weeks. */
const fading = (halfLife: number) => Float64Array.from({ length: 24 * 7 * 10 }, (_, age) => 2 ** (-age / halfLife))
const fades = { level: fading(7 * 24), shape: fading(14 * 24) }
/** By how much (as a relative variance) a query's hours differ from the brand's, and weekends from other days. */
const [hourSpread, cellSpread] = [0.3, 0.1]
/** How far levels drift in a day or two, as a relative variance. */
const drift = 0.01
const rounds = 4

/**
 * The usual, from hours of the past. What a query shows in few counts is drawn towards its own hours of the day, and
 * those towards the brand's. Earlier spikes count as four standard deviations at most.
 */
export function fitBaseline(hours: Hours, profile: DayProfile = noProfile): Baseline {
  let [shape, unsure]: [Float64Array, Float64Array] = [Float64Array.from(profile.shape), new Float64Array(cells)]
  let dispersion = usualDispersion
  let level = levelOf(hours, hours.counts, shape)
  for (let round = 0; round < rounds; round++) {
    const capped = withoutSpikes(hours, level, shape, dispersion)
    const byHour = drawn(hours, capped, Float64Array.from(profile.shape), {
      level,
      dispersion,
      spread: hourSpread,
      by: 24,
    })
    const byCell = drawn(hours, capped, byHour.shape, { level, dispersion, spread: cellSpread, by: cells })
    ;[shape, unsure] = [byCell.shape, byCell.unsure]
    level = levelOf(hours, capped, shape)
    dispersion = dispersionOf(hours, meansOf(hours, { level, shape }), dispersion)
  }
  return { level, shape, dispersion, unsure: unsure.map((one) => one + drift) }
}

/** How the days of a brand go, from the counts of all its queries together; counts of one hour are added up. */
export function profileOf(all: readonly HourCount[], zone: string): DayProfile {
  const heard = all.map(({ at }) => Math.floor(at.getTime() / hourMs))
  const [first, end] = heard.reduce(
    ([low, high], hour) => [Math.min(low, hour), Math.max(high, hour + 1)],
    [Number.POSITIVE_INFINITY, 0],
  )
  if (all.length === 0) return noProfile
  const since = new Date(first * hourMs)
  const { shape } = fitBaseline(hoursBetween(all, since, Math.max(first, end - hoursRead), end, zone))
  return { shape: [...shape] }
}

/** Half a count is added, so that a level is never nothing. */
function levelOf({ cells: of }: Hours, counts: Float64Array, shape: Float64Array): number {
  let [sum, heard] = [0.5, 1]
  for (let n = 0; n < counts.length; n++) {
    const count = counts[n] ?? 0
    if (Number.isNaN(count)) continue
    const weight = fades.level[counts.length - n] ?? 0
    sum += weight * count
    heard += weight * (shape[of[n] ?? 0] ?? 1)
  }
  return sum / heard
}

function withoutSpikes(
  { counts, cells: of }: Hours,
  level: number,
  shape: Float64Array,
  dispersion: number,
): Float64Array {
  return counts.map((count, n) => Math.min(count, mostCounted(level * (shape[of[n] ?? 0] ?? 1), dispersion)))
}

type Drawing = { level: number; dispersion: number; spread: number; by: number }

/** Each cell between what is usual already and what it shows, as sure as its counts make it. */
function drawn(hours: Hours, counts: Float64Array, usual: Float64Array, { level, dispersion, spread, by }: Drawing) {
  const [seen, wanted] = [new Float64Array(by), new Float64Array(by)]
  const [weights, squares] = [new Float64Array(by), new Float64Array(by)]
  for (let n = 0; n < counts.length; n++) {
    const count = counts[n] ?? 0
    if (Number.isNaN(count)) continue
    const cell = hours.cells[n] ?? 0
    const group = cell % by
    const weight = fades.shape[counts.length - n] ?? 0
    seen[group] = (seen[group] ?? 0) + weight * count
    wanted[group] = (wanted[group] ?? 0) + weight * level * (usual[cell] ?? 1)
    weights[group] = (weights[group] ?? 0) + weight
    squares[group] = (squares[group] ?? 0) + weight * weight
  }
  const [shape, unsure] = [new Float64Array(cells), new Float64Array(cells)]
  for (let cell = 0; cell < cells; cell++) {
    const group = cell % by
    const [weight = 0, square = 0, mean = 0] = [weights[group], squares[group], wanted[group]]
    const error =
      weight > 0 && mean > 0 ? (weight / mean + dispersion) * (square / (weight * weight)) : Number.POSITIVE_INFINITY
    const trust = spread / (spread + error)
    const ratio = mean > 0 ? (seen[group] ?? 0) / mean : 1
    shape[cell] = Math.max(1e-3, (usual[cell] ?? 1) * (trust * ratio + 1 - trust))
    unsure[cell] = spread * (1 - trust)
  }
  return { shape, unsure }
}

/** By moments, each hour weighing as much as it tells; drawn towards the usual where there is little to tell. */
function dispersionOf(hours: Hours, means: Float64Array, before: number): number {
  const strays = straysOf(hours, means, before)
  let [sum, weights] = [usualDispersion * trustInUsual, trustInUsual]
  for (let n = 0; n < hours.counts.length; n++) {
    const count = hours.counts[n] ?? 0
    if (Number.isNaN(count)) continue
    const mean = (means[n] ?? 0) * (strays[n] ?? 1)
    const variance = mean + before * mean * mean
    const squared = Math.min((count - mean) ** 2, 16 * variance)
    const tells = (mean / variance) ** 2
    sum += tells * (squared - mean)
    weights += tells * mean * mean
  }
  return Math.min(3, Math.max(1e-3, sum / weights))
}

/** What is usual in each hour. */
export const meansOf = ({ cells: of }: Hours, { level, shape }: Pick<Baseline, 'level' | 'shape'>) =>
  Float64Array.from(of, (cell) => level * (shape[cell] ?? 1))

const trustInUsual = 100
