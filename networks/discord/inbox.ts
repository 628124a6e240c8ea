import { NetworkFailure } from '../../kernel/failure.ts'
import type { AccountAccess, Call, Inbox, Interaction, Page, Step } from '../contract.ts'
import { idAt, isNewer, type Message, partsOfRef } from './api.ts'
import { goneOr, messagesAfter, pageSize } from './find.ts'
import { hearChannels, heardChannels, laterIf, readCursor } from './hear-channels.ts'
import { hearTalks, rememberThose, talkWith } from './hear-talks.ts'
import { messageStep } from './publish.ts'
import { spoken } from './spoken.ts'

const skewMs = 2 * 60_000

export const inbox: Inbox = {
  kinds: ['comment', 'reply', 'mention', 'message'],
  poll,
  comments,
  reply: replyStep,
  replyPrivately: privateStep,
}

async function poll(call: Call, given: string | undefined): Promise<Page<Interaction>> {
  const cursor = readCursor(given)
  const since = idAt(new Date(call.clock.now().getTime() - skewMs))
  const channels = await heardChannels(call, cursor)
  const { items, isCrowded } = await hearChannels(call, cursor, channels)
  if (given) for (const { id } of channels) cursor.read[id] ??= cursor.since ?? '0'
  cursor.since = since
  rememberThose(cursor, items)
  if (!isCrowded) await hearTalks(call, cursor, items).catch((error: unknown) => laterIf(items.length > 0, error))
  return { items, cursor: JSON.stringify(cursor) }
}

/** Answers to the post in its channel, and whatever is said in its thread. The cursor is the last one read. */
async function comments(call: Call, ref: { id: string }, cursor: string | undefined): Promise<Page<Interaction>> {
  const { channel, message } = partsOfRef(ref.id)
  const inThread = channel === message
  const here = await messagesAfter(call, channel, cursor ?? message)
  const thread = inThread || cursor ? [] : ((await messagesAfter(call, message, '0').catch(goneOr)) ?? [])
  const answers = inThread ? here : answersBelow(message, here)
  const last = here.length >= pageSize ? here.at(-1)?.id : undefined
  const all = [...answers, ...thread].sort((a, b) => (isNewer(a.id, b.id) ? 1 : -1))
  const items = all.flatMap((one) =>
    spoken(one, call, {
      private: false,
      thread: inThread || one.channel_id === message ? message : undefined,
      below: ref.id,
    }),
  )
  return { items, ...(last ? { cursor: last } : {}) }
}

/** What answers the message, and what answers those answers; of earlier pages only the first is known. */
function answersBelow(message: string, here: Message[]): Message[] {
  const known = new Set([message])
  const inOrder = [...here].sort((a, b) => (isNewer(a.id, b.id) ? 1 : -1))
  return inOrder.filter((one) => {
    const answered = one.message_reference?.message_id
    const before = one.referenced_message?.message_reference?.message_id
    const isBelow = [answered, before].some((id) => id !== undefined && known.has(id))
    if (isBelow) known.add(one.id)
    return isBelow
  })
}

function replyStep(to: Interaction, text: string, _account: AccountAccess): Step {
  return messageStep('post', 'post', { text, media: [] }, { options: {} }, () => partsOfRef(to.id))
}

/** Into the private conversation with whoever wrote it; many people do not let servers' bots write to them. */
function privateStep(to: Interaction, text: string, _account: AccountAccess): Step {
  const place = (channel: string) =>
    messageStep('post', 'post', { text, media: [] }, { options: {} }, () => ({ channel, message: undefined }))
  return {
    name: 'post',
    role: 'post',
    again: { way: 'same-key', forMs: 2 * 60_000 },
    run: async (call, key, done) => place((await opened(call, to)).id).run(call, key, done),
    find: async (call, key, done, since) => {
      const { find } = place((await opened(call, to)).id)
      return find ? find(call, key, done, since) : { found: false, sure: false }
    },
  }
}

const opened = (call: Call, to: Interaction) =>
  talkWith(call, to.author.id).catch((error: unknown) => {
    if (!(error instanceof NetworkFailure) || error.kind !== 'unknown-outcome') throw error
    throw new NetworkFailure('network-down', error.message, { cause: error, evidence: error.evidence })
  })
