import type { Call, Inbox, Interaction, Moderate } from '../contract.ts'
import { heardSince } from '../families/newest-first/heard-since.ts'
import { ask, asModerator, listed } from './client.ts'
import { follow } from './deliveries.ts'
import { replyStep } from './publish.ts'

type Follower = { user_id: string; user_login: string; user_name: string; followed_at: string }

/** Chat comes by deliveries only: the network keeps none to read. New followers can be asked for. */
export const inbox: Inbox = {
  kinds: ['comment', 'reply', 'follow'],
  poll: async (call, cursor) => {
    const query = { broadcaster_id: call.account.remoteId, first: 100 }
    const followers = listed<Follower>(await ask(call, { path: 'channels/followers', query }))
    const told = followers.map((one) => follow(one.user_id, one.user_login, one.user_name, one.followed_at))
    return heardSince(
      cursor,
      told,
      (one) => one.id,
      (one) => one.at,
    )
  },
  reply: (to, text) => replyStep(to, text),
}

/** Each asked twice stands as asked once: a ban that is there, or gone, is told by a 400. */
const already = /already banned|not banned|may not be banned twice/i

const day = 24 * 3600

/** With a length in seconds it is a timeout, which is lifted as a ban is. */
async function banning(call: Call, what: Interaction, bans: boolean, duration?: number): Promise<void> {
  const data = { user_id: what.author.id, ...(duration ? { duration } : {}) }
  const request = bans
    ? { method: 'POST' as const, query: asModerator(call), json: { data } }
    : { method: 'DELETE' as const, query: { ...asModerator(call), user_id: what.author.id } }
  try {
    await ask(call, { ...request, path: 'moderation/bans' })
  } catch (error) {
    if (!(error instanceof Error && already.test(error.message))) throw error
  }
}

export const moderate: Moderate = {
  delete: async (call, what) => {
    const query = { ...asModerator(call), message_id: what.id }
    await ask(call, { method: 'DELETE', path: 'moderation/chat', query, fine: [404] })
  },
  block: (call, what) => banning(call, what, true),
  unblock: (call, what) => banning(call, what, false),
  mute: (call, what) => banning(call, what, true, day),
  unmute: (call, what) => banning(call, what, false),
}
