import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { burst, type Earlier, gravityOf, stormVerdict, usualChoices, waysFor } from './choose-ways.ts'

const night = { from: '22:00', to: '07:00', zone: 'UTC' }
const at = (seconds: number) => new Date(Date.UTC(2026, 10, 23, 3, 0, seconds))

test('in quiet hours nothing sounds: it waits at the desk and comes with the digest, but for a crisis', () => {
  deepEqual(waysFor(usualChoices, null, 'late', at(0)), ['desk', 'sound', 'push', 'mail'])
  deepEqual(waysFor(usualChoices, night, 'late', at(0)), ['desk', 'mail'])
  deepEqual(waysFor(usualChoices, night, 'new', at(0)), ['desk'])
  deepEqual(waysFor(usualChoices, night, 'crisis', at(0)), usualChoices.crisis)
})

test('who chose not to hear of something does not', () => {
  deepEqual(waysFor({ ...usualChoices, new: [] }, night, 'new', at(0)), [])
})

test('of one conversation somebody hears once a minute, unless it becomes graver', () => {
  const told: Earlier[] = [{ conversationId: 'a', gravity: gravityOf('new'), at: at(0), alone: true }]
  const next = (event: 'new' | 'late', seconds: number, conversationId = 'a') =>
    stormVerdict(told, { conversationId, gravity: gravityOf(event), at: at(seconds) })
  equal(next('new', 59), 'drop')
  equal(next('late', 59), 'send')
  equal(next('new', 60), 'send')
  equal(next('new', 5, 'b'), 'send')
})

test('two thousand comments in ten minutes are a few alerts, not two thousand', () => {
  const told: Earlier[] = []
  let sent = 0
  for (let n = 0; n < 2_000; n++) {
    const alert = { conversationId: `c${n}`, gravity: gravityOf('negative'), at: at(n * 0.3) }
    const verdict = stormVerdict(told, alert)
    if (verdict === 'send') sent++
    told.push({ ...alert, alone: verdict === 'send' })
  }
  equal(sent, 2 * burst.most)
})

test('a crisis is told in the middle of a storm', () => {
  const told = Array.from(
    { length: 50 },
    (_, n): Earlier => ({ conversationId: `c${n}`, gravity: 0, at: at(n), alone: true }),
  )
  equal(stormVerdict(told, { conversationId: null, gravity: gravityOf('crisis'), at: at(51) }), 'send')
  equal(stormVerdict(told, { conversationId: 'new', gravity: 0, at: at(51) }), 'hold')
})
