import { chanceFrom } from './chance.ts'
import { type Interval, sortedQuantile } from './interval.ts'
import { normalQuantile, normalShare } from './normal.ts'

export type Drawing = { seed: number; draws?: number; level?: number }

/** Fewer rows than that have no interval worth the name. */
export const fewestRows = 5

/**
 * The interval of a statistic of rows, by drawing as many rows anew `draws` times: bias-corrected and accelerated (Efron 1987,
 * DiCiccio and Efron 1996), by default at 95 %. The same seed gives the same interval. Null for fewer than five rows and
 * where the statistic has no value. Draws in which it has none (NaN) are left out.
 */
export function bootstrapInterval<Row>(
  rows: readonly Row[],
  statistic: (rows: readonly Row[]) => number,
  { seed, draws = 2_000, level = 0.95 }: Drawing,
): Interval | null {
  if (!(level > 0 && level < 1)) throw new RangeError(`level: ${level} is no share`)
  const found = statistic(rows)
  if (rows.length < fewestRows || !Number.isFinite(found)) return null
  const drawn = drawAgain(rows, statistic, seed, draws)
  if (drawn.length < draws / 2) return null
  if (drawn[0] === drawn.at(-1)) return [found, found]
  const below = drawn.reduce((count, one) => count + (one < found ? 1 : one === found ? 0.5 : 0), 0)
  const bias = normalQuantile(Math.min(1 - 0.5 / drawn.length, Math.max(0.5 / drawn.length, below / drawn.length)))
  const acceleration = accelerationOf(rows, statistic)
  const at = (share: number) => {
    const z = bias + normalQuantile(share)
    return sortedQuantile(drawn, normalShare(bias + z / (1 - acceleration * z)))
  }
  return [at((1 - level) / 2), at((1 + level) / 2)]
}

function drawAgain<Row>(
  rows: readonly Row[],
  statistic: (rows: readonly Row[]) => number,
  seed: number,
  draws: number,
) {
  const chance = chanceFrom(seed)
  const values: number[] = []
  for (let n = 0; n < draws; n++) {
    const drawn = rows.map(() => rows[chance.below(rows.length)] as Row)
    const value = statistic(drawn)
    if (Number.isFinite(value)) values.push(value)
  }
  return Float64Array.from(values).sort()
}

/** Σ d³ ÷ 6 (Σ d²)^1.5, where d tells how the statistic falls when one row is left out; from 200 rows at most. */
function accelerationOf<Row>(rows: readonly Row[], statistic: (rows: readonly Row[]) => number): number {
  const step = Math.max(1, Math.ceil(rows.length / 200))
  const values: number[] = []
  for (let n = 0; n < rows.length; n += step) values.push(statistic(rows.toSpliced(n, 1)))
  const finite = values.filter(Number.isFinite)
  const mean = finite.reduce((sum, one) => sum + one, 0) / finite.length
  let [squares, cubes] = [0, 0]
  for (const one of finite) {
    squares += (mean - one) ** 2
    cubes += (mean - one) ** 3
  }
  return squares === 0 ? 0 : (cubes / (6 * (squares * step) ** 1.5)) * step
}
