import { seeded } from '../../modules/listening/matcher/testing-queries.ts'

export type Simulation = { queries: number; days: number; seed: number }
/** By hour since `start`: what was counted, and what was to be expected without spikes and silence. */
export type Made = { counts: Float64Array; means: Float64Array; spikes: number[]; silence: number }
/** So many hours bring nothing. */
export const silent = 12

export const zone = 'Europe/Sofia'
/** Five weeks later clocks change. */
export const start = new Date('2026-02-20T00:00:00Z')
const firstSpike = 9 * 24
const spikeEvery = 4 * 24
const sixfold = 6

/** Counts of queries of 0.1 to 500 an hour, spread evenly over orders of magnitude as Zipf's ranks are. */
export function makeQueries({ queries, days, seed }: Simulation): Made[] {
  const random = seeded(seed)
  const wall = Array.from({ length: days * 24 }, (_, n) => new Date(start.getTime() + n * 3_600_000)).map(wallOf)
  return Array.from({ length: queries }, (_, n) => makeQuery(0.1 * 5_000 ** (n / (queries - 1)), wall, random))
}

type Wall = { hour: number; isWeekend: boolean }

/** Seasons of the day and the week, a trend, days and hours that stray and stay astray for a while, and counts about that. */
function makeQuery(volume: number, wall: Wall[], random: () => number): Made {
  const [peak, swing, second] = [12 + 6 * random(), 0.5 + 0.7 * random(), 0.4 * random()]
  const [weekend, trend] = [0.4 + 0.8 * random(), 0.03 * (random() - 0.5)]
  const [dispersion, straying] = [0.02 * 20 ** random(), 0.1 + 0.15 * random()]
  const spikes = spikeHours(wall.length, random)
  const spiked = new Set(spikes.flatMap((hour) => [hour, hour + 1]))
  const silence = firstSpike + 5 * spikeEvery + 76 + Math.floor(8 * random())
  let [astray, day] = [0, 0]
  const strays = wall.map((_, n) => {
    if (n % 24 === 0) day = straying * normal(random)
    astray = 0.9 * astray + Math.sqrt(1 - 0.81) * straying * normal(random)
    return Math.exp(astray + day)
  })
  const means = Float64Array.from(wall, ({ hour, isWeekend }, n) => {
    const turn = (2 * Math.PI * (hour - peak)) / 24
    const season = Math.exp(swing * Math.cos(turn) + second * Math.cos(2 * turn)) * (isWeekend ? weekend : 1)
    return (volume * season * Math.exp((trend * n) / 24) * (strays[n] ?? 1)) / 1.3
  })
  const counts = means.map((mean, n) => {
    if (n >= silence && n < silence + silent) return 0
    const rate = mean * (spiked.has(n) ? sixfold : 1)
    return poisson(rate * dispersion * gamma(1 / dispersion, random), random)
  })
  return { counts, means, spikes, silence }
}

function spikeHours(length: number, random: () => number): number[] {
  const hours: number[] = []
  for (let from = firstSpike; from + spikeEvery < length; from += spikeEvery)
    hours.push(from + Math.floor(random() * (spikeEvery - 24)))
  return hours
}

const shown = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', hour: '2-digit', hourCycle: 'h23' })
function wallOf(moment: Date): Wall {
  const parts = Object.fromEntries(shown.formatToParts(moment).map(({ type, value }) => [type, value]))
  return { hour: Number(parts.hour), isWeekend: parts.weekday === 'Sat' || parts.weekday === 'Sun' }
}

const normal = (random: () => number) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/** Marsaglia and Tsang, with the lift for shapes below one. */
function gamma(shape: number, random: () => number): number {
  if (shape < 1) return gamma(shape + 1, random) * (1 - random()) ** (1 / shape)
  const d = shape - 1 / 3
  for (;;) {
    const x = normal(random)
    const v = (1 + x / Math.sqrt(9 * d)) ** 3
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}

function poisson(mean: number, random: () => number): number {
  if (mean > 500) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)))
  if (mean > 30) return poisson(mean / 2, random) + poisson(mean / 2, random)
  let [count, product] = [0, 1 - random()]
  for (const limit = Math.exp(-mean); product > limit; count++) product *= 1 - random()
  return count
}
