import { setImmediate as othersTurn } from 'node:timers/promises'
import type { Adapter } from '../feeling/adapter.ts'
import { type Felt, feel } from '../feeling/feel.ts'
import type { Around } from '../feeling/token-weights.ts'
import type { Reason } from '../matcher/post.ts'
import type { Heard, HeardPost } from '../sources/heard.ts'
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

/** `edited`: all of them, also those that no query finds any more; `deleted`: keys of posts; `left`: keys of authors. */
export type Judged = { found: Found[]; edited: HeardPost[]; deleted: string[]; left: string[] }

export type Judging = { queries: QueriesInHand; ears: readonly Ear[]; adapterOf: (workspaceId: string) => Adapter }

/** So many posts are looked at before others get their turn. */
const atOnce = 200

/** Which brands each of these concerns, and why. What was said, edited and deleted within one batch is judged as it ends. */
export async function judge(heard: readonly Heard[], judging: Judging): Promise<Judged> {
  const judged: Judged = { found: [], edited: [], deleted: [], left: leftBy(heard) }
  let looked = 0
  for (const [key, { what, post }] of lastOf(heard)) {
    if (++looked % atOnce === 0) await othersTurn()
    if (!post) {
      judged.deleted.push(key)
      continue
    }
    if (what === 'edited') judged.edited.push(post)
    judgeOne(post, what === 'edited', judging, judged.found)
  }
  return judged
}

type Last = { what: 'said' | 'edited'; post: HeardPost } | { what: 'deleted'; post?: undefined }

function lastOf(heard: readonly Heard[]): Map<string, Last> {
  const last = new Map<string, Last>()
  for (const one of heard) {
    if (one.what === 'author-deleted') continue
    const key = one.what === 'deleted' ? one.key : one.post.key
    const before = last.get(key)
    if (before?.what === 'deleted' || (one.what === 'said' && before)) continue
    last.set(key, one.what === 'deleted' ? { what: 'deleted' } : one)
  }
  return last
}

const leftBy = (heard: readonly Heard[]) =>
  heard.flatMap((one) => (one.what === 'author-deleted' ? [one.authorKey] : []))

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
