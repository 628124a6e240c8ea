import { absentSince } from '../absence.ts'
import type { Call, Found, PreparedContent } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import { sent } from './markup.ts'
import { ownerOf } from './media.ts'
import type { WallPost } from './objects.ts'
import { refOfPost } from './refs.ts'

const skewMs = 2 * 60_000
const pageSize = 100

/** Looks among the newest posts of the wall for one in the community's name that says and carries the same. */
export async function findPost(call: Call, content: PreparedContent, since: Date): Promise<Found> {
  const owner = ownerOf(call.account)
  const params = { owner_id: owner, count: pageSize, filter: 'owner' }
  const { items } = await ask<{ items: WallPost[] }>(wireOf(call), { method: 'wall.get', params })
  const recent = items.filter((one) => one.date * 1000 >= since.getTime() - skewMs)
  const found = recent.find((one) => one.from_id === owner && isLike(one, content))
  if (found) return { found: true, result: { ref: refOfPost(owner, found.id) } }
  if (recent.length === pageSize) return { found: false, sure: false, note: `more than ${pageSize} posts since` }
  return absentSince(call, since)
}

function isLike(post: WallPost, content: PreparedContent): boolean {
  const [part] = content.parts
  const files = post.attachments?.filter((one) => one.type !== 'link' && one.type !== 'poll') ?? []
  const question = post.attachments?.find((one) => one.type === 'poll')?.poll?.question
  return (
    squeezed(post.text) === squeezed(sent(part?.text ?? '')) &&
    files.length === (part?.media.length ?? 0) &&
    question === part?.poll?.question
  )
}

export const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim()
