import type { Call, Interaction, Moderate } from '../contract.ts'
import { removeThing } from './change.ts'
import { order, wireOf } from './client.ts'
import { communitiesOf } from './communities.ts'

type Where = { subreddit: string; author: string }

function whereOf(what: Interaction): Where {
  const raw = typeof what.raw === 'object' && what.raw !== null && !Array.isArray(what.raw) ? what.raw : {}
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  return { subreddit: text(raw.subreddit), author: text(raw.author) || what.author.handle.replace(/^u\//, '') }
}

const moderates = (call: Call, { subreddit }: Where) =>
  communitiesOf(call.account.facts).some((one) => one.moderates && one.name.toLowerCase() === subreddit.toLowerCase())

/** In a community the account moderates a person is banned from it; elsewhere the account itself does not hear them any more. */
async function shut(call: Call, what: Interaction): Promise<void> {
  const where = whereOf(what)
  if (moderates(call, where))
    await order(wireOf(call), `/r/${where.subreddit}/api/friend`, {
      api_type: 'json',
      type: 'banned',
      name: where.author,
    })
  else await order(wireOf(call), '/api/block_user', { name: where.author })
}

async function letIn(call: Call, what: Interaction): Promise<void> {
  const where = whereOf(what)
  if (moderates(call, where))
    await order(wireOf(call), `/r/${where.subreddit}/api/unfriend`, { type: 'banned', name: where.author })
  else
    await order(wireOf(call), '/api/unfriend', {
      container: `t2_${call.account.remoteId}`,
      type: 'enemy',
      name: where.author,
    })
}

/**
 * Each is the same done twice as once. There is no like: the network's rules forbid votes that a program casts
 * (https://support.reddithelp.com/hc/en-us/articles/16160319875092, read 2026-11-22).
 */
export const moderate: Moderate = {
  hide: async (call, what) => void (await order(wireOf(call), '/api/remove', { id: what.id, spam: 'false' })),
  unhide: async (call, what) => void (await order(wireOf(call), '/api/approve', { id: what.id })),
  delete: (call, what) => removeThing(call, what.id),
  block: shut,
  unblock: letIn,
  report: async (call, what) =>
    void (await order(wireOf(call), '/api/report', { api_type: 'json', thing_id: what.id, reason: 'spam' })),
}
