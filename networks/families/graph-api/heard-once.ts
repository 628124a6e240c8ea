import type { Interaction, Page } from '../../contract.ts'

/** What was heard within this long is remembered by id, since the graph may show something late. */
const memoryMs = 10 * 60_000
const mostRemembered = 10_000

/**
 * A list that the graph shows newest first, and how far it was read. `anew`: from its top again, past what was heard;
 * `few`: in small pages, since it could not tell large ones.
 */
export type Place = { list: string; of: string; after?: string; anew?: true; few?: true }
/** What was heard since when, by name and moment; `left` are lists that were not read down to it. */
export type Kept = { since: number; seen: Map<string, number>; left: Place[] }
type Named = Pick<Interaction, 'kind' | 'id'>

/** Of what a place shows now, newest or oldest first, that which the cursor has not seen; and the cursor after it. */
export function heardOnce(shown: Interaction[], cursor: string | undefined, left: Place[] = []): Page<Interaction> {
  const kept = keptIn(cursor) ?? { since: -memoryMs, seen: new Map<string, number>(), left: [] }
  const next = remembered(kept, shown, left)
  const told = { since: next.since, seen: Object.fromEntries(next.seen), ...(left.length > 0 ? { left } : {}) }
  return { items: freshOf(kept, shown), cursor: JSON.stringify(told) }
}

export const nameOf = ({ kind, id }: Named) => `${kind} ${id}`

/** Oldest first. What the account commented itself is no news; an answer that also mentions it is told once. */
export function freshOf(kept: Kept, shown: Interaction[]): Interaction[] {
  const fresh = new Map<string, Interaction>()
  for (const one of shown) {
    const names = namesOf(one)
    const isNews = one.at.getTime() >= kept.since && !names.some((name) => kept.seen.has(name) || fresh.has(name))
    if (isNews && !(one.own && one.kind !== 'message')) fresh.set(nameOf(one), one)
  }
  return [...fresh.values()].sort((a, b) => a.at.getTime() - b.at.getTime())
}

const namesOf = (one: Named): string[] =>
  one.kind === 'mention' || one.kind === 'reply' ? [`reply ${one.id}`, `mention ${one.id}`] : [nameOf(one)]

/** The mark moves on only when all lists were read down to it. */
function remembered(kept: Kept, shown: Interaction[], left: Place[]): Kept {
  const seen = new Map(kept.seen)
  for (const one of shown) seen.set(nameOf(one), one.at.getTime())
  const times = [...seen].sort(([, a], [, b]) => b - a)
  const newest = Math.max(kept.since + memoryMs, times[0]?.[1] ?? 0)
  const since = left.length > 0 ? kept.since : newest - memoryMs
  return { since, seen: new Map(times.filter(([, at]) => at >= since).slice(0, mostRemembered)), left }
}

/** Absent where there is none, or one that cannot be read. */
export function keptIn(cursor: string | undefined): Kept | undefined {
  try {
    const told: unknown = JSON.parse(cursor ?? '{}')
    if (typeof told !== 'object' || told === null || !('since' in told) || !('seen' in told)) return undefined
    const since = Number(told.since)
    const seen = seenIn(told.seen, since + memoryMs)
    const left = 'left' in told && Array.isArray(told.left) ? told.left.filter(isPlace) : []
    return seen && { since, seen, left }
  } catch {
    return undefined
  }
}

/** Former cursors told names without moments. */
function seenIn(told: unknown, newest: number): Map<string, number> | undefined {
  if (Array.isArray(told)) return new Map(told.map((name) => [String(name), newest]))
  if (typeof told !== 'object' || told === null) return undefined
  return new Map(Object.entries(told).map(([name, at]) => [name, Number(at)]))
}

const isPlace = (one: unknown): one is Place =>
  typeof one === 'object' &&
  one !== null &&
  'list' in one &&
  typeof one.list === 'string' &&
  'of' in one &&
  typeof one.of === 'string'
