import type { Call } from '../contract.ts'
import type { Filter, NostrEvent } from './events.ts'
import { find, wireOf } from './relays.ts'

type Stretch = { since: number; until: number }

const stepS = 1_800
/** Relays give at most some hundreds at once, the newest: a page that may be such is followed by the one before it. */
const pageSize = 500
const mostPages = 200

/** Everything a relay has of a stretch of time, in steps of half an hour, each whole and oldest first. */
export async function readStretch(
  call: Call,
  relay: string,
  filter: Filter,
  { since, until }: Stretch,
  take: (events: NostrEvent[], upTo: number) => Promise<void>,
): Promise<void> {
  const wire = { ...wireOf(call), relays: [relay] }
  for (let from = since; from <= until; from += stepS) {
    const upTo = Math.min(from + stepS - 1, until)
    const events = await wholeStep(
      (before) => find(wire, [{ ...filter, since: from, until: before, limit: pageSize }]),
      upTo,
    )
    await take(events, upTo)
  }
}

/** Pages go back by the oldest second seen, which is asked for again: several things happen in one. */
async function wholeStep(ask: (until: number) => Promise<NostrEvent[]>, upTo: number): Promise<NostrEvent[]> {
  const known = new Map<string, NostrEvent>()
  let until = upTo
  for (let pages = 0; pages < mostPages; pages++) {
    const before = known.size
    const page = await ask(until)
    for (const event of page) known.set(event.id, event)
    const oldest = page.at(-1)?.created_at
    if (oldest === undefined) break
    if (known.size > before) until = oldest
    else if (page.length > 0 && until > 0 && oldest === until) until = oldest - 1
    else break
  }
  return [...known.values()].sort((a, b) => a.created_at - b.created_at)
}
