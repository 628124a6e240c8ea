/**
 * Of words wanted side by side in any order, `others` more among them at most: every position that takes part, given
 * where each of the words stands; or those of one window, which is enough to know that there is one. A window begins at
 * one of the words and holds a place of its own for each.
 */
export function windowsOf(places: number[][], others: number, wanted: 'first' | 'all'): number[] {
  const size = places.length + others
  const starts = [...new Set(places.flat())].sort((a, b) => a - b)
  const cursors = places.map(() => 0)
  const found = new Set<number>()
  for (const start of starts) {
    const inside = places.map((one, n) => within(one, cursors, n, start, start + size))
    if (!inside.every((one) => one.length > 0) || !eachHasItsOwn(inside)) continue
    for (const position of inside.flat()) found.add(position)
    if (wanted === 'first') break
  }
  return [...found]
}

/** The places of one word in a window; windows only go forward, and so does its cursor. */
function within(places: number[], cursors: number[], word: number, from: number, to: number): number[] {
  let at = cursors[word] ?? 0
  while ((places[at] ?? from) < from) at++
  cursors[word] = at
  let end = at
  while ((places[end] ?? to) < to) end++
  return places.slice(at, end)
}

/** Whether each word can have another place: a matching of both, by augmenting paths. */
function eachHasItsOwn(inside: number[][]): boolean {
  const takenBy = new Map<number, number>()
  const place = (word: number, tried: Set<number>): boolean => {
    for (const position of inside[word] ?? []) {
      if (tried.has(position)) continue
      tried.add(position)
      const owner = takenBy.get(position)
      if (owner === undefined || place(owner, tried)) {
        takenBy.set(position, word)
        return true
      }
    }
    return false
  }
  return inside.every((_, word) => place(word, new Set()))
}
