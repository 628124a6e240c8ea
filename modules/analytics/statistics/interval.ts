/** From the first to the second, both of it; where one end is not known, infinite. */
export type Interval = readonly [low: number, high: number]

export const holds = ([low, high]: Interval, value: number) => low <= value && value <= high

/** Of values in any order, by linear interpolation between neighbours (Hyndman and Fan's type 7). Of none, NaN. */
export function quantile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort()
  return sortedQuantile(sorted, share)
}

export function sortedQuantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1)
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]]
  if (below === undefined || above === undefined) return Number.NaN
  return below + (at - Math.floor(at)) * (above - below)
}

export const median = (values: ArrayLike<number>) => quantile(values, 0.5)
