import type { Interaction, Page } from '../../contract.ts'

/** What was heard within this long is remembered by id, since the graph may show something late. */
const memoryMs = 10 * 60_000
const mostRemembered = 2000

type Kept = { since: number; seen: string[] }

/** Of what a place shows now, newest or oldest first, that which the cursor has not seen; and the cursor after it. */
export function heardOnce(shown: Interaction[], cursor: string | undefined): Page<Interaction> {
  const kept = keptIn(cursor)
  const seen = new Set(kept.seen)
  const fresh = new Map<string, Interaction>()
  for (const one of shown) {
    const name = `${one.kind} ${one.id}`
    if (one.at.getTime() >= kept.since && !seen.has(name)) fresh.set(name, one)
  }
  const newest = Math.max(kept.since + memoryMs, ...shown.map((one) => one.at.getTime()))
  const since = newest - memoryMs
  const remembered = shown.filter((one) => one.at.getTime() >= since).map((one) => `${one.kind} ${one.id}`)
  const items = [...fresh.values()].sort((a, b) => a.at.getTime() - b.at.getTime())
  const next: Kept = { since, seen: [...new Set([...remembered, ...kept.seen])].slice(0, mostRemembered) }
  return { items, cursor: JSON.stringify(next) }
}

function keptIn(cursor: string | undefined): Kept {
  try {
    const kept: unknown = JSON.parse(cursor ?? '{}')
    if (typeof kept === 'object' && kept !== null && 'since' in kept && 'seen' in kept && Array.isArray(kept.seen))
      return { since: Number(kept.since), seen: kept.seen.map(String) }
  } catch {
    return { since: -memoryMs, seen: [] }
  }
  return { since: -memoryMs, seen: [] }
}
