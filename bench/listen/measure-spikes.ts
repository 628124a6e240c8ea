import { type AlarmKind, type CountHistory, judgeHour, profileOf } from '../../modules/listening/index.ts'
import type { Measured } from '../figure.ts'
import { type Made, makeQueries, type Simulation, silent, start, zone } from './made-counts.ts'

type Say = (line: string) => void
type Alarm = { kind: AlarmKind; hour: number }
type Tally = {
  days: number
  falseSpikes: number
  falseSilences: number
  spikes: number
  found: number
  silences: number
  noticed: number
}

/** Of the means of hours: a spike belongs to the class of its first hour, a query to that of its mean. */
const classes = [0.3, 1, 3, 12, 50, Number.POSITIVE_INFINITY]
const hourMs = 3_600_000
const young = 7 * 24 + 24
const weeks = 5 * 7 * 24

/** Alarms on made queries, ours and those of z > 3, against the spikes that were put in. */
export function measureSpikes(id: string, simulation: Simulation, say: Say): Measured[] {
  const queries = makeQueries(simulation)
  const brand = profileOf(
    queries.flatMap((query) => hoursOf(query, 0, young)),
    zone,
  )
  const [ours, plain] = [classes.map(empty), classes.map(empty)]
  const began = performance.now()
  for (const query of queries) tally(ours, query, alarmsOf(query, brand))
  const judged = simulation.queries * (simulation.days * 24 - young)
  say(`${judged} hours judged, ${(((performance.now() - began) * 1_000) / judged).toFixed(0)} µs each`)
  for (const query of queries) tally(plain, query, alarmsByDeviation(query))
  for (const [n, most] of classes.entries()) say(line(`below ${most} an hour`, ours[n] ?? empty(), plain[n] ?? empty()))
  const [all, plainAll, big, plainBig] = [sum(ours), sum(plain), sum(ours.slice(4)), sum(plain.slice(4))]
  const measured = (value: number, baseline: number, n: number) => ({ value, baseline, beside: 'z > 3', n })
  return [
    { id: `${id}.false`, unit: 'a query-day', ...measured(falsely(all), falsely(plainAll), all.days) },
    {
      id: `${id}.found`,
      unit: '%',
      ...measured(share(big.found, big.spikes), share(plainBig.found, big.spikes), big.spikes),
    },
    {
      id: `${id}.silences`,
      unit: '%',
      ...measured(share(big.noticed, big.silences), share(plainBig.noticed, big.silences), big.silences),
    },
  ]
}

function alarmsOf(query: Made, brand: CountHistory['brand']): Alarm[] {
  const found: Alarm[] = []
  const alarms: CountHistory['alarms'] = {}
  const all = hoursOf(query, 0, query.counts.length)
  for (let hour = young; hour < query.counts.length; hour++) {
    const hours = all.slice(Math.max(0, hour - weeks), hour + 1)
    const { kind } = judgeHour({ zone, since: start, hours, brand, alarms }, momentOf(hour + 1))
    if (!kind) continue
    alarms[kind] = momentOf(hour)
    found.push({ kind, hour })
  }
  return found
}

/** More than three standard deviations above the mean of the same hour on the days of the last five weeks, or below it. */
function alarmsByDeviation({ counts }: Made): Alarm[] {
  const found: Alarm[] = []
  const last = { spike: -6, silence: -6 }
  for (let hour = young; hour < counts.length; hour++) {
    const same: number[] = []
    for (let past = hour - 24; past >= Math.max(0, hour - weeks); past -= 24) same.push(counts[past] ?? 0)
    const mean = same.reduce((one, other) => one + other, 0) / same.length
    const spread = Math.sqrt(same.reduce((one, other) => one + (other - mean) ** 2, 0) / (same.length - 1))
    const away = (counts[hour] ?? 0) - mean
    if (Math.abs(away) <= 3 * spread) continue
    const kind: AlarmKind = away > 0 ? 'spike' : 'silence'
    if (hour - last[kind] >= 6) found.push({ kind, hour })
    last[kind] = hour
  }
  return found
}

/** An alarm within two hours of a spike's beginning, or in the hour after, has found it. */
function tally(tallies: Tally[], query: Made, alarms: Alarm[]): void {
  const own = tallyFor(tallies, average(query.means))
  own.days += (query.counts.length - young) / 24
  const found = new Set<number>()
  let noticed = false
  for (const { kind, hour } of alarms) {
    const spike = query.spikes.find((from) => hour >= from && hour <= from + 2)
    if (kind === 'spike' && spike !== undefined) found.add(spike)
    else if (kind === 'spike') own.falseSpikes++
    else if (hour >= query.silence && hour < query.silence + silent) noticed = true
    else own.falseSilences++
  }
  const still = tallyFor(tallies, average(query.means.subarray(query.silence, query.silence + silent)))
  still.silences++
  if (noticed) still.noticed++
  for (const spike of query.spikes) {
    const its = tallyFor(tallies, Math.min(query.means[spike] ?? 0, query.means[spike + 1] ?? 0))
    its.spikes++
    if (found.has(spike)) its.found++
  }
}

function tallyFor(tallies: Tally[], mean: number): Tally {
  const found = tallies[classes.findIndex((most) => mean < most)]
  if (!found) throw new Error(`no class has a mean of ${mean}`)
  return found
}

const average = (values: Float64Array) => values.reduce((one, other) => one + other, 0) / values.length
const empty = (): Tally => ({ days: 0, falseSpikes: 0, falseSilences: 0, spikes: 0, found: 0, silences: 0, noticed: 0 })
const keys = ['days', 'falseSpikes', 'falseSilences', 'spikes', 'found', 'silences', 'noticed'] as const

function sum(tallies: Tally[]): Tally {
  const all = empty()
  for (const one of tallies) for (const key of keys) all[key] += one[key]
  return all
}

const falsely = ({ falseSpikes, falseSilences, days }: Tally) => (falseSpikes + falseSilences) / days
const share = (some: number, all: number) => (100 * some) / all
const momentOf = (hour: number) => new Date(start.getTime() + hour * hourMs)

const hoursOf = ({ counts }: Made, from: number, to: number) =>
  Array.from(counts.subarray(from, to), (count, n) => ({ at: momentOf(from + n), count }))

const line = (name: string, ours: Tally, plain: Tally) =>
  `${name}: ${[ours, plain]
    .map(
      (one) =>
        `${one.found} of ${one.spikes} spikes, ${one.noticed} of ${one.silences} silences, falsely ${(one.falseSpikes / one.days).toFixed(4)} and ${(one.falseSilences / one.days).toFixed(4)} a query-day`,
    )
    .join('; by z > 3 ')}`
