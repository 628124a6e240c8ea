/**
 * The fewest words to put in, take out or put in the place of others to make one text the other; `limit + 1` when it
 * takes more than `limit`. Takes time by length × limit (after Ukkonen).
 */
export function wordDistance(one: Int32Array, other: Int32Array, limit: number): number {
  let [from, oneEnd, otherEnd] = [0, one.length, other.length]
  if (Math.abs(oneEnd - otherEnd) > limit) return limit + 1
  while (from < oneEnd && from < otherEnd && one[from] === other[from]) from++
  for (; oneEnd > from && otherEnd > from && one[oneEnd - 1] === other[otherEnd - 1]; oneEnd--) otherEnd--
  return between(one.subarray(from, oneEnd), other.subarray(from, otherEnd), limit)
}

function between(one: Int32Array, other: Int32Array, limit: number): number {
  const tooMany = limit + 1
  if (one.length === 0 || other.length === 0) return Math.min(tooMany, Math.max(one.length, other.length))
  const row = Int32Array.from({ length: other.length + 1 }, (_, n) => Math.min(n, tooMany))
  for (let n = 1; n <= one.length; n++) {
    const [from, to] = [Math.max(1, n - limit), Math.min(other.length, n + limit)]
    let diagonal = row[from - 1] ?? 0
    let best = from === 1 ? Math.min(n, tooMany) : tooMany
    row[from - 1] = best
    for (let k = from; k <= to; k++) {
      const above = k === n + limit ? tooMany : (row[k] ?? 0)
      const fewest = Math.min(diagonal + (one[n - 1] === other[k - 1] ? 0 : 1), above + 1, (row[k - 1] ?? 0) + 1)
      diagonal = row[k] ?? 0
      row[k] = Math.min(fewest, tooMany)
      best = Math.min(best, fewest)
    }
    if (best > limit) return tooMany
  }
  return row[other.length] ?? tooMany
}
