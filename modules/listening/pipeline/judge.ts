import { setImmediate as othersTurn } from 'node:timers/promises'
import type { Adapter } from '../feeling/adapter.ts'
import { type Felt, feel } from '../feeling/feel.ts'
import type { Around } from '../feeling/token-weights.ts'
import type { Reason } from '../matcher/post.ts'
import type { Deleted, Heard, HeardPost } from '../sources/heard.ts'
import { bounded, boundedKey } from './bounded.ts'
import { JudgedPost } from './judged-post.ts'
import type { QueriesInHand, QueryInHand } from './queries-in-hand.ts'

/** One brand's use of what is read. */
export type Ear = {
  sourceId: string
  brandId: string
  workspaceId: string
  takes: 'matching' | 'all'
  /** So many new mentions a day at most. */
  daily: number | null
}

/** A post that concerns a brand: `queries` that hold for it, none where all is taken. */
export type Found = {
  ear: Ear
  post: HeardPost
  isEdited: boolean
  queries: QueryInHand[]
  reasons: Record<string, Reason[]>
  language: string | null
  felt: Felt
}

/** `edited`: all of them, also those that no query finds any more; `left`: keys of authors. */
export type Judged = { found: Found[]; edited: HeardPost[]; deleted: Deleted[]; left: string[] }

export type Judging = { queries: QueriesInHand; ears: readonly Ear[]; adapterOf: (workspaceId: string) => Adapter }

/** So many posts are looked at before others get their turn. */
const atOnce = 200

/** Which brands each of these concerns, and why. What was said, edited and deleted within one batch is judged as it ends. */
export async function judge(heard: readonly Heard[], judging: Judging): Promise<Judged> {
  const judged: Judged = { found: [], edited: [], deleted: [], left: leftBy(heard) }
  let looked = 0
  for (const one of lastOf(heard).values()) {
    if (++looked % atOnce === 0) await othersTurn()
    if (one.what === 'deleted') judged.deleted.push(one)
    else {
      if (one.what === 'edited') judged.edited.push(one.post)
      judgeOne(one.post, one.what === 'edited', judging, judged.found)
    }
  }
  return judged
}

type Last = Exclude<Heard, { what: 'author-deleted' }>

function lastOf(heard: readonly Heard[]): Map<string, Last> {
  const last = new Map<string, Last>()
  for (const told of heard) {
    const one = bounded(told)
    if (one.what === 'author-deleted') continue
    const key = one.what === 'deleted' ? one.key : one.post.key
    const before = last.get(key)
    if (!before || standsOver(one, before)) last.set(key, one)
  }
  return last
}

function standsOver(one: Last, before: Last): boolean {
  if (one.what === 'deleted') return before.what === 'deleted' || mayDelete(one, before.post)
  if (before.what === 'deleted') return !mayDelete(before, one.post)
  return one.what === 'edited'
}

/** Whose a post is decides who may take it back. */
export const mayDelete = ({ authorKey }: Deleted, { author }: HeardPost): boolean =>
  authorKey === undefined || authorKey === author.key

const leftBy = (heard: readonly Heard[]) =>
  heard.flatMap((one) => (one.what === 'author-deleted' ? [boundedKey(one.authorKey)] : []))

function judgeOne(heard: HeardPost, isEdited: boolean, { queries, ears, adapterOf }: Judging, found: Found[]): void {
  const post = new JudgedPost(heard)
  const holding = queries.matcher.match(post)
  if (holding.length === 0 && !ears.some((ear) => ear.takes === 'all')) return
  const byBrand = Map.groupBy(
    holding.flatMap((id) => queries.get(id) ?? []),
    (query) => query.brandId,
  )
  for (const ear of ears) {
    const own = byBrand.get(ear.brandId) ?? []
    if (own.length === 0 && ear.takes === 'matching') continue
    const reasons = Object.fromEntries(own.map(({ id }) => [id, queries.matcher.explain(id, post) ?? []]))
    const adapter = adapterOf(ear.workspaceId)
    const around = firstPlace(reasons)
    const judged = feel(heard.text, { language: post.language, adapter, ...(around && { around }) })
    const felt: Felt = heard.tone ? { ...judged, sentiment: heard.tone, confidence: 1 } : judged
    found.push({ ear, post: heard, isEdited, queries: own, reasons, language: post.language || null, felt })
  }
}

/** Where in the text the first query was met: what is felt there is meant. */
function firstPlace(reasons: Record<string, Reason[]>): Around | undefined {
  for (const reason of Object.values(reasons).flat())
    for (const place of reason.places) if (place.in === 'text') return [place.from, place.to]
  return undefined
}
