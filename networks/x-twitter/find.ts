import { absentSince } from '../absence.ts'
import type { Call, Found } from '../contract.ts'
import { read, wireOf } from './client.ts'
import type { Includes, Post } from './entities.ts'
import { answersOf, mediaOf, refOf, repliedTo, textOf, wholePost } from './posts.ts'

export type Sought = { text: string; replyTo?: string; media: number; answers?: string[] }

const skewMs = 2 * 60_000
const mostPages = 5

/** Looks among the account's own posts made since that moment; absence is sure when all of them were read and time has passed. */
export async function findPost(call: Call, sought: Sought, since: Date): Promise<Found> {
  let token: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const told = await read<Post[]>(wireOf(call), {
      path: `/2/users/${call.account.remoteId}/tweets`,
      query: { ...wholePost, max_results: 100, start_time: secondOf(since), pagination_token: token },
    })
    const like = (told.data ?? []).find((post) => isLike(post, told.includes ?? {}, sought))
    if (like) return { found: true, result: { ref: refOf(like.id, call.account.handle) } }
    token = told.meta?.next_token
    if (!token) return absentSince(call, since)
  }
  return { found: false, sure: false, note: `more than ${mostPages * 100} posts were made since` }
}

const secondOf = (since: Date) => new Date(since.getTime() - skewMs).toISOString().replace(/\.\d+Z$/, 'Z')

const isLike = (post: Post, includes: Includes, sought: Sought) =>
  repliedTo(post) === sought.replyTo &&
  mediaOf(post, includes).length === sought.media &&
  JSON.stringify(answersOf(post, includes)) === JSON.stringify(sought.answers) &&
  squeezed(textOf(post)) === squeezed(sought.text)

/** Addresses may come back with a scheme they were written without. */
export const squeezed = (text: string) =>
  text
    .normalize('NFC')
    .replace(/https?:\/\/|\/(?=\s|$)/g, '')
    .replace(/\s+/g, ' ')
    .trim()
