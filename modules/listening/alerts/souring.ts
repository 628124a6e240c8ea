import type { ToneHour } from './hour-counts.ts'
import type { Sensitivity } from './tables.ts'

/** Of the last hours: `count` of `known` were negative, `expected` is usual, 95 of a hundred times `low` to `high`. */
export type Soured = {
  count: number
  known: number
  expected: number
  low: number
  high: number
  /** Share of the negative that is usual, in [0, 1]. */
  usual: number
  /** How likely so many or more are, when nothing has happened. */
  pValue: number
}
export type ToneVerdict =
  | { enough: false; count: number; known: number }
  | ({ enough: true; isSour: boolean; isBack: boolean } & Soured)

export const toneHoursRead = 28 * 24
/** The window that is judged, and the day before it that is no part of the usual. */
export const windowHours = 6
const keptOut = 24
/** Less evidence is none: in the window, of them negative, and in the weeks before. */
const least = { known: 20, negative: 10, usual: 150 }
/** How unlikely it must be. */
export const soured: Record<Exclude<Sensitivity, 'off'>, number> = { calm: 2e-5, usual: 3e-4, keen: 3e-3 }
/** It is back when chance would bring it once in ten times, or so near the usual. */
const back = { pValue: 0.1, share: 0.05 }
/** So much more must be negative, to be worth telling. */
const worse = { share: 0.1, factor: 1.3 }
/** How alike what is said within a window is, where little is known of it, as a correlation; and what that weighs. */
const usualLikeness = { value: 0.03, weight: 2_000 }

/** The hours before `end` (not of it), beside those of four weeks: by the tail of a beta-binomial distribution. */
export function judgeTone(hours: readonly ToneHour[], end: number, sensitivity: keyof typeof soured): ToneVerdict {
  const now = sumOf(hours.filter(({ hour }) => hour >= end - windowHours && hour < end))
  const past = windowsOf(hours, end)
  const all = sumOf(past)
  if (now.known < least.known || all.known < least.usual)
    return { enough: false, count: now.negative, known: now.known }
  const usual = (all.negative + 1) / (all.known + 4)
  const likeness = likenessOf(past, usual)
  const chances = chancesOf(now.known, usual, likeness + unsureOf(past, all.known, likeness))
  const pValue = chances.slice(now.negative).reduce((sum, one) => sum + one, 0)
  const share = now.negative / now.known
  const isWorse = share >= usual + worse.share && share >= usual * worse.factor && now.negative >= least.negative
  return {
    ...{ enough: true, count: now.negative, known: now.known, usual, expected: usual * now.known, pValue },
    ...{ low: quantileOf(chances, 0.025), high: quantileOf(chances, 0.975) },
    isSour: isWorse && pValue < soured[sensitivity],
    isBack: pValue > back.pValue || share < usual + back.share,
  }
}

type Counts = { negative: number; known: number }

function sumOf(all: readonly Counts[]): Counts {
  let [negative, known] = [0, 0]
  for (const one of all) [negative, known] = [negative + one.negative, known + one.known]
  return { negative, known }
}

function windowsOf(hours: readonly ToneHour[], end: number): Counts[] {
  const last = end - windowHours - keptOut
  const windows = new Map<number, Counts>()
  for (const { hour, negative, known } of hours) {
    if (hour >= last || hour < end - toneHoursRead) continue
    const n = Math.floor((last - 1 - hour) / windowHours)
    const before = windows.get(n) ?? { negative: 0, known: 0 }
    windows.set(n, { negative: before.negative + negative, known: before.known + known })
  }
  return [...windows.values()]
}

/** By moments; a window that strays further than four deviations counts as straying so far. */
function likenessOf(windows: readonly Counts[], usual: number): number {
  const one = usual * (1 - usual)
  let likeness = usualLikeness.value
  for (let round = 0; round < 3; round++) {
    let [sum, weight] = [usualLikeness.value * usualLikeness.weight * one, usualLikeness.weight * one]
    for (const { negative, known } of windows) {
      const variance = known * one * (1 + (known - 1) * likeness)
      const squared = Math.min((negative - known * usual) ** 2, 16 * variance)
      const tells = 1 / (1 + (known - 1) * likeness)
      sum += tells * (squared - known * one)
      weight += tells * known * (known - 1) * one
    }
    likeness = Math.min(0.3, Math.max(0.002, sum / weight))
  }
  return likeness
}

/** What is not known of the usual share itself, as the same kind of variance. */
function unsureOf(windows: readonly Counts[], known: number, likeness: number): number {
  const effective = windows.reduce((sum, one) => sum + one.known / (1 + Math.max(0, one.known - 1) * likeness), 0)
  return 1 / Math.max(1, Math.min(known, effective))
}

/** Of `known` mentions 0, 1, 2 … are negative: a beta-binomial distribution with that mean share and correlation. */
export function chancesOf(known: number, share: number, likeness: number): Float64Array {
  const scale = (1 - likeness) / likeness
  const [a, b] = [share * scale, (1 - share) * scale]
  const logs = new Float64Array(known + 1)
  let most = 0
  for (let n = 0; n < known; n++) {
    logs[n + 1] = (logs[n] ?? 0) + Math.log(((known - n) * (a + n)) / ((n + 1) * (b + known - n - 1)))
    most = Math.max(most, logs[n + 1] ?? 0)
  }
  const weights = logs.map((log) => Math.exp(log - most))
  const sum = weights.reduce((all, one) => all + one, 0)
  return weights.map((one) => one / sum)
}

function quantileOf(chances: Float64Array, share: number): number {
  let sum = 0
  for (const [n, one] of chances.entries()) {
    sum += one
    if (sum >= share) return n
  }
  return chances.length - 1
}
