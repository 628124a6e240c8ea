import { createHash } from 'node:crypto'
import { wordsOfPost } from '../matcher/words-of-post.ts'
import type { HeardPost } from '../sources/heard.ts'
import type { Found } from './judge.ts'
import { reachOf } from './judged-post.ts'

export const [longestText, longestTitle] = [100_000, 1_000]

/** The same for the same post of the same brand, however often it is told. */
export function mentionIdOf(brandId: string, postKey: string): string {
  const hex = createHash('sha256').update(`${brandId} ${postKey}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** No post was written after it was heard. */
export const momentOf = (post: HeardPost, heardAt: Date): Date =>
  Number.isNaN(post.at.getTime()) || post.at > heardAt ? heardAt : post.at

/** As `mentionColumns` name them. */
export function rowOf(found: Found, given: { id: string; at: Date; heardAt: Date; originalId: string | null }) {
  const { ear, post, queries, reasons } = found
  return {
    ...{ id: given.id, brand_id: ear.brandId, at: given.at, heard_at: given.heardAt, post_key: post.key },
    ...{
      source_id: ear.sourceId,
      network: post.network ?? null,
      site: post.site,
      url: post.url ?? null,
      kind: post.kind,
    },
    ...saidIn(found),
    ...{ author_key: post.author.key ?? null, author: post.author, followers: post.author.followers ?? null },
    ...{ country: post.country ?? null, reach: wholeOf(reachOf(post)), numbers: post.numbers ?? {} },
    ...{ repost_of: post.repostOf ?? null, original_id: given.originalId, edition: found.isEdited ? 1 : 0 },
    ...{ queries: queries.map(({ id }) => id), reasons },
  }
}

/** What an edit changes. */
export function saidIn({ post, language, felt }: Pick<Found, 'post' | 'language' | 'felt'>) {
  const text = post.text.slice(0, longestText)
  const title = post.title?.slice(0, longestTitle)
  return {
    ...{ title: title ?? null, text, media: post.media ?? [], links: post.links ?? [], tags: post.tags ?? [] },
    ...{ language, sentiment: sentimentValue[felt.sentiment], confidence: felt.confidence, intent: felt.intent },
    words: wordsOfPost(title === undefined ? { text } : { title, text }),
  }
}

export const sentimentValue = { negative: -1, neutral: 0, positive: 1, unsure: null } as const

const wholeOf = (value: number | undefined) => (value === undefined ? null : Math.round(value))
