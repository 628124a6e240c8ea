import { createHash } from 'node:crypto'
import { wordsOfPost } from '../matcher/words-of-post.ts'
import type { HeardPost, PostAuthor } from '../sources/heard.ts'
import { boundedKey } from './bounded.ts'
import type { Found } from './judge.ts'
import { reachOf } from './judged-post.ts'

export const [longestText, longestTitle] = [100_000, 1_000]

/** The same for the same post of the same brand, however often it is told. */
export function mentionIdOf(brandId: string, postKey: string): string {
  const hex = createHash('sha256')
    .update(`${brandId} ${boundedKey(postKey)}`)
    .digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** No post was written after it was heard, nor before there was anywhere to post: then its moment is no moment. */
export const momentOf = (post: HeardPost, heardAt: Date): Date =>
  post.at.getTime() >= 0 && post.at <= heardAt ? post.at : heardAt

/** As `mentionColumns` name them. */
export function rowOf(found: Found, given: { id: string; at: Date; heardAt: Date; originalId: string | null }) {
  const { ear, post, queries, reasons } = found
  return {
    ...{ id: given.id, brand_id: ear.brandId, at: given.at, heard_at: given.heardAt, post_key: post.key },
    ...{
      source_id: ear.sourceId,
      network: post.network ?? null,
      site: post.site,
      url: post.url?.slice(0, longestAddress) ?? null,
      kind: post.kind,
    },
    ...saidIn(found),
    ...{
      author_key: post.author.key ?? null,
      author: authorOf(post.author),
      followers: wholeOf(post.author.followers, mostInteger),
    },
    ...{ country: post.country ?? null, reach: wholeOf(reachOf(post)), numbers: finite(post.numbers) },
    ...{ repost_of: post.repostOf ?? null, original_id: given.originalId, edition: found.isEdited ? 1 : 0 },
    ...{ queries: queries.map(({ id }) => id), reasons },
  }
}

/** What an edit changes. */
export function saidIn({ post, language, felt }: Pick<Found, 'post' | 'language' | 'felt'>) {
  const text = post.text.slice(0, longestText)
  const title = post.title?.slice(0, longestTitle)
  return {
    ...{
      title: title ?? null,
      text,
      media: (post.media ?? []).slice(0, most),
      links: (post.links ?? []).slice(0, most),
      tags: (post.tags ?? []).slice(0, most),
    },
    ...{ language, sentiment: sentimentValue[felt.sentiment], confidence: felt.confidence, intent: felt.intent },
    words: wordsOfPost(title === undefined ? { text } : { title, text }),
  }
}

export const sentimentValue = { negative: -1, neutral: 0, positive: 1, unsure: null } as const

const [most, longestAddress, longestName] = [100, 4_000, 300]
const mostInteger = 2 ** 31 - 1

const wholeOf = (value: number | undefined, largest = Number.MAX_SAFE_INTEGER) =>
  value === undefined || Number.isNaN(value) ? null : Math.round(Math.min(largest, Math.max(0, value)))

/** Numbers as they were told; what is none is not. */
export const finite = (numbers: HeardPost['numbers'] = {}) =>
  Object.fromEntries(Object.entries(numbers).filter(([, value]) => Number.isFinite(value)))

const authorOf = ({ handle, name, ...author }: PostAuthor): PostAuthor => ({
  ...{ ...author, handle: handle.slice(0, longestName) },
  ...(name !== undefined && { name: name.slice(0, longestName) }),
})
