import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chanceFrom } from '../statistics/chance.ts'
import { holds } from '../statistics/interval.ts'
import type { Model } from './attribute.ts'
import { compareModels } from './compare-models.ts'
import type { Path } from './path.ts'
import { anyPaths, pathOf } from './testing-paths.ts'

const models: Model[] = [{ kind: 'last' }, { kind: 'linear' }, { kind: 'markov', order: 1 }]

test('models stand side by side, each share within its interval, the same for the same seed', () => {
  const paths = anyPaths(11)
  const found = compareModels(paths, { models, seed: 5, draws: 100 })
  assert.deepEqual(found, compareModels(paths, { models, seed: 5, draws: 100 }))
  for (const { byModel } of found)
    for (const { share, interval } of byModel)
      assert.ok(interval && holds([interval[0] - 0.02, interval[1] + 0.02], share))
})

test('where models truly differ, the interval of the difference tells so; where they cannot, it is nothing', () => {
  const [a, ...rest] = compareModels([pathOf('a', 500, 500), pathOf('b a', 300, 100)], { models, draws: 100 })
  const [, linear] = a?.byModel ?? []
  assert.ok(linear?.besideFirst && linear.besideFirst[1] < 0 && rest.length === 1)
  const alike = compareModels([pathOf('a', 50, 5), pathOf('b', 30, 1)], { models, draws: 50 })
  for (const { byModel, spread } of alike) {
    assert.deepEqual(byModel[1]?.besideFirst, [0, 0])
    assert.ok(spread < 1e-9)
  }
})

test('of a share that is known, some 95 in 100 intervals hold it', () => {
  const chance = chanceFrom(77)
  let held = 0
  for (let n = 0; n < 300; n++) {
    const paths: Path[] = [pathOf('a', chance.poisson(60)), pathOf('b', chance.poisson(40))]
    const a = compareModels(paths, { models: [{ kind: 'last' }], seed: n, draws: 200 }).find(
      (one) => one.channel === 'a',
    )
    if (a?.byModel[0]?.interval && holds(a.byModel[0].interval, 0.6)) held++
  }
  assert.ok(held >= 274 && held <= 296, `${held} of 300`)
})

test('too few people make no interval, and nothing to compare is refused', () => {
  const [only] = compareModels([pathOf('a', 3)], { models })
  assert.equal(only?.byModel[0]?.interval, null)
  assert.throws(() => compareModels([], { models: [] }), /^RangeError: models/)
})
