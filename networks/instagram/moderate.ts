import type { Call, Interaction, Moderate } from '../contract.ts'
import { ask, askIfThere } from '../families/graph-api/wire.ts'
import { talksAt, wireOf } from './client.ts'
import { onlyByPage, withOptionalRight } from './remove.ts'

/** The API likes nothing. */
export const moderate: Moderate = {
  hide: async (call, what) => {
    await ask(wireOf(call), { method: 'POST', path: what.id, params: { hide: true } })
  },
  unhide: async (call, what) => {
    await ask(wireOf(call), { method: 'POST', path: what.id, params: { hide: false } })
  },
  delete: async (call, what) => {
    await askIfThere(wireOf(call), { method: 'DELETE', path: what.id })
  },
  block: (call, what) => moderateTalk(call, what, 'BLOCK_USER'),
  unblock: (call, what) => moderateTalk(call, what, 'UNBLOCK_USER'),
}

/** Only who once wrote a message can be blocked: https://developers.facebook.com/docs/messenger-platform/instagram/features/moderate-conversations (read 2026-11-22). */
async function moderateTalk(call: Call, { author }: Interaction, action: 'BLOCK_USER' | 'UNBLOCK_USER'): Promise<void> {
  onlyByPage(call, 'people can be blocked')
  const params = { user_ids: [{ id: author.id }], actions: [action] }
  await withOptionalRight('instagram_manage_messages', () =>
    ask(wireOf(call), { method: 'POST', path: `${talksAt(call)}/moderate_conversations`, params }),
  )
}
