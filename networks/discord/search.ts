import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, OwnPosts, Page, RemotePost, Search } from '../contract.ts'
import type { Message } from './api.ts'
import { serverOf } from './channels.ts'
import { ask, wireOf } from './client.ts'
import { postOf } from './read-back.ts'

const pageSize = 25
const furthest = 9975
type Found = { messages?: Message[][]; total_results?: number; retry_after?: number }

/** Within the server: what is said elsewhere no bot can search. The cursor is how many were passed. */
export const search: Search = (call, query, cursor) => searched(call, { content: query }, cursor)

/** The bot's own messages, in all channels. */
export const ownPosts: OwnPosts = (call, cursor) =>
  searched(call, { author_id: serverOf(call.account.facts).botId }, cursor)

async function searched(
  call: Call,
  what: Record<string, string>,
  cursor: string | undefined,
): Promise<Page<RemotePost>> {
  const offset = Number(cursor ?? 0)
  const query = { ...what, sort_by: 'timestamp', sort_order: 'desc', limit: pageSize, offset }
  const path = `/guilds/${call.account.remoteId}/messages/search`
  const { messages, retry_after: wait, total_results: total = 0 } = await ask<Found>(wireOf(call), { path, query })
  if (!messages)
    throw new NetworkFailure('slow-down', 'the server is still being indexed', {
      retryAfterMs: Math.max(2, wait ?? 0) * 1000,
    })
  const next = offset + pageSize
  const items = messages.flatMap(([hit]) => (hit ? [postOf(hit, call.account.remoteId)] : []))
  return { items, ...(next < total && next <= furthest ? { cursor: String(next) } : {}) }
}
