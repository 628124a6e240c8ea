import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zoneShown } from '../../../i18n/zones.ts'
import { clockIn } from '../../../preview/text-parts.ts'
import { addMonths, firstWeekday, startOfWeek, weeksOfMonth } from './days.ts'
import { clockChange, hoursOfDay } from './hours-of-day.ts'
import { resolveWall, wallIn } from './resolve-wall.ts'
import { zoneClock } from './zone-clock.ts'

test('the day clocks go forward has 23 hours and none is called three', () => {
  const hours = hoursOfDay('2026-03-29', 'Europe/Sofia')
  assert.equal(hours.length, 23)
  assert.ok(!hours.some((hour) => hour.hour === 3))
  assert.deepEqual(clockChange('2026-03-29', 'Europe/Sofia'), { skipped: 3, repeated: null })
})

test('the day clocks go back has 25 hours and one comes twice', () => {
  const hours = hoursOfDay('2026-10-25', 'Europe/Prague')
  assert.equal(hours.length, 25)
  assert.equal(hours.filter((hour) => hour.hour === 2).length, 2)
})

test('half past three on the day clocks jump to four means half past four', () => {
  const plan = resolveWall('2026-03-29T03:30', 'Europe/Kyiv')
  assert.equal(plan.resolved, 'gap-moved-later')
  assert.equal(plan.shown, '2026-03-29T04:30')
  assert.equal(new Date(plan.at).toISOString(), '2026-03-29T01:30:00.000Z')
})

test('a time that comes twice means its first coming', () => {
  const plan = resolveWall('2026-10-25T02:30', 'Europe/Stockholm')
  assert.equal(plan.resolved, 'overlap-first')
  assert.equal(new Date(plan.at).toISOString(), '2026-10-25T00:30:00.000Z')
})

test('a wall time and its instant agree both ways on ordinary days, in zones with odd offsets too', () => {
  for (const zone of ['UTC', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Kiritimati', 'Europe/Warsaw']) {
    const plan = resolveWall('2026-06-15T09:05', zone)
    assert.equal(plan.resolved, 'exact')
    assert.equal(wallIn(zone, plan.at), '2026-06-15T09:05')
  }
})

test('a clock made for a month reads the change in its middle to the minute', () => {
  const clock = zoneClock('Europe/Sofia', Date.parse('2026-10-01T00:00Z'), Date.parse('2026-11-01T00:00Z'))
  assert.deepEqual(clock.wallAt(Date.parse('2026-10-25T00:59Z')), { date: '2026-10-25', minute: 239 })
  assert.deepEqual(clock.wallAt(Date.parse('2026-10-25T01:00Z')), { date: '2026-10-25', minute: 180 })
  assert.deepEqual(clock.wallAt(Date.parse('2027-01-01T00:00Z')), { date: '2027-01-01', minute: 120 })
})

test('a time in a zone nobody knows is shown in universal time, and breaks no screen', () => {
  assert.equal(zoneShown('Mars/Olympus'), 'UTC')
  assert.equal(zoneShown('Europe/Sofia'), 'Europe/Sofia')
  assert.equal(resolveWall('2026-01-01T00:00', 'Mars/Olympus').at, Date.parse('2026-01-01T00:00Z'))
  assert.equal(clockIn('en-GB', 'Mars/Olympus', new Date('2026-01-01T18:30Z')), '18:30')
})

test('a month is shown in whole weeks that begin where the language begins them', () => {
  const weeks = weeksOfMonth('2026-11-15', 1)
  assert.equal(weeks[0]?.[0], '2026-10-26')
  assert.equal(weeks.at(-1)?.[6], '2026-12-06')
  assert.equal(weeksOfMonth('2026-02-10', 7).length, 4)
  assert.equal(startOfWeek('2026-11-22', 7), '2026-11-22')
  assert.equal(firstWeekday('uk'), 1)
})

test('a month later than the 31st of January is the last of February', () => {
  assert.equal(addMonths('2026-01-31', 1), '2026-02-28')
  assert.equal(addMonths('2026-01-31', -11), '2025-02-28')
})
