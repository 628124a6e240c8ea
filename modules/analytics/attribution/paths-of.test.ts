import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Path } from './path.ts'
import { type Journey, pathsOf } from './paths-of.ts'

const dayMs = 86_400_000
const day = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * dayMs)
const window = { lookbackMs: 30 * dayMs, until: day(200) }

test('each conversion has the touches since the one before it', () => {
  const found = pathsOf(journey({ a: 1, b: 3, c: 8 }, [3, 10]), window)
  assert.deepEqual(found.map(told), ['a b → 1', 'c → 1'])
  assert.deepEqual(
    found[0]?.touches.map(({ ageMs = 0 }) => ageMs / dayMs),
    [2, 0],
  )
})

test('a touch older than the window led to nothing', () => {
  assert.deepEqual(pathsOf(journey({ a: 1, b: 40 }, [45]), window).map(told), ['a → 0', 'b → 1'])
})

test('tries that lie further apart than the window are two', () => {
  assert.deepEqual(pathsOf(journey({ a: 1, b: 20, c: 70 }, []), window).map(told), ['a b → 0', 'c → 0'])
})

test('who may still convert is no failure yet', () => {
  assert.deepEqual(pathsOf(journey({ a: 100, b: 180 }, []), window).map(told), ['a → 0'])
})

test('a conversion that nothing led to is a path without touches', () => {
  assert.deepEqual(pathsOf(journey({}, [5]), window).map(told), [' → 1'])
})

test('clocks that run ahead add nothing, and the order of telling changes nothing', () => {
  const late = journey({ a: 1, z: 300 }, [2, 400])
  assert.deepEqual(pathsOf(late, window).map(told), ['a → 1'])
  const one = journey({ a: 1, b: 3, c: 8 }, [10, 3])
  assert.deepEqual(pathsOf({ ...one, touches: one.touches.toReversed() }, window).map(told), ['a b → 1', 'c → 1'])
})

test('a window that is none and a moment that is none are refused', () => {
  assert.throws(() => pathsOf(journey({}, []), { ...window, lookbackMs: -1 }), /^RangeError: lookbackMs/)
  assert.throws(
    () => pathsOf({ touches: [{ channel: 'a', at: new Date('x') }], conversions: [] }, window),
    /touches\.0\.at/,
  )
})

const journey = (touches: Record<string, number>, conversions: number[]): Journey => ({
  touches: Object.entries(touches).map(([channel, n]) => ({ channel, at: day(n) })),
  conversions: conversions.map((n) => ({ at: day(n) })),
})

const told = ({ touches, conversions }: Path) => `${touches.map(({ channel }) => channel).join(' ')} → ${conversions}`
