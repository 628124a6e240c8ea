import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Post } from '../matcher/post.ts'
import type { MentionTable } from '../tables.ts'

export type MentionRow = Omit<Selectable<MentionTable>, 'words'>

/** All of a mention `m` but the words it is found by. */
export const mentionColumns = sql.raw(
  [
    ...['id', 'brand_id', 'at', 'heard_at', 'post_key', 'source_id', 'network', 'site', 'url', 'kind', 'title', 'text'],
    ...['author_key', 'author', 'followers', 'country', 'language', 'sentiment', 'confidence', 'intent', 'corrected'],
    ...['reach', 'numbers', 'media', 'links', 'tags', 'repost_of', 'original_id', 'edition', 'queries', 'reasons'],
    ...['labels', 'seen_at', 'spam_at', 'assignee_id', 'conversation_id'],
  ]
    .map((column) => `m.${column}`)
    .join(', '),
)

const feelings = { '-1': 'negative', '0': 'neutral', '1': 'positive' } as const

/** Null is what nobody can say. */
export const feelingOf = (sentiment: MentionRow['sentiment']) =>
  sentiment === null ? 'unsure' : feelings[`${sentiment}`]

/** A mention as the matcher reads posts. */
export function postOf(row: MentionRow): Post {
  const { author, numbers } = row
  return {
    text: row.text,
    title: row.title ?? undefined,
    author: { handle: author.handle, name: author.name, followers: row.followers ?? author.followers },
    ...{ language: row.language ?? undefined, site: row.site, url: row.url ?? undefined, links: row.links },
    ...{ source: row.network ?? 'web', type: row.kind, country: row.country ?? undefined },
    has: [...new Set([...row.media.map((one) => one.kind), ...(row.links.length > 0 ? ['link'] : [])])],
    ...{ sentiment: feelingOf(row.sentiment), reach: row.reach ?? undefined },
    ...{ likes: numbers.likes, reposts: numbers.reshares },
  }
}
