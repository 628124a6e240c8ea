import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isQuiet } from './quiet-hours.ts'

const night = { from: '22:00', to: '07:00' }
const at = (iso: string) => Date.parse(iso)

test('quiet hours over midnight hold on both sides of it, on the brand’s clock', () => {
  assert.equal(isQuiet(at('2026-11-22T20:30Z'), 'Europe/Kyiv', night), true)
  assert.equal(isQuiet(at('2026-11-23T04:59Z'), 'Europe/Kyiv', night), true)
  assert.equal(isQuiet(at('2026-11-23T05:00Z'), 'Europe/Kyiv', night), false)
  assert.equal(isQuiet(at('2026-11-22T20:30Z'), 'Europe/London', night), false)
})

test('a brand without quiet hours is never quiet', () => {
  assert.equal(isQuiet(0, 'UTC', null), false)
  assert.equal(isQuiet(0, 'UTC', { from: '09:00', to: '09:00' }), false)
})
