import assert from 'node:assert/strict'
import { test } from 'node:test'
import { associatedConversions } from './associated.ts'
import { attribute, type Model, sumOf } from './attribute.ts'
import { chainAlong } from './chain.ts'
import { bracketed, eliminated } from './chance-of-conversion.ts'
import { setsOf, sumsWithin } from './coalitions.ts'
import { removalEffects } from './markov.ts'
import { channelsOf, countsOf, type Path, totalOf, untouched } from './path.ts'
import { sampleValues } from './sample-values.ts'
import { shapleyValues } from './shapley.ts'
import { anyPaths, pathOf } from './testing-paths.ts'

const dayMs = 86_400_000
const models: Model[] = [
  { kind: 'first' },
  { kind: 'last' },
  { kind: 'last-non-direct' },
  { kind: 'linear' },
  { kind: 'position', first: 0.4, last: 0.4 },
  { kind: 'position', first: 0, last: 0 },
  { kind: 'time-decay', halfLifeMs: 7 * dayMs },
  { kind: 'markov', order: 1 },
  { kind: 'markov', order: 2 },
  { kind: 'markov', order: 3 },
  { kind: 'shapley', worth: 'conversions' },
  { kind: 'shapley', worth: 'rate' },
]

test('by every model, credits sum to the conversions and to their value', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const paths = anyPaths(seed, { nulls: seed % 3 > 0, channels: 1 + (seed % 9) })
    for (const model of models)
      for (const measure of ['conversions', 'value'] as const) {
        const [total, sum] = [totalOf(paths, measure), sumOf(attribute(paths, model, measure).credits)]
        assert.ok(Math.abs(sum - total) <= 1e-9 * Math.max(1, total), `${model.kind} of ${seed}: ${sum}, not ${total}`)
      }
  }
})

test('the order in which paths are told changes no credit', () => {
  const paths = anyPaths(5)
  for (const model of models) {
    const [one, other] = [attribute(paths, model).credits, attribute(paths.toReversed(), model).credits]
    for (const [channel, credit] of one) assert.ok(Math.abs(credit - (other.get(channel) ?? 0)) < 1e-9)
  }
})

test('what nothing led to is credited to nobody, by every model', () => {
  const paths: Path[] = [{ touches: [], conversions: 3 }, pathOf('search', 2, 1)]
  for (const model of models.filter(({ kind }) => kind !== 'time-decay'))
    assert.deepEqual(
      [...attribute(paths, model).credits],
      [
        ['search', 2],
        [untouched, 3],
      ],
    )
})

test('a visit typed in by hand takes no credit from what came before it', () => {
  const search = { channel: 'search' }
  const direct = { channel: 'direct', direct: true as const }
  const paths = [
    { touches: [search, direct, direct], conversions: 4 },
    { touches: [direct], conversions: 1 },
  ]
  const { credits } = attribute(paths, { kind: 'last-non-direct' })
  assert.deepEqual(Object.fromEntries(credits), { search: 4, direct: 1 })
})

test('a touch of one half-life ago weighs half of one just now', () => {
  const touches = [
    { channel: 'old', ageMs: 7 * dayMs },
    { channel: 'new', ageMs: 0 },
  ]
  const { credits } = attribute([{ touches, conversions: 3 }], { kind: 'time-decay', halfLifeMs: 7 * dayMs })
  assert.ok(Math.abs((credits.get('old') ?? 0) - 1) < 1e-12 && Math.abs((credits.get('new') ?? 0) - 2) < 1e-12)
})

test('touches of three years ago still share what they led to', () => {
  const touches = [
    { channel: 'a', ageMs: 1_100 * dayMs },
    { channel: 'b', ageMs: 1_100 * dayMs },
  ]
  const { credits } = attribute([{ touches, conversions: 1 }], { kind: 'time-decay', halfLifeMs: dayMs / 24 })
  assert.deepEqual([...credits.values()], [0.5, 0.5])
})

test('a chain converts as many as were seen to convert, whatever its order', () => {
  for (const order of [1, 2, 3] as const) {
    const paths = anyPaths(order).filter(({ touches }) => touches.length > 0)
    const people = paths.reduce((sum, { conversions, nulls = 0 }) => sum + conversions + nulls, 0)
    const { chance, effects } = removalEffects(paths, order)
    assert.ok(Math.abs(chance - totalOf(paths, 'conversions') / people) < 1e-12)
    for (const effect of effects.values()) assert.ok(effect >= 0 && effect <= 1)
  }
})

test('a channel on every path is worth everything; one that only those meet who leave is worth nothing', () => {
  const { effects } = removalEffects([pathOf('a b', 5, 5), pathOf('a', 3, 1), pathOf('a x', 0, 4)], 1)
  assert.equal(effects.get('a'), 1)
  assert.equal(effects.get('x'), 0)
})

test('what happens after two channels in a row, a chain of order 2 knows and one of order 1 does not', () => {
  const paths = [pathOf('a b', 10, 0), pathOf('x b', 0, 10), pathOf('x', 10, 30)]
  const [first, second] = ([1, 2, 3] as const).map((order) => removalEffects(paths, order).effects.get('a') ?? 0)
  assert.ok((second ?? 0) > 0.49 && (first ?? 1) < 0.4, `${first} and ${second}`)
})

test('a chain solved by elimination and one closed in from both sides agree to twelve digits', () => {
  for (const order of [1, 2, 3]) {
    const paths = anyPaths(30 + order, { count: 200 }).filter(({ touches }) => touches.length > 0)
    const chain = chainAlong(paths, channelsOf(paths), order)(countsOf(paths, 'conversions'))
    for (const without of [undefined, 0, 3]) {
      const [one, other] = [eliminated(chain, without), bracketed(chain, without)]
      assert.ok(Math.abs(one - other) < 1e-12, `order ${order} without ${without}: ${one} and ${other}`)
    }
  }
})

test('five hundred touches are a path like any other', () => {
  const long = Array.from({ length: 500 }, (_, n) => `c${(n * n) % 7}`).join(' ')
  for (const model of models.filter(({ kind }) => kind !== 'time-decay')) {
    const { credits } = attribute([pathOf(long, 2, 5), pathOf('c1 c2', 1, 1)], model)
    assert.ok(Math.abs(sumOf(credits) - 3) < 1e-9)
  }
})

test('Shapley’s value of conversions is the same whether summed over all coalitions or over paths', () => {
  const paths = anyPaths(8).filter(({ touches }) => touches.length > 0)
  const channels = channelsOf(paths)
  const reached = setsOf(paths, channels)(countsOf(paths, 'conversions'))
  const values = shapleyValues(sumsWithin(reached, channels.length, ({ worth }) => worth))
  const { credits } = attribute(paths, { kind: 'shapley', worth: 'conversions' })
  for (const [n, channel] of channels.entries())
    assert.ok(Math.abs((values[n] ?? 0) - (credits.get(channel) ?? Number.NaN)) < 1e-9)
})

test('by rate, a channel that leads people away is credited with less than nothing', () => {
  const paths = [pathOf('good', 50, 50), pathOf('good bad', 5, 95), pathOf('bad', 1, 99)]
  const { credits } = attribute(paths, { kind: 'shapley', worth: 'rate' })
  assert.ok((credits.get('bad') ?? 0) < 0 && Math.abs(sumOf(credits) - 56) < 1e-9)
})

test('values from drawn orders lie within their stated bound of the exact ones', () => {
  for (const seed of [1, 2, 3]) {
    const paths = anyPaths(seed, { channels: 12, count: 300 }).filter(({ touches }) => touches.length > 0)
    const channels = channelsOf(paths)
    const reached = setsOf(paths, channels)(countsOf(paths, 'conversions'))
    const people = sumsWithin(reached, channels.length, (one) => one.people)
    const rates = sumsWithin(reached, channels.length, (one) => one.worth).map((sum, n) =>
      people[n] ? sum / people[n] : 0,
    )
    const [exact, drawn] = [shapleyValues(rates), sampleValues(reached, channels.length, { seed, steps: 1e7 })]
    for (const [n, value] of exact.entries())
      assert.ok(Math.abs(value - (drawn.values[n] ?? 0)) <= (drawn.within[n] ?? 0), `channel ${n}`)
    assert.ok(Math.max(...drawn.within) < 0.1, `${drawn.within}`)
  }
})

test('beyond fifteen channels, values by rate tell how far they may be off, and sum all the same', () => {
  const paths = anyPaths(4, { channels: 40, count: 400 })
  const { credits, within } = attribute(paths, { kind: 'shapley', worth: 'rate', seed: 3 })
  assert.equal(within?.size, channelsOf(paths).length)
  assert.ok(Math.abs(sumOf(credits) - totalOf(paths, 'conversions')) < 1e-6)
})

test('associated conversions are those a channel was met on the way to, without being the last', () => {
  const found = associatedConversions([pathOf('a b', 3), pathOf('a a', 2), pathOf('b a b', 1), pathOf('c', 0, 9)])
  assert.deepEqual(Object.fromEntries(found), {
    a: { last: 2, assisted: 4, perLast: 2 },
    b: { last: 4, assisted: 0, perLast: 0 },
    c: { last: 0, assisted: 0, perLast: null },
  })
})

test('what is no path, no channel or no setting is refused at its field', () => {
  const good = pathOf('a b', 1)
  const bad: [Path[], Model, RegExp][] = [
    [[{ ...good, conversions: -1 }], { kind: 'first' }, /^paths\.0\.conversions/],
    [[good, { ...good, nulls: Number.NaN }], { kind: 'first' }, /^paths\.1\.nulls/],
    [[{ ...good, value: Number.POSITIVE_INFINITY }], { kind: 'first' }, /^paths\.0\.value/],
    [[{ ...good, conversions: 0, value: 5 }], { kind: 'first' }, /^paths\.0\.value/],
    [[pathOf(untouched, 1)], { kind: 'first' }, /^paths\.0\.touches\.0\.channel/],
    [[{ touches: [{ channel: 'a', ageMs: -1 }], conversions: 1 }], { kind: 'first' }, /ageMs/],
    [[good], { kind: 'time-decay', halfLifeMs: dayMs }, /^ageMs/],
    [[good], { kind: 'time-decay', halfLifeMs: 0 }, /^halfLifeMs/],
    [[good], { kind: 'position', first: 0.7, last: 0.7 }, /^last/],
    [[good], { kind: 'position', first: -0.1, last: 0.7 }, /^first/],
    [[good], { kind: 'markov', order: 4 as 3 }, /^order/],
  ]
  for (const [paths, model, message] of bad)
    assert.throws(() => attribute(paths, model), { name: 'RangeError', message })
})

test('nobody converted, so nobody is credited; nobody came, so there is nobody', () => {
  for (const model of models.filter(({ kind }) => kind !== 'time-decay')) {
    assert.deepEqual([...attribute([pathOf('a b', 0, 7)], model).credits.values()], [0, 0])
    assert.equal(attribute([], model).credits.size, 0)
  }
})
