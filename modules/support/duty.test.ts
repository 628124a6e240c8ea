import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { isQuiet, onDuty, type Roster } from './duty.ts'

/** 23 November 2026 is a Monday; Sofia is two hours ahead of UTC. */
const sofia = (wall: string) => new Date(`2026-11-${wall}:00+02:00`)
const roster: Roster = {
  zone: 'Europe/Sofia',
  weekly: [
    { weekday: 1, from: '09:00', to: '17:00', userId: 'ada' },
    { weekday: 1, from: '12:00', to: '20:00', userId: 'ben' },
    { weekday: 7, from: '22:00', to: '06:00', userId: 'eve' },
  ],
  byHand: [{ from: sofia('23T10:00'), to: sofia('23T11:00'), userId: 'zoe' }],
}

test('turns hold on the brand’s clock, several people at once, and over midnight into the next week', () => {
  deepEqual(onDuty(roster, sofia('23T09:00')), ['ada'])
  deepEqual(onDuty(roster, sofia('23T12:30')), ['ada', 'ben'])
  deepEqual(onDuty(roster, sofia('23T17:00')), ['ben'])
  deepEqual(onDuty(roster, sofia('23T20:00')), [])
  deepEqual(onDuty(roster, sofia('22T23:00')), ['eve'])
  deepEqual(onDuty(roster, sofia('23T05:59')), ['eve'])
  deepEqual(onDuty(roster, sofia('23T06:00')), [])
})

test('a turn put in by hand takes the place of the week’s, for as long as it lasts', () => {
  deepEqual(onDuty(roster, sofia('23T10:30')), ['zoe'])
  deepEqual(onDuty(roster, sofia('23T11:00')), ['ada'])
})

test('quiet hours hold on the person’s own clock, over midnight too', () => {
  const night = { from: '22:00', to: '07:00', zone: 'Europe/Sofia' }
  deepEqual(
    ['21:59', '22:00', '03:00', '06:59', '07:00'].map((wall) => isQuiet(night, sofia(`23T${wall}`))),
    [...[false, true, true, true, false]],
  )
  equal(isQuiet({ ...night, zone: 'America/New_York' }, sofia('23T23:00')), false)
  equal(isQuiet({ from: '13:00', to: '14:00', zone: 'Europe/Sofia' }, sofia('23T13:30')), true)
  equal(isQuiet(null, sofia('23T03:00')), false)
  equal(isQuiet({ ...night, to: '22:00' }, sofia('23T23:00')), false)
})
