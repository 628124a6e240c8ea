/** A long list as rows of known heights: which are in view, and where they stand. */
export type RowMap = { tops: Float64Array; total: number }

export function mapRows(heights: readonly number[]): RowMap {
  const tops = new Float64Array(heights.length)
  let total = 0
  heights.forEach((height, at) => {
    tops[at] = total
    total += height
  })
  return { tops, total }
}

/** First and last+1 row that touch the view, with `spare` more on each side. */
export function rowsInView(map: RowMap, top: number, height: number, spare = 8): { from: number; to: number } {
  const from = Math.max(0, rowAt(map, top) - spare)
  const to = Math.min(map.tops.length, rowAt(map, top + height) + 1 + spare)
  return { from, to }
}

/** The row that holds this height; the last one below the end, 0 for an empty list. */
export function rowAt({ tops }: RowMap, y: number): number {
  let low = 0
  let high = tops.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((tops[middle] ?? 0) <= y) low = middle
    else high = middle - 1
  }
  return Math.max(0, low)
}
