import type { Module } from '../../kernel/module.ts'

export { type Association, associatedConversions } from './attribution/associated.ts'
export { attribute, type Model, sumOf } from './attribution/attribute.ts'
export { type Compared, type Comparing, compareModels } from './attribution/compare-models.ts'
export { type Order, type Removal, removalEffects } from './attribution/markov.ts'
export { type Credits, type Measure, type Path, type Touch, untouched } from './attribution/path.ts'
export { type ConvertedAt, type Journey, pathsOf, type TouchedAt, type Window } from './attribution/paths-of.ts'
export type { Shares, Worth } from './attribution/share-by-shapley.ts'
export { type Chance, chanceFrom } from './statistics/chance.ts'
export type { Interval } from './statistics/interval.ts'

export const module: Module = { name: 'analytics' }
