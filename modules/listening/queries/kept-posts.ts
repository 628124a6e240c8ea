import type { Selectable } from 'kysely'
import type { World } from '../../../kernel/world.ts'
import type { MentionTable } from '../tables.ts'
import type { PastPost } from './past-post.ts'

/** What is kept of what was said about a brand, the newest first, a page at a time; deleted ones and spam are left out. */
export async function* keptPosts(
  world: Pick<World, 'db'>,
  brandId: string,
  { most, signal }: { most: number; signal?: AbortSignal },
): AsyncIterable<PastPost[]> {
  let after: Row | undefined
  for (let left = most; left > 0 && !signal?.aborted; ) {
    const asked = Math.min(left, pageOf)
    const rows = await pageOfMentions(world.db, brandId, asked, after)
    if (rows.length > 0) yield rows.map(pastPostOf)
    if (rows.length < asked) return
    left -= rows.length
    after = rows.at(-1)
  }
}

const pageOf = 500

const columns = [
  ...(['id', 'at', 'postKey', 'network', 'site', 'url', 'kind', 'title', 'text', 'author', 'country'] as const),
  ...(['language', 'sentiment', 'reach', 'numbers', 'media', 'links', 'tags', 'repostOf'] as const),
] as const
type Row = Pick<Selectable<MentionTable>, (typeof columns)[number]>

function pageOfMentions(db: World['db'], brandId: string, limit: number, after: Row | undefined): Promise<Row[]> {
  let query = db
    .selectFrom('mention')
    .select(columns)
    .where('brandId', '=', brandId)
    .where('edition', '<', 2)
    .where('spamAt', 'is', null)
  if (after) {
    const { at, id } = after
    query = query.where((is) => is(is.refTuple('at', 'id'), '<', is.tuple(at, id)))
  }
  return query.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute()
}

const tones: Record<string, string> = { '-1': 'negative', 0: 'neutral', 1: 'positive' }

function pastPostOf({ id, postKey, media, repostOf, ...row }: Row): PastPost {
  const kinds = media.map((one) => one.kind)
  return {
    ...{ mentionId: id, key: postKey, at: row.at, kind: row.kind, site: row.site, text: row.text, author: row.author },
    ...{ network: known(row.network), url: known(row.url), title: known(row.title), language: known(row.language) },
    ...{ country: known(row.country), links: row.links, tags: row.tags, media, numbers: row.numbers },
    has: [...new Set(row.links.length > 0 ? [...kinds, 'link'] : kinds)],
    ...{ repostOf: known(repostOf), reach: known(row.reach) === undefined ? undefined : Number(row.reach) },
    sentiment: tones[String(row.sentiment)] ?? 'unsure',
  }
}

const known = <T>(value: T | null): T | undefined => value ?? undefined
