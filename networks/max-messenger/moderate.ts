import { NetworkFailure } from '../../kernel/failure.ts'
import type { Moderate } from '../contract.ts'
import { removeMessage } from './change.ts'
import { ask, botOf } from './client.ts'
import { isMissing } from './failures.ts'
import { placeOf } from './inbox.ts'

/** Each is the same done twice as once. MAX lets no bot take a block back. */
export const moderate: Moderate = {
  delete: async (call, what) => {
    await removeMessage(call, what.id).catch((error: unknown) => {
      if (!isMissing(error)) throw error
    })
  },
  block: async (call, what) => {
    const { chat, dialog } = placeOf(what)
    if (dialog || chat === undefined)
      throw new NetworkFailure('rejected', 'somebody who wrote in private cannot be blocked by the bot')
    const query = { user_id: what.author.id, block: true }
    await ask(botOf(call), { method: 'DELETE', path: `/chats/${chat}/members`, query }).catch((error: unknown) => {
      if (!isMissing(error)) throw error
    })
  },
}
