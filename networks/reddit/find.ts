import { absentSince } from '../absence.ts'
import type { Call, Found } from '../contract.ts'
import type { Comment, Listing, Submission } from './api.ts'
import { read, wireOf } from './client.ts'
import { siteAddress } from './hosts.ts'

export type Sought = { title: string; body: string; community: string }

const skewMs = 2 * 60_000
/** A request may still be on its way, and a video in the making, for this long. */
const settledAfterMs = 5 * 60_000
const pageSize = 100
const mostPages = 10

/** Among the account's own newest posts, one with this title and text in that community, made since then. */
export function findPost(call: Call, sought: Sought, since: Date): Promise<Found> {
  const path = `/user/${wireOf(call).name}/submitted`
  return search<Submission>(
    call,
    path,
    since,
    (one) =>
      one.title === sought.title &&
      squeezed(one.selftext) === squeezed(sought.body) &&
      one.subreddit.toLowerCase() === sought.community.toLowerCase(),
  )
}

/** Answers to messages stand among the sent ones. */
export function findComment(call: Call, parent: string, body: string, since: Date): Promise<Found> {
  const path = parent.startsWith('t4_') ? '/message/sent' : `/user/${wireOf(call).name}/comments`
  return search<Comment>(call, path, since, (one) => one.parent_id === parent && squeezed(one.body) === squeezed(body))
}

async function search<D extends { name: string; created_utc: number; permalink?: string }>(
  call: Call,
  path: string,
  since: Date,
  isLike: (one: D) => boolean,
): Promise<Found> {
  const from = since.getTime() - skewMs
  let after: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const { data } = await read<Listing<D>>(wireOf(call), path, { sort: 'new', limit: pageSize, after })
    for (const { data: one } of data.children) {
      if (one.created_utc * 1000 < from) return absent(call, since)
      if (isLike(one))
        return {
          found: true,
          result: { ref: { id: one.name, ...(one.permalink ? { url: siteAddress(one.permalink) } : {}) } },
        }
    }
    if (!data.after) return absent(call, since)
    after = data.after
  }
  return { found: false, sure: false, note: `more than ${pageSize * mostPages} stand since then` }
}

function absent(call: Call, since: Date): Found {
  return absentSince(call, since, settledAfterMs)
}

const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim()
