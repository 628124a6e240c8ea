import type { Module } from '../../kernel/module.ts'

export { type Association, associatedConversions } from './attribution/associated.ts'
export { attribute, type Model, type Shares, sumOf } from './attribution/attribute.ts'
export { type Compared, type Comparing, compareModels } from './attribution/compare-models.ts'
export { type Order, type Removal, removalEffects } from './attribution/markov.ts'
export { type Credits, type Measure, type Path, type Touch, untouched } from './attribution/path.ts'
export { type ConvertedAt, type Journey, pathsOf, type TouchedAt, type Window } from './attribution/paths-of.ts'
export type { Worth } from './attribution/share-by-shapley.ts'
export { type BestTimes, bestTimes, type SlotLift } from './best-time/best-times.ts'
export type { PostAt } from './best-time/design.ts'
export type { Slot } from './best-time/week.ts'
export { type Dimension, dimensions, lengthOf, type ShapedPost } from './content/shape.ts'
export {
  evidence,
  type Lack,
  type NetworkContent,
  type Reason,
  type Standing,
  type TraitEffect,
  whatWorks,
} from './content/what-works.ts'
export { decimalOf, decimalsOf, type Money, money, splitMoney } from './cost/money.ts'
export {
  costPerSubscriber,
  type NoOrganic,
  type Organic,
  organicGrowth,
  type PerSubscriber,
} from './cost/organic-growth.ts'
export { type DatedRate, type NoRate, ratesFrom } from './cost/rates.ts'
export { costPer, returnOnAdSpend, returnOnInvestment } from './cost/returns.ts'
export { type Cost, type CostKind, convert, type RateOn, type Totalled, totalCost } from './cost/total-cost.ts'
export { type Calculated, calculate, type Row, type Way, ways, wordsOfWay } from './formulas/calculate.ts'
export { type Formula, formulaGroups, inputsOf, mathOf, wordsOf } from './formulas/formula.ts'
export { type FormulaId, formulaOf, formulas } from './formulas/formulas.ts'
export type { Input } from './formulas/inputs.ts'
export type { DayValue } from './goals/increments.ts'
export { type Goal, type GoalVerdict, judgeGoal } from './goals/judge-goal.ts'
export { sayGoal } from './goals/say-goal.ts'
export { type Anomaly, anomaliesIn, type Seasons } from './statistics/anomalies.ts'
export { bootstrapInterval, type Drawing } from './statistics/bootstrap.ts'
export { type Chance, chanceFrom } from './statistics/chance.ts'
export { type Interval, median, quantile } from './statistics/interval.ts'
export { type Batch, type Burst, burstsOfBatches, burstsOfMoments } from './statistics/kleinberg.ts'
export { robustZ } from './statistics/robust-z.ts'
export { type Outliers, rosnerOutliers } from './statistics/rosner.ts'
export { type Estimate, type Shrinking, type Shrunk, shrink } from './statistics/shrink.ts'
export { type Counted, differenceInterval, wilsonInterval } from './statistics/wilson.ts'

export const module: Module = { name: 'analytics' }
