/**
 * Of words wanted side by side in any order, `others` more among them at most: every position that takes part, given
 * where each of the words stands; or those of one window, which is enough to know that there is one. A window begins at
 * one of the words and holds a place of its own for each.
 */
export function windowsOf(places: number[][], others: number, wanted: 'first' | 'all'): number[] {
  const size = places.length + others
  const starts = [...new Set(places.flat())].sort((a, b) => a - b)
  const inside = places.map((of): Inside => ({ of, from: 0, to: 0, told: 0 }))
  const found = new Set<number>()
  for (const start of starts) {
    for (const one of inside) moveTo(one, start, start + size)
    if (!inside.every((one) => one.to > one.from) || !eachHasItsOwn(inside)) continue
    for (const one of inside) tell(one, found)
    if (wanted === 'first') break
  }
  return [...found]
}

/** Which of a word's places a window holds, and how many of them were told already. Windows only go forward. */
type Inside = { of: number[]; from: number; to: number; told: number }

function moveTo(one: Inside, start: number, end: number): void {
  while ((one.of[one.from] ?? start) < start) one.from++
  while ((one.of[one.to] ?? end) < end) one.to++
}

function tell(one: Inside, found: Set<number>): void {
  for (let n = Math.max(one.from, one.told); n < one.to; n++) found.add(one.of[n] ?? 0)
  one.told = one.to
}

/** Whether each word can have another place: a matching of both, by augmenting paths. */
function eachHasItsOwn(inside: Inside[]): boolean {
  const owners = new Map<number, number>()
  return inside.every((one, word) => takesFree(one, word, owners) || takesOver(inside, word, owners, new Set()))
}

function takesFree({ of, from, to }: Inside, word: number, owners: Map<number, number>): boolean {
  for (let n = from; n < to; n++) {
    const position = of[n] ?? 0
    if (owners.has(position)) continue
    owners.set(position, word)
    return true
  }
  return false
}

/** Its owner goes elsewhere, if it can. */
function takesOver(inside: Inside[], word: number, owners: Map<number, number>, tried: Set<number>): boolean {
  const { of, from, to } = inside[word] ?? { of: [], from: 0, to: 0 }
  for (let n = from; n < to; n++) {
    const position = of[n] ?? 0
    if (tried.has(position)) continue
    tried.add(position)
    const owner = owners.get(position)
    if (owner !== undefined && !takesOver(inside, owner, owners, tried)) continue
    owners.set(position, word)
    return true
  }
  return false
}
