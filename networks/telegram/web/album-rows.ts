export type AlbumRow = { cells: { at: number; ratio: number }[] }

const narrowest = 0.56
const widest = 2.4

/**
 * Rows of an album's mosaic from the pictures' ratios (width ÷ height). A wide picture stands alone, others share a row of
 * two or three; within a row every picture has the row's height, so widths go by ratio.
 */
export function albumRows(ratios: number[]): AlbumRow[] {
  const kept = ratios.map((ratio) => Math.min(widest, Math.max(narrowest, ratio)))
  if (kept.length === 1) return [{ cells: [{ at: 0, ratio: kept[0] ?? 1 }] }]
  const rows: AlbumRow[] = []
  let at = 0
  for (const size of rowSizes(kept)) {
    rows.push({ cells: kept.slice(at, at + size).map((ratio, place) => ({ at: at + place, ratio })) })
    at += size
  }
  return rows
}

/** How many stand in each row: two wide ones lie above each other, the rest go in twos and threes, the larger first. */
function rowSizes(ratios: number[]): number[] {
  const count = ratios.length
  const wide = ratios.filter((ratio) => ratio > 1.2).length
  if (count === 2) return wide === 2 ? [1, 1] : [2]
  if (count === 3) return (ratios[0] ?? 1) > 1.2 ? [1, 2] : [3]
  if (count === 4) return (ratios[0] ?? 1) > 1.2 ? [1, 3] : [2, 2]
  const sizes: number[] = []
  let left = count
  while (left > 0) {
    const size = left === 4 || left === 2 ? 2 : Math.min(3, left)
    sizes.unshift(size)
    left -= size
  }
  return sizes
}
