import type { AccountAccess, Inbox, Interaction, Step } from '../contract.ts'
import type { Update } from './bot-api.ts'
import { ask, botOf, chatOf } from './client.ts'
import { findMessage } from './find.ts'
import { written } from './markup.ts'
import { fitting, sendTo } from './publish.ts'
import { heardIn, wantedUpdates } from './updates.ts'

/**
 * A bot has one queue for all its chats: asking for what comes after the marker lets MAX forget what came before. So accounts
 * of one bot are polled once together, and `belongs` tells whose each interaction is. While a webhook stands, the queue is empty.
 */
export const inbox: Inbox = {
  kinds: ['comment', 'mention', 'message'],
  poll: async (call, cursor) => {
    const query = { limit: 100, timeout: 0, types: wantedUpdates.join(','), ...(cursor ? { marker: cursor } : {}) }
    const told = await ask<{ updates: Update[]; marker: number | null }>(botOf(call), { path: '/updates', query })
    const next = told.marker === null ? cursor : String(told.marker)
    return { items: heardIn(told.updates), ...(next === undefined ? {} : { cursor: next }) }
  },
  reply: (to, text) => replyStep(to, text),
  streamOf: botNamed,
  belongs,
}

/** Accounts with the same answer are reached by one bot. */
export function botNamed({ server, facts, remoteId }: AccountAccess): string {
  return `${server} ${facts.botId ?? remoteId}`
}

/** A private message is every account's of that bot. */
function belongs(account: AccountAccess, what: Interaction): boolean {
  const { chat, dialog } = placeOf(what)
  return dialog || chat === chatOf(account)
}

export function placeOf({ raw }: Interaction): { chat: number | undefined; dialog: boolean } {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return { chat: undefined, dialog: false }
  return { chat: typeof raw.chat === 'number' ? raw.chat : undefined, dialog: raw.dialog === true }
}

/** In a chat the answer hangs on what it answers, in a dialog it simply follows. */
function replyStep(to: Interaction, text: string): Step {
  const { chat, dialog } = placeOf(to)
  const said = written(text, true)
  return {
    name: 'post',
    role: 'post',
    again: { way: 'look-first' },
    run: async (call) => {
      const link = dialog ? null : { type: 'reply', mid: to.id }
      const body = { ...fitting(said), attachments: [], link }
      return { ref: await sendTo(call, { chat_id: chat ?? chatOf(call.account) }, body) }
    },
    find: (call, _key, _done, since) =>
      findMessage(call, { chat: chat ?? chatOf(call.account), text: said.text, files: 0 }, since),
  }
}
