import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seeded } from '../matcher/testing-queries.ts'
import { profileOf } from './baseline.ts'
import type { HourCount } from './hours.ts'
import { type CountHistory, type Judged, judgeHour } from './judge-hour.ts'

const zone = 'Europe/Sofia'
const since = new Date('2026-09-07T00:00:00Z')
const hourMs = 3_600_000
const weeks = 6 * 7 * 24

test('six times as many as usual within an hour is a spike, told with what was expected', () => {
  const found = judged(steady(20), { [weeks]: 120 })
  assert.equal(found.kind, 'spike')
  assert.ok(Math.abs(found.expected - 20) < 3 && Math.abs(found.factor - 6) < 1 && found.pValue < 1e-3)
  assert.ok(found.interval[0] < 20 && found.interval[1] > 20 && found.interval[1] < 120)
})

test('half as many again is no news', () => {
  assert.equal(judged(steady(20), { [weeks]: 30 }).kind, null)
})

test('a few mentions of what nobody mentions are a spike; two are not', () => {
  assert.equal(judged(steady(0), { [weeks]: 8 }).kind, 'spike')
  assert.equal(judged(steady(0), { [weeks]: 2 }).kind, null)
})

test('what is many at night is usual at noon', () => {
  const daily = (hour: number) => (wallHour(hour) >= 9 && wallHour(hour) < 18 ? 60 : 4)
  const [noon, night] = [weeks + 9, weeks]
  assert.equal(judged(daily, { [noon]: 60 }, noon).kind, null)
  assert.equal(judged(daily, { [night]: 60 }, night).kind, 'spike')
})

test('clocks that change move the usual hours with them', () => {
  const daily = (hour: number) => (wallHour(hour) >= 9 && wallHour(hour) < 18 ? 60 : 2)
  const monday = hourOf('2026-10-26T07:00:00Z')
  assert.equal(wallHour(monday), 9)
  assert.equal(judged(daily, {}, monday).kind, null)
  assert.ok(judged(daily, {}, monday).expected > 40)
  assert.ok(judged(daily, {}, monday - 1).expected < 15)
})

test('spikes of the past do not become the usual', () => {
  const past = Object.fromEntries(Array.from({ length: 6 }, (_, week) => [weeks - 24 * 7 * (week + 1), 400]))
  const found = judged(steady(20), { ...past, [weeks]: 120 })
  assert.equal(found.kind, 'spike')
  assert.ok(found.expected < 35, `${found.expected}`)
})

test('one spike is one alarm, however long it lasts; the next is another', () => {
  const counts: Record<number, number> = {}
  for (let hour = 0; hour < 30; hour++) counts[weeks + hour] = 150
  for (let hour = 42; hour < 44; hour++) counts[weeks + hour] = 150
  assert.deepEqual(alarmsFrom(steady(20), counts, 60), ['spike 0', 'spike 42'])
})

test('a stream that falls silent is told once, within a few hours', () => {
  const silent = Object.fromEntries(Array.from({ length: 40 }, (_, hour) => [weeks + hour, 0]))
  const [first, ...rest] = alarmsFrom(steady(20), silent, 40)
  assert.match(first ?? '', /^silence [0-5]$/)
  assert.deepEqual(rest, [])
})

test('the silence of what is seldom said means nothing, nor does that of the night', () => {
  const silent = Object.fromEntries(Array.from({ length: 40 }, (_, hour) => [weeks + hour, 0]))
  assert.deepEqual(alarmsFrom(steady(0.2), silent, 10), [])
  const daily = (hour: number) => (wallHour(hour) >= 8 && wallHour(hour) < 23 ? 30 : 0)
  assert.deepEqual(alarmsFrom(daily, {}, 72), [])
})

test('hours in which nobody listened are no silence and no zeros', () => {
  const gap = Object.fromEntries(Array.from({ length: 300 }, (_, hour) => [weeks - 300 + hour, null]))
  const found = judged(steady(20), { ...gap, [weeks]: 20 })
  assert.ok(found.kind === null && Math.abs(found.expected - 20) < 4)
  const unheard = judgeHour(historyOf(steady(20), { [weeks]: null }, weeks), momentOf(weeks + 1))
  assert.deepEqual([unheard.enough, unheard.enough || unheard.why], [false, 'not-listened'])
})

test('a young query is told to be young, and nothing else', () => {
  for (const hours of [[], [{ at: momentOf(3), count: 900 }]] satisfies HourCount[][]) {
    const verdict = judgeHour({ zone, since, hours }, momentOf(100))
    assert.deepEqual(verdict, { enough: false, kind: null, why: 'young', heard: 100, needed: 192 })
  }
  assert.equal(judgeHour({ zone, since: momentOf(500), hours: [] }, momentOf(10)).enough, false)
})

test('a query that was never met has its level, its interval and no alarm', () => {
  const found = judgeHour({ zone, since, hours: [] }, momentOf(weeks))
  assert.ok(found.enough && found.kind === null && found.expected > 0 && found.factor === 0)
  assert.deepEqual(found.interval, [0, 0])
})

test('the order in which hours come changes nothing', () => {
  const history = historyOf(steady(20), { [weeks]: 90 }, weeks)
  const mixed = { ...history, hours: history.hours.toReversed() }
  assert.deepEqual(judgeHour(mixed, momentOf(weeks + 1)), judgeHour(history, momentOf(weeks + 1)))
})

test('more mentions are never less of a spike, and ten times as many everywhere are the same factor', () => {
  const pValues = [20, 40, 60, 120, 1_000].map((count) => judged(steady(20), { [weeks]: count }).pValue)
  for (const [n, p] of pValues.entries()) assert.ok(n < 2 || p <= (pValues[n - 1] ?? 1), `${pValues}`)
  const [small, large] = [judged(() => 30, { [weeks]: 90 }), judged(() => 300, { [weeks]: 900 })]
  assert.ok(Math.abs(small.factor - large.factor) < 0.05 && large.pValue <= small.pValue)
})

test('nothing that can be counted makes a number that is none', () => {
  const random = seeded(9)
  for (let n = 0; n < 60; n++) {
    const most = 10 ** Math.floor(random() * 7)
    const found = judged(() => (random() < 0.3 ? 0 : Math.floor(random() * most)), {
      [weeks]: Math.floor(random() * 2) * 1e6,
    })
    const { expected, pValue, factor, interval } = found
    for (const value of [expected, pValue, factor, ...interval]) assert.ok(Number.isFinite(value), `${most}: ${value}`)
    assert.ok(pValue >= 0 && pValue <= 1)
  }
})

test('what the brand knows of its days stands in for what a rare query does not know', () => {
  const daily = (hour: number) => (wallHour(hour) >= 9 && wallHour(hour) < 18 ? 100 : 2)
  const brand = profileOf(historyOf(daily, {}, weeks).hours, zone)
  const [noon, night] = [hourOf('2026-10-19T09:00:00Z'), hourOf('2026-10-19T00:00:00Z')]
  const expectedAt = (hour: number) => {
    const verdict = judgeHour({ ...historyOf((one) => (one % 40 === 0 ? 1 : 0), {}, hour), brand }, momentOf(hour + 1))
    return verdict.enough ? verdict.expected : Number.NaN
  }
  assert.ok(expectedAt(noon) > 5 * expectedAt(night), `${expectedAt(noon)} and ${expectedAt(night)}`)
})

test('what is no count, no moment, no zone is refused', () => {
  for (const count of [-1, Number.NaN, Number.POSITIVE_INFINITY])
    assert.throws(() => judgeHour({ zone, since, hours: [{ at: since, count }] }, momentOf(weeks)), RangeError)
  assert.throws(() => judgeHour({ zone, since: new Date('x'), hours: [] }, momentOf(weeks)), RangeError)
  assert.throws(() => judgeHour({ zone: 'Europe/Nowhere', since, hours: [] }, momentOf(weeks)))
})

/** About so many an hour, as chance has it; the same for the same hour. */
function steady(mean: number) {
  return (hour: number) => {
    const random = seeded(hour * 7_919)
    let [count, product] = [0, 1 - random()]
    for (const limit = Math.exp(-mean); product > limit; count++) product *= 1 - random()
    return count
  }
}

function historyOf(usual: (hour: number) => number, told: Record<number, number | null>, last: number): CountHistory {
  const count = (hour: number) => (told[hour] === undefined ? usual(hour) : told[hour])
  return {
    zone,
    since,
    hours: Array.from({ length: last + 1 }, (_, hour) => ({ at: momentOf(hour), count: count(hour) })),
  }
}

function judged(usual: (hour: number) => number, told: Record<number, number | null>, last = weeks): Judged {
  const verdict = judgeHour(historyOf(usual, told, last), momentOf(last + 1))
  assert.ok(verdict.enough)
  return verdict
}

function alarmsFrom(usual: (hour: number) => number, told: Record<number, number>, hours: number): string[] {
  const found: string[] = []
  const alarms: CountHistory['alarms'] = {}
  for (let hour = weeks; hour < weeks + hours; hour++) {
    const { kind } = judgeHour({ ...historyOf(usual, told, hour), alarms }, momentOf(hour + 1))
    if (!kind) continue
    alarms[kind] = momentOf(hour)
    found.push(`${kind} ${hour - weeks}`)
  }
  return found
}

const momentOf = (hour: number) => new Date(since.getTime() + hour * hourMs)
const hourOf = (moment: string) => (Date.parse(moment) - since.getTime()) / hourMs
const shown = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' })
const wallHour = (hour: number) => Number(shown.format(momentOf(hour)))
