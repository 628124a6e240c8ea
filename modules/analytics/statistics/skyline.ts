/**
 * A symmetric positive definite matrix by its lower rows, each from its first column that may be other than 0 up to the
 * diagonal. Eliminating fills nothing before it, so columns that meet nobody but the last ones belong first (George and Liu 1981).
 */
export type Skyline = { first: Int32Array; rows: Float64Array[] }

export function skyline(first: Int32Array): Skyline {
  return { first, rows: Array.from(first, (from, row) => new Float64Array(row - from + 1)) }
}

/** Adds to the entry at (row, column), column ≤ row. */
export function addTo({ first, rows }: Skyline, row: number, column: number, value: number): void {
  const [entries, at] = [rows[row], column - (first[row] ?? 0)]
  if (entries) entries[at] = (entries[at] ?? 0) + value
}

/** Cholesky's factor L of A = L Lᵀ, in the same shape; in place. Throws a RangeError where the matrix is not positive definite. */
export function factorise({ first, rows }: Skyline): Skyline {
  for (const [row, entries] of rows.entries()) {
    const from = first[row] ?? 0
    for (let column = from; column <= row; column++) {
      const other = rows[column] ?? entries
      const otherFrom = first[column] ?? 0
      let sum = entries[column - from] ?? 0
      for (let k = Math.max(from, otherFrom); k < column; k++)
        sum -= (entries[k - from] ?? 0) * (other[k - otherFrom] ?? 0)
      if (column < row) entries[column - from] = sum / (other[column - otherFrom] ?? 1)
      else if (sum > 0) entries[column - from] = Math.sqrt(sum)
      else throw new RangeError('these numbers do not determine what is asked of them')
    }
  }
  return { first, rows }
}

/** L⁻¹ b. Its square length is bᵀ A⁻¹ b: the variance of b, where A is a precision. */
export function solveForward({ first, rows }: Skyline, b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(b)
  for (const [row, entries] of rows.entries()) {
    const from = first[row] ?? 0
    let sum = x[row] ?? 0
    for (let k = from; k < row; k++) sum -= (entries[k - from] ?? 0) * (x[k] ?? 0)
    x[row] = sum / (entries[row - from] ?? 1)
  }
  return x
}

/** A⁻¹ b. */
export function solve(factor: Skyline, b: ArrayLike<number>): Float64Array {
  const x = solveForward(factor, b)
  for (let row = factor.rows.length - 1; row >= 0; row--) {
    const [entries, from] = [factor.rows[row] ?? new Float64Array(0), factor.first[row] ?? 0]
    const value = (x[row] ?? 0) / (entries[row - from] ?? 1)
    x[row] = value
    for (let k = from; k < row; k++) x[k] = (x[k] ?? 0) - (entries[k - from] ?? 0) * value
  }
  return x
}

/** The diagonal of A⁻¹: for each column the square length of L⁻¹ e. */
export function inverseDiagonal(factor: Skyline): Float64Array {
  const { first, rows } = factor
  return Float64Array.from(first, (_, column) => {
    const x = new Float64Array(rows.length)
    let sum = 0
    for (let row = column; row < rows.length; row++) {
      const [entries, from] = [rows[row] ?? x, first[row] ?? 0]
      let left = row === column ? 1 : 0
      for (let k = Math.max(from, column); k < row; k++) left -= (entries[k - from] ?? 0) * (x[k] ?? 0)
      if (left === 0) continue
      const value = left / (entries[row - from] ?? 1)
      x[row] = value
      sum += value * value
    }
    return sum
  })
}
