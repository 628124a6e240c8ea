import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import type { BusinessHours } from './business-time.ts'
import { dueOf, levelFor, type ServiceLevel } from './due-by-level.ts'

const level = (id: string, more: Partial<ServiceLevel> = {}): ServiceLevel => ({
  ...{ id, kinds: [], labels: [], priorities: [], accountIds: [], time: 'business', warnMinutes: 15, enabled: true },
  ...{ firstMinutes: 60, nextMinutes: 120, resolutionMinutes: null, ...more },
})
const office: BusinessHours = {
  ...{ zone: 'Europe/Sofia', holidays: [] },
  week: [1, 2, 3, 4, 5, 6, 7].map((day) => (day < 6 ? [{ from: '09:00', to: '17:00' }] : [])),
}
const message = { kind: 'message', labels: ['claim'], priority: 0, accountId: 'shop' }

test('the first service level that is for a conversation is its own', () => {
  const levels = [
    level('off', { enabled: false }),
    level('urgent', { priorities: [3] }),
    level('reviews', { kinds: ['review'] }),
    level('claims', { labels: ['claim', 'refund'] }),
    level('all'),
  ]
  equal(levelFor(levels, message)?.id, 'claims')
  equal(levelFor(levels, { ...message, priority: 3 })?.id, 'urgent')
  equal(levelFor(levels, { ...message, kind: 'review' })?.id, 'reviews')
  equal(levelFor(levels, { ...message, labels: [] })?.id, 'all')
  equal(levelFor([level('elsewhere', { accountIds: ['other'] })], message), undefined)
})

test('in business time an hour that begins just before closing ends the next morning, and so does its warning', () => {
  const late = new Date('2026-11-23T14:50:00Z')
  const due = dueOf(level('all'), office, 'first', late)
  deepEqual(
    [due?.warnAt.toISOString(), due?.dueAt.toISOString()],
    ['2026-11-24T07:35:00.000Z', '2026-11-24T07:50:00.000Z'],
  )
})

test('in raw time the clock runs on through the night', () => {
  const late = new Date('2026-11-23T14:50:00Z')
  equal(dueOf(level('all', { time: 'raw' }), office, 'next', late)?.dueAt.toISOString(), '2026-11-23T16:50:00.000Z')
})

test('what is not promised is never due, nor is anything where the brand never opens', () => {
  equal(dueOf(level('all'), office, 'resolution', new Date(0)), null)
  equal(dueOf(level('all'), { ...office, week: [] }, 'first', new Date(0)), null)
})
