import assert from 'node:assert/strict'
import { test } from 'node:test'
import { vectors } from '../testing/vectors.ts'
import { attribute, type Model } from './attribute.ts'
import { removalEffects } from './markov.ts'
import type { Path } from './path.ts'
import { shapleyValues } from './shapley.ts'

type Row = { path: string[]; conversions: number; nulls?: number }
type Numbers = Record<string, number>
type Chained = {
  paths?: Row[]
  nulls?: number[]
  conversion_probability: number
  removal_effect?: Numbers
  credit: Numbers
}
type Vectors = {
  tolerance: number
  heuristics: { paths: Row[]; first: Numbers; last: Numbers; linear: Numbers; position_40_40: Numbers }
  markov_order_1: Chained[]
  time_decay: {
    revenue: number
    half_life_days: number
    conversion_day: number
    touch_days: number[]
    credit: number[]
    tolerance: number
  }
  shapley: { worth?: Numbers; paths?: Row[]; credit: Numbers }[]
}

const { found, skip } = vectors<Vectors>('attribution')
const dayMs = 86_400_000

test('the rules of thumb credit as published', { skip }, () => {
  if (!found) return
  const { paths, ...wanted } = found.heuristics
  const models: [keyof typeof wanted, Model][] = [
    ['first', { kind: 'first' }],
    ['last', { kind: 'last' }],
    ['linear', { kind: 'linear' }],
    ['position_40_40', { kind: 'position', first: 0.4, last: 0.4 }],
  ]
  for (const [name, model] of models) near(attribute(pathsFrom(paths), model).credits, wanted[name])
})

test('Markov’s chains have the published chances, removal effects and credits', { skip }, () => {
  if (!found) return
  for (const one of found.markov_order_1) {
    const rows = one.paths ?? found.heuristics.paths.map((row, n) => ({ ...row, nulls: one.nulls?.[n] ?? 0 }))
    const { chance, effects } = removalEffects(pathsFrom(rows), 1)
    near(new Map([['chance', chance]]), { chance: one.conversion_probability })
    if (one.removal_effect) near(effects, one.removal_effect)
    near(attribute(pathsFrom(rows), { kind: 'markov', order: 1 }).credits, one.credit)
  }
})

test('time decay shares revenue as published', { skip }, () => {
  if (!found) return
  const { revenue, half_life_days, conversion_day, touch_days, credit, tolerance } = found.time_decay
  const touches = touch_days.map((day) => ({ channel: `day ${day}`, ageMs: (conversion_day - day) * dayMs }))
  const model: Model = { kind: 'time-decay', halfLifeMs: half_life_days * dayMs }
  const { credits } = attribute([{ touches, conversions: 1, value: revenue }], model, 'value')
  const wanted = Object.fromEntries(touch_days.map((day, n) => [`day ${day}`, credit[n] ?? Number.NaN]))
  near(credits, wanted, tolerance)
})

test('Shapley’s values are the published ones, from worths and from paths', { skip }, () => {
  if (!found) return
  for (const { worth, paths, credit } of found.shapley) {
    if (worth) near(valuesFrom(worth, Object.keys(credit)), credit)
    if (paths) near(attribute(pathsFrom(paths), { kind: 'shapley', worth: 'conversions' }).credits, credit)
  }
})

const pathsFrom = (rows: Row[]): Path[] =>
  rows.map(({ path, ...counts }) => ({ touches: path.map((channel) => ({ channel })), ...counts }))

/** Coalitions are written as the letters of their members, in any order. */
function valuesFrom(worth: Numbers, members: string[]): Map<string, number> {
  const table = new Float64Array(2 ** members.length)
  for (const [coalition, value] of Object.entries(worth))
    table[[...coalition].reduce((bits, member) => bits | (1 << members.indexOf(member)), 0)] = value
  const values = shapleyValues(table)
  return new Map(members.map((member, n) => [member, values[n] ?? Number.NaN]))
}

function near(found: ReadonlyMap<string, number>, wanted: Numbers, tolerance = 1e-6): void {
  for (const name of Object.keys(wanted)) assert.ok(found.has(name), `${name} is not there`)
  for (const name of found.keys()) {
    const value = wanted[name] ?? 0
    const ours = found.get(name) ?? Number.NaN
    assert.ok(Math.abs(ours - value) <= tolerance, `${name}: ${ours}, not ${value}`)
  }
}
