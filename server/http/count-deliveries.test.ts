import { doesNotThrow, throws } from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Refusal } from '../../kernel/failure.ts'
import { deliveryCounter } from './count-deliveries.ts'

const isTooMany = (error: unknown) => error instanceof Refusal && error.status === 429

function counter() {
  const at = { ms: 0 }
  return { at, ...deliveryCounter({ now: () => new Date(at.ms) }) }
}
const times = (many: number, act: () => void) => {
  for (let n = 0; n < many; n++) act()
}

describe('What an address brings to the doors of networks', () => {
  test('is taken a thousand times a second, and refused beyond that until the minute is over', () => {
    const { at, count } = counter()
    times(60_000, () => count('a'))
    throws(() => count('a'), isTooMany)
    doesNotThrow(() => count('b'))
    at.ms = 60_000
    doesNotThrow(() => count('a'))
  })
  test('is refused much sooner when it proves nothing', () => {
    const { at, count, forged } = counter()
    times(6_000, () => forged('a'))
    throws(() => count('a'), isTooMany)
    doesNotThrow(() => count('b'))
    at.ms = 60_000
    doesNotThrow(() => count('a'))
  })
})
