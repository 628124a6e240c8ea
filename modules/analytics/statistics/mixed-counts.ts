import { addTo, factorise, inverseDiagonal, type Skyline, skyline, solve, solveForward } from './skyline.ts'

/** What a count depends on: columns, rising, and how far each counts. */
export type Weights = { columns: number[]; weights: number[] }

/** A count of so many chances, and what it depends on. */
export type Observed = { count: number; exposure: number; on: Weights }

/**
 * Columns that are alike. `usual` is their deviation (in logarithms) as far as is known beforehand; a random term's own is
 * estimated around it, a fixed one's stands.
 */
export type Term = { size: number; usual: number; fixed?: true }

export type Fitted = {
  effects: Float64Array
  /** By term. */
  deviations: number[]
  /** var(count) = mean + dispersion × mean². */
  dispersion: number
  /** Of the effects' precision. */
  factor: Skyline
}

/** Beforehand a deviation is known about as well as so many effects would tell it. */
const trustInUsual = 4
const rounds = 60
const usualDispersion = 0.2

/**
 * Counts by a log-linear model with terms drawn towards 0 as far as they are unsure: ln E[count] = ln exposure + Σ weight ×
 * effect, overdispersed as a negative binomial, effects of a term normal with one deviation. Fitted by penalised
 * quasi-likelihood (Breslow and Clayton 1993), deviations by Schall's step (1991), the dispersion by Pearson's χ². Put the
 * terms of most columns, that meet few others, first. Throws a RangeError for counts and exposures that are none.
 */
export function fitCounts(observed: readonly Observed[], terms: readonly Term[]): Fitted {
  checkObserved(observed)
  const size = terms.reduce((sum, term) => sum + term.size, 0)
  const first = profileOf(observed, size)
  const deviations = terms.map(({ usual }) => usual)
  let [effects, dispersion] = [new Float64Array(size), usualDispersion]
  let factor = skyline(first)
  for (let round = 0; round < rounds; round++) {
    const { precision, slope } = assemble(observed, { terms, effects, deviations, dispersion, first })
    factor = factorise(precision)
    const step = solve(factor, slope)
    const longest = step.reduce((most, one) => Math.max(most, Math.abs(one)), 0)
    const length = Math.min(1, 3 / longest)
    effects = effects.map((one, n) => one + length * (step[n] ?? 0))
    const moved = settle(observed, { terms, effects, deviations, factor, dispersion })
    const apart = Math.abs(Math.log(moved.dispersion / dispersion))
    dispersion = moved.dispersion
    if (round > 4 && longest < 1e-5 && apart < 1e-4 && moved.apart < 1e-3) break
  }
  return { effects, deviations, dispersion, factor }
}

/** Mean and deviation of Σ weight × effect. */
export function contrast(
  { effects, factor }: Fitted,
  { columns, weights }: Weights,
): { mean: number; deviation: number } {
  const all = new Float64Array(effects.length)
  for (const [n, column] of columns.entries()) all[column] = (all[column] ?? 0) + (weights[n] ?? 0)
  const mean = all.reduce((sum, weight, column) => sum + weight * (effects[column] ?? 0), 0)
  return { mean, deviation: Math.sqrt(solveForward(factor, all).reduce((sum, one) => sum + one * one, 0)) }
}

/** What the model expects of a count with that exposure. */
export const expectedOf = ({ effects }: Pick<Fitted, 'effects'>, { exposure, on }: Omit<Observed, 'count'>) =>
  exposure * Math.exp(linear(effects, on))

function checkObserved(observed: readonly Observed[]): void {
  for (const [n, { count, exposure }] of observed.entries()) {
    if (!(count >= 0 && count < 1e12)) throw new RangeError(`observed.${n}.count: ${count} is no count`)
    if (!(exposure > 0 && exposure < 1e15)) throw new RangeError(`observed.${n}.exposure: ${exposure} is none`)
  }
}

function profileOf(observed: readonly Observed[], size: number): Int32Array {
  const first = Int32Array.from({ length: size }, (_, column) => column)
  for (const { on } of observed)
    for (const column of on.columns) first[column] = Math.min(first[column] ?? column, on.columns[0] ?? column)
  return first
}

type State = { terms: readonly Term[]; effects: Float64Array; deviations: number[]; dispersion: number }

function assemble(
  observed: readonly Observed[],
  state: State & { first: Int32Array },
): { precision: Skyline; slope: Float64Array } {
  const { terms, effects, deviations, dispersion, first } = state
  const [precision, slope] = [skyline(first), new Float64Array(effects.length)]
  eachColumn(terms, (column, term) => {
    const known = 1 / (deviations[term] ?? 1) ** 2
    addTo(precision, column, column, known)
    slope[column] = -known * (effects[column] ?? 0)
  })
  for (const one of observed) {
    const mean = meanOf(effects, one)
    const weight = mean / (1 + dispersion * mean)
    const away = weight * ((one.count - mean) / mean)
    const { columns, weights } = one.on
    for (let a = 0; a < columns.length; a++) {
      const [column = 0, here = 0] = [columns[a], weights[a]]
      slope[column] = (slope[column] ?? 0) + here * away
      const [row = slope, from = 0] = [precision.rows[column], first[column]]
      const told = weight * here
      for (let b = 0; b <= a; b++) {
        const at = (columns[b] ?? 0) - from
        row[at] = (row[at] ?? 0) + told * (weights[b] ?? 0)
      }
    }
  }
  return { precision, slope }
}

/** Moves the deviations and the dispersion to what the effects tell; `apart` is how far the deviations moved, in logarithms. */
function settle(
  observed: readonly Observed[],
  state: State & { factor: Skyline },
): { dispersion: number; apart: number } {
  const { terms, effects, deviations, factor, dispersion } = state
  const unsure = inverseDiagonal(factor)
  const [squares, left] = [terms.map(() => 0), terms.map(() => 0)]
  let freedom = 0
  eachColumn(terms, (column, term) => {
    const told = 1 - (unsure[column] ?? 0) / (deviations[term] ?? 1) ** 2
    freedom += told
    squares[term] = (squares[term] ?? 0) + (effects[column] ?? 0) ** 2
    left[term] = (left[term] ?? 0) + told
  })
  let apart = 0
  for (const [term, { usual, fixed }] of terms.entries()) {
    if (fixed) continue
    const moved = Math.sqrt(((squares[term] ?? 0) + trustInUsual * usual ** 2) / ((left[term] ?? 0) + trustInUsual))
    apart = Math.max(apart, Math.abs(Math.log(moved / (deviations[term] ?? moved))))
    deviations[term] = moved
  }
  const means = observed.map((one) => meanOf(effects, one))
  return { dispersion: dispersionOf(observed, means, Math.max(1, observed.length - freedom), dispersion), apart }
}

/** Solves Σ (count − mean)² ÷ (mean + φ mean²) = freedom by halving; between 0.001 and 5. */
function dispersionOf(observed: readonly Observed[], means: number[], freedom: number, before: number): number {
  const strays = (dispersion: number) =>
    observed.reduce((sum, { count }, n) => {
      const mean = means[n] ?? 1
      return sum + (count - mean) ** 2 / (mean + dispersion * mean * mean)
    }, 0)
  let [low, high] = [1e-3, 5]
  if (strays(low) <= freedom) return low
  if (strays(high) >= freedom) return high
  for (let step = 0; step < 40; step++) {
    const middle = Math.sqrt(low * high)
    if (strays(middle) > freedom) low = middle
    else high = middle
  }
  return Math.sqrt(before * Math.sqrt(low * high))
}

function eachColumn(terms: readonly Term[], visit: (column: number, term: number) => void): void {
  let column = 0
  for (const [term, { size }] of terms.entries()) for (let n = 0; n < size; n++) visit(column++, term)
}

const meanOf = (effects: Float64Array, { exposure, on }: Observed) =>
  Math.max(1e-9, Math.min(1e15, exposure * Math.exp(linear(effects, on))))

function linear(effects: Float64Array, { columns, weights }: Weights): number {
  let sum = 0
  for (let n = 0; n < columns.length; n++) sum += (weights[n] ?? 0) * (effects[columns[n] ?? 0] ?? 0)
  return sum
}
