import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type BrandRules, hintsOf, isQuiet } from './hints.ts'

const rules: BrandRules = {
  brandId: 'b',
  zone: 'Europe/Stockholm',
  quietHours: { from: '22:00', to: '07:00' },
  minimumDistanceMinutes: 60,
}
const stretch = { from: new Date('2026-04-01T00:00:00Z'), to: new Date('2026-04-03T00:00:00Z') }
const at = (moment: string, postId = moment, accountIds = ['a']) => ({ postId, at: new Date(moment), accountIds })

test('two posts of one account in one minute clash', () => {
  const hints = hintsOf([at('2026-04-01T10:00:00Z', 'one'), at('2026-04-01T10:00:30Z', 'two')], rules, stretch)
  assert.deepEqual(
    hints.map((hint) => [hint.kind, hint.postIds]),
    [['clash', ['one', 'two']]],
  )
})

test('two posts nearer than the brand wants are too close, on different accounts they are not', () => {
  const near = [at('2026-04-01T10:00:00Z'), at('2026-04-01T10:30:00Z')]
  assert.deepEqual(
    hintsOf(near, rules, stretch).map((hint) => hint.kind),
    ['too-close'],
  )
  assert.deepEqual(hintsOf([near[0] ?? at(''), at('2026-04-01T10:30:00Z', 'x', ['b'])], rules, stretch), [])
})

test('a post at 23:30 of the brand’s clock stands in its quiet hours', () => {
  assert.deepEqual(
    hintsOf([at('2026-04-01T21:30:00Z')], rules, stretch).map((hint) => hint.kind),
    ['quiet-hours'],
  )
})

test('four days of silence are a gap, told with its beginning and end', () => {
  const week = { from: new Date('2026-04-01T00:00:00Z'), to: new Date('2026-04-08T00:00:00Z') }
  const [gap, ...more] = hintsOf([at('2026-04-02T10:00:00Z')], rules, week)
  assert.deepEqual([gap?.kind, gap?.at, gap?.until, more.length], ['gap', new Date('2026-04-02T10:00:00Z'), week.to, 0])
})

test('quiet hours may lie within a day or run over midnight', () => {
  assert.equal(isQuiet('13:00', { from: '12:00', to: '14:00' }), true)
  assert.equal(isQuiet('06:59', { from: '22:00', to: '07:00' }), true)
  assert.equal(isQuiet('07:00', { from: '22:00', to: '07:00' }), false)
})
