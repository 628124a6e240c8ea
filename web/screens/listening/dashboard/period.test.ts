import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { periodOf, placeFrom, searchOf } from './period.ts'

const now = new Date('2026-11-20T22:30:00Z')

test('a week ends with today by the clock of the brand', () => {
  const place = placeFrom({ days: 7 })
  deepEqual(periodOf(place, now, 'Europe/Sofia'), { from: '2026-11-14T22:00:00.000Z', to: '2026-11-21T22:00:00.000Z' })
})

test('a period of one’s own holds both of its days, the one on which clocks change too', () => {
  const place = placeFrom({ from: '2026-10-25', to: '2026-10-25' })
  deepEqual(periodOf(place, now, 'Europe/Sofia'), { from: '2026-10-24T21:00:00.000Z', to: '2026-10-25T22:00:00.000Z' })
  deepEqual(searchOf(place), { from: '2026-10-25', to: '2026-10-25' })
})

test('what nobody could have chosen is a month', () => {
  equal(placeFrom({ days: 'ever', from: 'once', to: '' }).days, '30')
  deepEqual(searchOf(placeFrom({})), {})
})
