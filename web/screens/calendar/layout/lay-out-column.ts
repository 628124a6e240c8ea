/** Where one thing stands in a day's column: `lane` of `lanes` side by side, from `top` minutes on. */
export type Placed<T> = { item: T; top: number; lane: number; lanes: number }
/** Things that found no lane: shown as "+n" at that minute. */
export type Overflow<T> = { top: number; items: T[]; lane: number; lanes: number }
export type Column<T> = { placed: Placed<T>[]; more: Overflow<T>[] }

/**
 * Lays points of time out in a column where each takes `span` minutes of height. What would cover another stands beside it;
 * past `maxLanes` the rest of the cluster is gathered in the last lane.
 */
export function layOutColumn<T>(
  items: readonly T[],
  { minuteOf, span, maxLanes }: { minuteOf: (item: T) => number; span: number; maxLanes: number },
): Column<T> {
  const sorted = [...items].sort((a, b) => minuteOf(a) - minuteOf(b))
  const column: Column<T> = { placed: [], more: [] }
  let cluster: T[] = []
  let end = Number.NEGATIVE_INFINITY
  const close = () => {
    layOutCluster(cluster, column, minuteOf, span, maxLanes)
    cluster = []
  }
  for (const item of sorted) {
    const minute = minuteOf(item)
    if (minute >= end) close()
    cluster.push(item)
    end = minute + span
  }
  close()
  return column
}

function layOutCluster<T>(
  cluster: T[],
  column: Column<T>,
  minuteOf: (item: T) => number,
  span: number,
  maxLanes: number,
): void {
  const free: number[] = []
  const lanes = cluster.map((item) => {
    const minute = minuteOf(item)
    const lane = free.findIndex((until) => until <= minute)
    const chosen = lane === -1 ? free.length : lane
    free[chosen] = minute + span
    return chosen
  })
  const wide = free.length > maxLanes
  const count = Math.min(free.length, maxLanes)
  cluster.forEach((item, at) => {
    const lane = lanes[at] ?? 0
    if (wide && lane >= maxLanes - 1) gather(column, item, minuteOf(item), span, count)
    else column.placed.push({ item, top: minuteOf(item), lane, lanes: count })
  })
}

function gather<T>(column: Column<T>, item: T, top: number, span: number, lanes: number): void {
  const last = column.more.at(-1)
  if (last && top < last.top + span) last.items.push(item)
  else column.more.push({ top, items: [item], lane: lanes - 1, lanes })
}
