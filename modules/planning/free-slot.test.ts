import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextFreeSlot, type WeeklySlot } from './free-slot.ts'

const zone = 'Europe/Sofia'
const now = new Date('2026-03-23T08:00:00Z')
const monday = (time: string, more: Partial<WeeklySlot> = {}): WeeklySlot => ({
  weekday: 1,
  time,
  accountIds: [],
  rubricId: null,
  ...more,
})
const wish = { accountIds: ['a'], rubricId: null }

test('a queued post takes the next slot of today that is still to come', () => {
  assert.deepEqual(nextFreeSlot([monday('09:00'), monday('12:30')], [], wish, zone, now), {
    wall: '2026-03-23T12:30',
    zone,
  })
})

test('a slot where the account already has a post is passed over', () => {
  const taken = [{ at: new Date('2026-03-23T10:30:00Z'), accountIds: ['a'] }]
  assert.deepEqual(nextFreeSlot([monday('12:30')], taken, wish, zone, now)?.wall, '2026-03-30T12:30')
})

test('a slot of another rubric or another account is not for this post', () => {
  const slots = [monday('12:30', { rubricId: 'news' }), monday('13:00', { accountIds: ['b'] })]
  assert.equal(nextFreeSlot(slots, [], wish, zone, now), undefined)
})
