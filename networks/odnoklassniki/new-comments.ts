import type { Call, Interaction } from '../contract.ts'
import { type Comment, heard, momentOf, pageOf, pageSize } from './discussions.ts'
import { newestTopics } from './topics.ts'

/**
 * By topic: how many comments it had, or -1 while some are still to be read; when the newest read one was made; the last
 * ones read; and how many stood up to there. Desks of before kept no place, and of the last ones only those of one moment.
 */
export type SeenTopics = Record<string, Seen>
type Seen = [count: number, newest: number, ids: string[], place?: number]

const lookedOver = 30
const mostCalls = 2
const remembered = 10
const unfinished = -1

/** Only topics whose number of comments changed are read again, from where they were read to. */
export async function pollComments(
  call: Call,
  before: SeenTopics,
): Promise<{ items: Interaction[]; seen: SeenTopics; calls: number }> {
  const seen: SeenTopics = {}
  const items: Interaction[] = []
  let calls = mostCalls
  for (const { id, comments: count = 0 } of (await newestTopics(call, lookedOver)).topics) {
    const known: Seen = before[id] ?? [0, 0, [], 0]
    seen[id] = known
    if (count === known[0]) continue
    const read = await readOn(call, id, { known, count, calls })
    calls -= read.calls
    seen[id] = read.seen
    items.push(...read.fresh.map((one) => heard(one, id, call)))
  }
  return { items, seen, calls: mostCalls - calls }
}

type From = { known: Seen; count: number; calls: number }
type At = { newest: number; ids: string[]; place: number }
type Read = { fresh: Comment[]; seen: Seen; calls: number }

/** As far as the calls left allow; the rest is told as unfinished. */
async function readOn(call: Call, topic: string, { known, count, calls }: From): Promise<Read> {
  const [counted, newest, ids, place = Math.max(0, counted)] = known
  const fresh: Comment[] = []
  let at: At = { newest, ids, place }
  for (let asked = 1; asked <= calls; asked++) {
    const offset = Math.max(0, at.place - at.ids.length)
    const page = await pageOf(call, topic, offset)
    const unheard = afterKnown(page, at, offset === 0)
    if (unheard === undefined) {
      at = { ...at, place: Math.max(0, offset - pageSize + remembered) }
      continue
    }
    fresh.push(...unheard)
    at = {
      newest: Math.max(at.newest, ...unheard.map(momentOf)),
      ids: page.slice(-remembered).map((one) => one.id),
      place: offset + page.length,
    }
    if (page.length < pageSize) return { fresh, seen: [count, at.newest, at.ids, at.place], calls: asked }
  }
  return { fresh, seen: [unfinished, at.newest, at.ids, at.place], calls }
}

/** Undefined where all on the page was made since: comments before them were taken away, so those unheard begin earlier. */
function afterKnown(page: Comment[], { newest, ids }: At, isFirst: boolean): Comment[] | undefined {
  const known = page.findIndex((one) => ids.includes(one.id))
  if (known >= 0) return page.slice(known).filter((one) => !ids.includes(one.id))
  if (isFirst || page.some((one) => momentOf(one) <= newest)) return page.filter((one) => momentOf(one) > newest)
  return undefined
}
