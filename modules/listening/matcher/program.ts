/**
 * A query as the verifier runs it: a tree of integers, in order, each node led by what it is and how many integers it
 * takes with all below it.
 *   and, or   kind, size, parts…
 *   not       kind, size, part
 *   term      kind, size, from, to, zone, term
 *   run       kind, size, from, to, zone, -1, terms…          one after another
 *   window    kind, size, from, to, zone, others, terms…      in any order, with so many others among them at most
 *   near      kind, size, from, to, links, distances…, operands…
 *   condition kind, size, from, to, condition
 * `from` and `to` are where it stands in what the person wrote; the zone is 1 when only the title counts.
 */
export const [and, or, not, term, run, window, near, condition] = [0, 1, 2, 3, 4, 5, 6, 7] as const

/** Of the nodes that begin with where they stand, where their own numbers begin; of the others, where their parts do. */
export const partsAt = 2
export const placeAt = 2
export const zoneAt = 4
export const termAt = 5
export const othersAt = 5
export const termsAt = 6
export const linksAt = 4
export const distancesAt = 5
export const conditionAt = 4

/** A distance as one integer: -1 for one sentence, else twice its words, and 1 more when order counts. */
export const inSentence = -1
export const wordsOfDistance = (distance: number): number => distance >> 1
export const isInOrder = (distance: number): boolean => (distance & 1) === 1

/** Every term and condition that a program uses, as often as it does. */
export function eachUse(
  cells: ArrayLike<number>,
  at: number,
  visit: (kind: 'term' | 'condition', id: number) => void,
): void {
  const end = at + (cells[at + 1] ?? 0)
  switch (cells[at]) {
    case term:
      return visit('term', cells[at + termAt] ?? 0)
    case condition:
      return visit('condition', cells[at + conditionAt] ?? 0)
    case run:
    case window:
      for (let n = at + termsAt; n < end; n++) visit('term', cells[n] ?? 0)
      return
    default:
      for (const part of partsOf(cells, at)) eachUse(cells, part, visit)
  }
}

/** Where the parts of a node begin. */
export function partsOf(cells: ArrayLike<number>, at: number): number[] {
  const end = at + (cells[at + 1] ?? 0)
  const links = cells[at] === near ? distancesAt - partsAt + (cells[at + linksAt] ?? 0) : 0
  const parts: number[] = []
  for (let part = at + partsAt + links; part < end; part += cells[part + 1] ?? end) parts.push(part)
  return parts
}
