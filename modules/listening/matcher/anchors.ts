import { everyPost, type Presence } from './presence.ts'
import * as program from './program.ts'

/** No companion: a query is looked at whenever its anchor is there. */
export const alone = -1

/**
 * By which terms a query is found. Whenever it holds, one of the anchors is in the post, and that one's companion with
 * it. Pairs of anchor and companion, one after another.
 */
export function anchorsOf(cells: Int32Array, at: number, presence: Presence): number[] {
  const { pairs } = requirementOf(cells, at, (term) => presence.shareOf(term)) ?? nothingRarer
  return onlyOnce(pairs)
}

/** `cost`: in which share of posts one of the anchors will be. `sure`: rare terms that have to be there in any case. */
type Requirement = { cost: number; pairs: number[]; sure: number[] }
type ShareOf = (term: number) => number

const nothingRarer: Requirement = { cost: 1, pairs: [everyPost, alone], sure: [] }

/** Undefined for what asks for nothing that can be looked up. */
function requirementOf(cells: Int32Array, at: number, shareOf: ShareOf): Requirement | undefined {
  switch (cells[at]) {
    case program.term:
      return ofTerms([cells[at + program.termAt] ?? 0], shareOf)
    case program.run:
    case program.window:
      return ofTerms([...cells.subarray(at + program.termsAt, at + (cells[at + 1] ?? 0))], shareOf)
    case program.and:
    case program.near:
      return ofAll(partsOf(cells, at, shareOf), shareOf)
    case program.or:
      return ofAny(partsOf(cells, at, shareOf))
    default:
      return undefined
  }
}

const partsOf = (cells: Int32Array, at: number, shareOf: ShareOf) =>
  program.partsOf(cells, at).map((part) => requirementOf(cells, part, shareOf))

function ofTerms(terms: number[], shareOf: ShareOf): Requirement {
  const sure = rarest(terms, shareOf)
  const [anchor = everyPost, companion = alone] = sure
  return { cost: shareOf(anchor), pairs: [anchor, companion], sure }
}

/** The cheapest part finds the query; what the others are sure to need goes with it. */
function ofAll(parts: (Requirement | undefined)[], shareOf: ShareOf): Requirement | undefined {
  const known = parts.filter((one) => one !== undefined)
  const best = known.reduce<Requirement | undefined>((a, b) => (a && a.cost <= b.cost ? a : b), undefined)
  if (!best) return undefined
  const sure = rarest(
    known.flatMap((one) => one.sure),
    shareOf,
  )
  const pairs = best.pairs.map((term, n) => (n % 2 === 0 ? term : companionFor(best.pairs[n - 1], term, sure, shareOf)))
  return { cost: best.cost, pairs, sure }
}

function companionFor(anchor: number | undefined, own: number, sure: number[], shareOf: ShareOf): number {
  const other = sure.find((term) => term !== anchor) ?? alone
  if (own === alone || other === alone) return Math.max(own, other)
  return shareOf(own) <= shareOf(other) ? own : other
}

function ofAny(parts: (Requirement | undefined)[]): Requirement | undefined {
  const known = parts.filter((one) => one !== undefined)
  if (known.length < parts.length) return undefined
  const cost = known.reduce((sum, one) => sum + one.cost, 0)
  return { cost, pairs: known.flatMap((one) => one.pairs), sure: [] }
}

/** Two are enough: an anchor, and another to go with it. */
function rarest(terms: number[], shareOf: ShareOf): number[] {
  const once = [...new Set(terms)]
  return once.length < 2 ? once : once.sort((a, b) => shareOf(a) - shareOf(b)).slice(0, 2)
}

function onlyOnce(pairs: number[]): number[] {
  if (pairs.length === 2) return pairs
  const seen = new Set<string>()
  return pairs.filter((_, n) => {
    if (n % 2 === 1) return seen.has(`kept ${n - 1}`)
    const pair = `${pairs[n]} ${pairs[n + 1]}`
    if (seen.has(pair)) return false
    seen.add(pair).add(`kept ${n}`)
    return true
  })
}
