import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from './failure.ts'
import { resolveWall, wallAt } from './wall-time.ts'

const seen = (wall: string, zone: string) => {
  const { at, resolved } = resolveWall(wall, zone)
  return `${at.toISOString()} ${resolved}`
}

test('nine in the morning in Sofia is six or seven in UTC, by the season', () => {
  assert.equal(seen('2026-07-01T09:00', 'Europe/Sofia'), '2026-07-01T06:00:00.000Z exact')
  assert.equal(seen('2026-12-01T09:00', 'Europe/Sofia'), '2026-12-01T07:00:00.000Z exact')
})

test('a time that the clocks skip in spring is moved later by the skip', () => {
  assert.equal(seen('2026-03-29T02:30', 'Europe/Prague'), '2026-03-29T01:30:00.000Z gap-moved-later')
  assert.equal(wallAt(resolveWall('2026-03-29T02:30', 'Europe/Prague').at, 'Europe/Prague'), '2026-03-29T03:30')
})

test('a time that the clocks show twice in autumn is the first of the two', () => {
  assert.equal(seen('2026-10-25T02:30', 'Europe/Prague'), '2026-10-25T00:30:00.000Z overlap-first')
})

test('a zone that skipped a whole day moves the plan to the next one', () => {
  assert.equal(seen('2011-12-30T10:00', 'Pacific/Apia'), '2011-12-30T20:00:00.000Z gap-moved-later')
})

test('half an hour of summer time is known too', () => {
  assert.equal(seen('2026-10-04T02:15', 'Australia/Lord_Howe'), '2026-10-03T15:45:00.000Z gap-moved-later')
})

for (const [wall, zone, path] of [
  ['2026-01-01T25:00', 'Europe/Kyiv', 'plan.wall'],
  ['2026-02-30T10:00', 'Europe/Kyiv', 'plan.wall'],
  ['2026-01-01T10:00', 'Europe/Atlantis', 'plan.zone'],
  ['2026-01-01T10:00', '+02:00', 'plan.zone'],
  ['2026-01-01T10:00', '', 'plan.zone'],
] as const)
  test(`${wall} in “${zone}” is refused at ${path}`, () => {
    assert.throws(
      () => resolveWall(wall, zone),
      (error) => error instanceof Refusal && error.status === 422 && error.fields[0]?.path === path,
    )
  })
