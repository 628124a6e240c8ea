import { quantile } from '../statistics/interval.ts'
import { type Formula, inputIn, inputsOf, type Quotient, type Sum } from './formula.ts'
import { type Input, signed } from './inputs.ts'

/** Absent: not told by anybody, which is not 0. */
export type Row = Partial<Record<Input, number>>

/**
 * How many rows become one number. Its words: `analytics.way.<way>.name` and `.words`.
 * - `ratio-of-sums`: Σ above ÷ Σ below. Large posts count for more.
 * - `mean-of-ratios`: the mean of each row's own ratio. Every post counts alike.
 * - `sum-of-ratios`: all ratios added up, such as the engagement of a whole day by posts.
 */
export type Way = 'ratio-of-sums' | 'mean-of-ratios' | 'sum-of-ratios'
export const ways: readonly Way[] = ['ratio-of-sums', 'mean-of-ratios', 'sum-of-ratios']
export const wordsOfWay = (way: Way) => ({ name: `analytics.way.${way}.name`, words: `analytics.way.${way}.words` })

export type Calculated =
  /** `rows`: how many it was made from; `without`: how many lacked an input, or had nothing to divide by. */
  | { value: number; rows: number; without: number }
  /** No row has all of the inputs; `lacking` are those that no row has, or else those that some row lacks. */
  | { lacking: Input[] }
  /** There is nothing to divide by, or less. */
  | { nothing: Input[] }

/** A formula over one row or many. Throws a RangeError naming the row and the input that is no number, or below 0 where it cannot be. */
export function calculate(formula: Formula, rows: readonly Row[], way: Way = 'ratio-of-sums'): Calculated {
  const wanted = inputsOf(formula)
  for (const [n, row] of rows.entries()) for (const input of wanted) checkInput(row, input, n)
  const told = rows.filter((row) => wanted.every((input) => row[input] !== undefined))
  if (told.length === 0) return { lacking: lackingIn(rows, wanted) }
  const without = rows.length - told.length
  if (formula.kind === 'quantile') {
    const values = told.map((row) => row[formula.of] ?? 0)
    return { value: quantile(values, formula.at), rows: told.length, without }
  }
  return way === 'ratio-of-sums' ? ofSums(formula, told, without) : ofRatios(formula, told, without, way)
}

function checkInput(row: Row, input: Input, n: number): void {
  const value = row[input]
  if (value === undefined) return
  if (!Number.isFinite(value)) throw new RangeError(`rows.${n}.${input}: ${value} is no number`)
  if (value < 0 && !signed.includes(input)) throw new RangeError(`rows.${n}.${input}: ${value} is less than nothing`)
}

function lackingIn(rows: readonly Row[], wanted: Input[]): Input[] {
  const nowhere = wanted.filter((input) => rows.every((row) => row[input] === undefined))
  return nowhere.length > 0 ? nowhere : wanted.filter((input) => rows.some((row) => row[input] === undefined))
}

function ofSums(formula: Formula & Quotient, rows: Row[], without: number): Calculated {
  const below = rows.reduce((sum, row) => sum + belowOf(formula, row), 0)
  if (formula.below.length > 0 && below <= 0) return { nothing: formula.below.flat().map(inputIn) }
  const above = rows.reduce((sum, row) => sum + sumOf(formula.above, row), 0)
  return { value: (above / (formula.below.length > 0 ? below : 1)) * (formula.times ?? 1), rows: rows.length, without }
}

function ofRatios(formula: Formula & Quotient, rows: Row[], without: number, way: Way): Calculated {
  const divisible = rows.filter((row) => belowOf(formula, row) > 0)
  if (divisible.length === 0) return { nothing: formula.below.flat().map(inputIn) }
  const sum = divisible.reduce((all, row) => all + sumOf(formula.above, row) / belowOf(formula, row), 0)
  const value = (way === 'sum-of-ratios' ? sum : sum / divisible.length) * (formula.times ?? 1)
  return { value, rows: divisible.length, without: without + rows.length - divisible.length }
}

const belowOf = ({ below }: Quotient, row: Row) => below.reduce((product, sum) => product * sumOf(sum, row), 1)

const sumOf = (sum: Sum, row: Row) =>
  sum.reduce((all, one) => all + (one.startsWith('-') ? -1 : 1) * (row[inputIn(one)] ?? 0), 0)
