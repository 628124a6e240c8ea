import type { Input } from './inputs.ts'

/** `share` is shown in per cent. Its words: `analytics.unit.<unit>`. */
export type Unit = 'share' | 'people' | 'aDay' | 'aPost' | 'times' | 'milliseconds' | 'money'

/** In the order in which they are read. Its words: `analytics.group.<group>`. */
export const formulaGroups = ['engagement', 'growth', 'spread', 'voice', 'answers', 'outcome', 'cost'] as const
export type Group = (typeof formulaGroups)[number]

/** Inputs that are added up; with a minus in front, taken away. */
export type Sum = readonly (Input | `-${Input}`)[]

/** (sum of `above`) ÷ (product of the sums of `below`), times `times` where it is told. Without `below`, a plain sum. */
export type Quotient = { kind: 'quotient'; above: Sum; below: readonly Sum[]; times?: number }

/** That share of the single values lies at it or below. */
export type Quantile = { kind: 'quantile'; of: Input; at: number }

/** A published formula. Its words: `analytics.formula.<id>.name` and `.words`. `source`: whose definition it is, where it has an author. */
export type Formula = { id: string; group: Group; unit: Unit; source?: string } & (Quotient | Quantile)

/** `(likes + reshares + comments) ÷ followers`: made from the formula itself, so that it cannot tell otherwise. */
export function mathOf(formula: Formula): string {
  if (formula.kind === 'quantile') return `${Math.round(formula.at * 100)} % quantile of ${formula.of}`
  const { above, below, times } = formula
  const top = sumText(above, below.length > 0 || times !== undefined)
  const bottom = below.map((sum) => sumText(sum, true)).join(' × ')
  const quotient = below.length > 0 ? `${top} ÷ ${below.length > 1 ? `(${bottom})` : bottom}` : top
  return times === undefined ? quotient : `${quotient} × ${times}`
}

function sumText(sum: Sum, within: boolean): string {
  const text = sum
    .map((one, n) =>
      one.startsWith('-') ? `${n === 0 ? '−' : ' − '}${one.slice(1)}` : `${n === 0 ? '' : ' + '}${one}`,
    )
    .join('')
  return within && sum.length > 1 ? `(${text})` : text
}

/** All inputs of a formula, each once, in the order in which it is read. */
export function inputsOf(formula: Formula): Input[] {
  if (formula.kind === 'quantile') return [formula.of]
  return [...new Set([formula.above, ...formula.below].flat().map(inputIn))]
}

export const inputIn = (one: Input | `-${Input}`) => (one.startsWith('-') ? one.slice(1) : one) as Input

/** Under which keys the catalogues have the words of a formula, of what it is made of, and of its unit. */
export const wordsOf = (formula: Formula) => ({
  name: `analytics.formula.${formula.id}.name`,
  words: `analytics.formula.${formula.id}.words`,
  unit: `analytics.unit.${formula.unit}`,
  group: `analytics.group.${formula.group}`,
  inputs: inputsOf(formula).map((one) => `analytics.input.${one}`),
})
