import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { type Random, randomFrom } from '../../networks/lab/random.ts'
import {
  afterBusinessMs,
  type BusinessHours,
  businessMsBetween,
  isOpenAt,
  type OpenInterval,
  opensAfter,
} from './business-time.ts'

const minute = 60_000
const hour = 60 * minute
const zones = ['Europe/Sofia', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/St_Johns', 'UTC']
/** Nights on which clocks of these zones turn, and ordinary ones. */
const starts = ['2026-03-28T10:00Z', '2026-10-24T12:00Z', '2026-03-07T20:00Z', '2026-10-31T22:00Z', '2026-04-04T00:00Z']

const nineToFive: OpenInterval[] = [{ from: '09:00', to: '17:00' }]
const office = (zone: string, holidays: BusinessHours['holidays'] = []): BusinessHours => ({
  ...{ zone, holidays, week: [nineToFive, nineToFive, nineToFive, nineToFive, nineToFive, [], []] },
})

test('business time agrees with counting minute by minute, in zones that turn their clocks and on holidays', () => {
  const random = randomFrom('minute by minute')
  for (let round = 0; round < 60; round++) {
    const hours = someHours(random)
    const from = Date.parse(random.pick(starts)) + Math.floor(random.next() * 600) * minute
    const to = from + Math.floor(random.next() * 3 * 24 * 60) * minute
    const open = minutesOpen(hours, from, to)
    const told = businessMsBetween(hours, new Date(from), new Date(to))
    equal(told, open.length * minute, `${JSON.stringify(hours)} from ${new Date(from).toISOString()}`)
    const wanted = Math.floor(random.next() * (open.length + 1))
    const after = afterBusinessMs(hours, new Date(from), wanted * minute)
    const lastOpen = open[wanted - 1]
    if (lastOpen !== undefined) equal(after?.getTime(), lastOpen + minute)
  }
})

test('the moment after some business time is the first by which that time has passed', () => {
  const random = randomFrom('the first moment')
  for (let round = 0; round < 200; round++) {
    const hours = someHours(random)
    const from = new Date(Date.parse(random.pick(starts)) + Math.floor(random.next() * 1e8))
    const ms = 1 + Math.floor(random.next() * 40 * hour)
    const after = afterBusinessMs(hours, from, ms)
    if (!after) continue
    equal(businessMsBetween(hours, from, after), ms)
    equal(businessMsBetween(hours, from, new Date(after.getTime() - 1)), ms - 1)
  }
})

test('business time adds up: of two stretches in a row it is the sum', () => {
  const random = randomFrom('sums')
  for (let round = 0; round < 200; round++) {
    const hours = someHours(random)
    const [a = 0, b = 0, c = 0] = [random.next(), random.next(), random.next()]
      .sort()
      .map((part) => 1.77e12 + part * 3e10)
    const between = (x: number, y: number) => businessMsBetween(hours, new Date(x), new Date(y))
    equal(between(a, b) + between(b, c), between(a, c))
  }
})

test('what comes on Friday evening is answered within two hours on Monday at eleven', () => {
  const friday = new Date('2026-11-20T18:30:00Z')
  equal(afterBusinessMs(office('Europe/Sofia'), friday, 2 * hour)?.toISOString(), '2026-11-23T09:00:00.000Z')
})

test('a holiday pushes what is due to the next working day, and a short day counts as far as it goes', () => {
  const holidays = [
    { date: '2026-12-24', open: [{ from: '09:00', to: '12:00' }] },
    { date: '2026-12-25', open: [] },
  ]
  const eve = new Date('2026-12-24T09:00:00Z')
  const due = afterBusinessMs(office('Europe/Sofia', holidays), eve, 2 * hour)
  equal(due?.toISOString(), '2026-12-28T08:00:00.000Z')
})

test('a night shift over the turn of the clocks counts the hour that is shown twice, and not the one that is skipped', () => {
  const always: BusinessHours = {
    ...{ zone: 'Europe/Sofia', holidays: [] },
    week: Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]),
  }
  const night: BusinessHours = { ...always, week: always.week.map(() => [{ from: '03:00', to: '04:00' }]) }
  const day = (date: string) => {
    const from = Temporal.PlainDate.from(date)
    const at = (one: Temporal.PlainDate) => new Date(one.toZonedDateTime('Europe/Sofia').epochMilliseconds)
    return [at(from), at(from.add({ days: 1 }))] as const
  }
  equal(businessMsBetween(always, ...day('2026-10-25')), 25 * hour)
  equal(businessMsBetween(night, ...day('2026-10-25')), 2 * hour)
  equal(businessMsBetween(always, ...day('2026-03-29')), 23 * hour)
  equal(businessMsBetween(night, ...day('2026-03-29')), 0)
})

test('where the brand is never open nothing is ever due, and nothing opens', () => {
  const never: BusinessHours = { zone: 'UTC', week: [[], [], [], [], [], [], []], holidays: [] }
  const now = new Date('2026-11-22T12:00:00Z')
  equal(afterBusinessMs(never, now, 1), null)
  equal(opensAfter(never, now), null)
  equal(businessMsBetween(never, now, new Date('2027-11-22T12:00:00Z')), 0)
})

test('opening hours hold from their first minute, and no longer at their end', () => {
  const hours = office('UTC')
  const at = (wall: string) => isOpenAt(hours, new Date(`2026-11-23T${wall}:00Z`))
  deepEqual(['08:59', '09:00', '16:59', '17:00'].map(at), [false, true, true, false])
  equal(opensAfter(hours, new Date('2026-11-21T12:00:00Z'))?.toISOString(), '2026-11-23T09:00:00.000Z')
})

test('intervals that overlap or touch are counted once', () => {
  const hours: BusinessHours = {
    ...{ zone: 'UTC', holidays: [] },
    week: Array.from({ length: 7 }, () => [
      { from: '12:00', to: '18:00' },
      { from: '09:00', to: '13:00' },
      { from: '18:00', to: '20:00' },
    ]),
  }
  equal(businessMsBetween(hours, new Date('2026-11-23T00:00:00Z'), new Date('2026-11-24T00:00:00Z')), 11 * hour)
})

test('ten years of conversations are measured in no time', () => {
  const began = performance.now()
  const ms = businessMsBetween(
    office('Europe/Sofia'),
    new Date('2016-01-01T00:00:00Z'),
    new Date('2026-01-01T00:00:00Z'),
  )
  ok(ms > 20_000 * hour)
  ok(performance.now() - began < 1_000)
})

/** The oracle: what clocks show at the beginning of each minute. */
function minutesOpen(hours: BusinessHours, from: number, to: number): number[] {
  const found: number[] = []
  for (let at = from; at < to; at += minute) {
    const shown = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(hours.zone)
    const holiday = hours.holidays.find((one) => one.date === shown.toPlainDate().toString())
    const open = holiday?.open ?? hours.week[shown.dayOfWeek - 1] ?? []
    const wall = shown.toPlainTime().toString({ smallestUnit: 'minute' })
    if (open.some((one) => one.from <= wall && wall < one.to)) found.push(at)
  }
  return found
}

function someHours(random: Random): BusinessHours {
  const interval = (): OpenInterval => {
    const [from = 0, to = 0] = [random.next(), random.next()]
      .map((part) => Math.floor(part * 1441))
      .sort((a, b) => a - b)
    const wall = (all: number) =>
      `${String(Math.floor(all / 60)).padStart(2, '0')}:${String(all % 60).padStart(2, '0')}`
    return from === to ? { from: '00:00', to: '24:00' } : { from: wall(from), to: wall(to) }
  }
  const some = () => Array.from({ length: Math.floor(random.next() * 3) }, interval)
  return {
    zone: random.pick(zones),
    week: Array.from({ length: 7 }, some),
    holidays: ['2026-03-29', '2026-10-25', '2026-11-01']
      .filter(() => random.next() < 0.3)
      .map((date) => ({ date, open: some() })),
  }
}
