import { createHash } from 'node:crypto'
import type { Heard, HeardPost } from '../sources/heard.ts'

/** In bytes: an entry of an index has to fit into a third of a page, with all that stands beside it. */
const [longestKey, longestSite, longestCode] = [300, 253, 20]
const kept = 200

/** The same key, or of one too long to be indexed its beginning and a hash of all of it. */
export function boundedKey(key: string): string {
  if (fits(key, longestKey)) return key
  const hash = createHash('sha256').update(key).digest('hex')
  return `${cutTo(key, kept)} ${hash}`
}

/** What others tell may be of any length; what is kept of it is not. Most of it is passed on as it is. */
export function bounded(one: Heard): Heard {
  if (one.what === 'author-deleted') return { ...one, authorKey: boundedKey(one.authorKey) }
  if (one.what === 'deleted') {
    const { key, authorKey, ...rest } = one
    return { ...rest, key: boundedKey(key), ...(authorKey !== undefined && { authorKey: boundedKey(authorKey) }) }
  }
  return isBounded(one.post) ? one : { ...one, post: boundedPost(one.post) }
}

const isBounded = ({ key, site, author, language = '', country = '', repostOf = '' }: HeardPost): boolean =>
  fits(key, longestKey) &&
  fits(author.key ?? '', longestKey) &&
  fits(repostOf, longestKey) &&
  fits(site, longestSite) &&
  fits(language, longestCode) &&
  fits(country, longestCode)

function boundedPost({ language, country, ...post }: HeardPost): HeardPost {
  const { author, repostOf } = post
  return {
    ...{ ...post, key: boundedKey(post.key), site: cutTo(post.site, longestSite) },
    author: { ...author, ...(author.key !== undefined && { key: boundedKey(author.key) }) },
    ...(repostOf !== undefined && { repostOf: boundedKey(repostOf) }),
    ...(language !== undefined && fits(language, longestCode) && { language }),
    ...(country !== undefined && fits(country, longestCode) && { country }),
  }
}

const fits = (text: string, most: number) => text.length * 3 <= most || Buffer.byteLength(text) <= most

/** No more bytes than these, and no half character. */
const cutTo = (text: string, most: number) =>
  fits(text, most)
    ? text
    : Buffer.from(text)
        .subarray(0, most)
        .toString('utf8')
        .replace(/\uFFFD+$/, '')
