import type { Call, Interaction, Moderate } from '../contract.ts'
import { send } from './client.ts'

/** Asked twice it stands as asked once. */
async function become(call: Call, what: Interaction, moderationStatus: string, banAuthor = false): Promise<void> {
  const query = { id: what.id, moderationStatus, ...(banAuthor ? { banAuthor: true } : {}) }
  await send(call, 'comments/setModerationStatus', query, { method: 'POST' })
}

/** Held comments are seen by the channel alone. Others' comments are rejected for good: only their authors can delete them. */
export const moderate: Moderate = {
  hide: (call, what) => become(call, what, 'heldForReview'),
  unhide: (call, what) => become(call, what, 'published'),
  delete: async (call, what) => {
    if (what.author.id !== call.account.remoteId) return become(call, what, 'rejected')
    await send(call, 'comments', { id: what.id }, { method: 'DELETE', fine: [404] })
  },
  block: (call, what) => become(call, what, 'rejected', true),
}
