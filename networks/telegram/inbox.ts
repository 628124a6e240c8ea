import type { AccountAccess, Call, Inbox, Interaction, Page, Step } from '../contract.ts'
import { partsOfRef, type Update, wantedUpdates } from './bot-api.ts'
import { ask, botOf } from './client.ts'
import { refOf, sendText } from './send.ts'
import { type Roots, readUpdates } from './updates.ts'
import { isDelivering } from './webhooks.ts'

/**
 * A bot has one queue for all its chats: asking for what comes after the cursor lets Telegram forget what came before.
 * So accounts of one bot are polled once together (`streamOf`), and `belongs` tells whose each interaction is.
 */
export const inbox: Inbox = {
  kinds: ['comment', 'reply', 'message', 'reaction'],
  poll,
  reply: replyStep,
  streamOf: ({ server, secrets }) => `${server} ${secrets.token?.split(':')[0] ?? ''}`,
  belongs,
}

/** The next update's number, and which threads of discussion groups belong to which posts. */
type Cursor = { offset: number; roots: Roots }
const rememberedRoots = 200

async function poll(call: Call, cursor: string | undefined): Promise<Page<Interaction>> {
  const { offset, roots } = readCursor(cursor)
  const params = { timeout: 0, limit: 100, allowed_updates: wantedUpdates, ...(offset > 0 ? { offset } : {}) }
  const updates = await ask<Update[]>(botOf(call), { method: 'getUpdates', params }).catch(
    (error: unknown): Update[] => {
      if (isDelivering(error)) return []
      throw error
    },
  )
  const items = readUpdates(updates, roots)
  const next = updates.reduce((highest, one) => Math.max(highest, one.update_id + 1), offset)
  const recent = Object.fromEntries(Object.entries(roots).slice(-rememberedRoots))
  return { items, cursor: JSON.stringify({ offset: next, roots: recent }) }
}

function readCursor(cursor: string | undefined): Cursor {
  if (!cursor) return { offset: 0, roots: {} }
  const { offset, roots } = JSON.parse(cursor) as Cursor
  return { offset, roots: { ...roots } }
}

/** A private message is every account's of that bot. */
function belongs({ facts, remoteId }: AccountAccess, what: Interaction): boolean {
  const raw = what.raw
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return false
  if (raw.chatType === 'private') return true
  return raw.chat === Number(facts.chatId ?? remoteId) || raw.chat === facts.discussionId
}

function replyStep(to: Interaction, text: string, _account: AccountAccess): Step {
  return {
    name: 'post',
    role: 'post',
    again: { way: 'never' },
    run: async (call) => {
      const { chat, message } = placeOf(to)
      return { ref: refOf([await sendText(call, text, { chat, replyTo: message, options: { formatting: 'plain' } })]) }
    },
  }
}

/** Where it was said; a reaction is answered at what it stands on. */
export const placeOf = (what: Interaction): { chat: number; message: number } => {
  const raw = what.raw
  if (
    typeof raw === 'object' &&
    raw !== null &&
    !Array.isArray(raw) &&
    typeof raw.chat === 'number' &&
    typeof raw.message === 'number'
  )
    return { chat: raw.chat, message: raw.message }
  return partsOfRef(what.id)
}
