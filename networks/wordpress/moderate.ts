import type { Call, Interaction, Moderate } from '../contract.ts'
import { ask, made, wireOf } from './client.ts'
import type { Comment } from './entities.ts'

export const moderate: Moderate = {
  /** Held back until somebody approves it. */
  hide: (call, what) => become(call, what, 'hold'),
  unhide: (call, what) => become(call, what, 'approved'),
  /** To whom this concerns is the site's own filter: it learns from what is called spam. */
  report: (call, what) => become(call, what, 'spam'),
  delete: async (call, what) => {
    const path = `/wp/v2/comments/${what.id}`
    const away = (force: boolean) =>
      ask(wireOf(call), { method: 'DELETE', path, query: force ? { force } : {}, writes: true, fine: [404, 410, 501] })
    if ((await away(false)).status === 501) await away(true)
  },
}

/** A state it has already is left alone: older sites fail when asked for it. */
async function become(call: Call, what: Interaction, status: string): Promise<void> {
  const path = `/wp/v2/comments/${what.id}`
  const stands = made<Comment>(await ask(wireOf(call), { path, query: { context: 'edit' } }))
  if (stands.status !== status) await ask(wireOf(call), { method: 'POST', path, json: { status }, writes: true })
}
