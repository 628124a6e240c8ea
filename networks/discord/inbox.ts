import { NetworkFailure } from '../../kernel/failure.ts'
import type { AccountAccess, Call, Inbox, Interaction, Page, Step } from '../contract.ts'
import { type Channel, isNewer, type Message, partsOfRef, refId, refOf, threadTypes } from './api.ts'
import { serverOf } from './channels.ts'
import { ask, wireOf } from './client.ts'
import { goneOr, messagesAfter } from './find.ts'
import { messageStep } from './publish.ts'
import { kindOf, personOf, textOf } from './read-back.ts'

/**
 * How far each channel and thread was read, and the private conversations with those who addressed the brand: a bot cannot
 * list its conversations, so it opens (which nobody is told of) those of the last few people who named or answered it.
 */
type Cursor = { read: Record<string, string>; talks: Record<string, string> }
const channelsAtOnce = 20
const mostTalks = 10
const newestAtFirst = 50

export const inbox: Inbox = {
  kinds: ['comment', 'reply', 'mention', 'message'],
  poll,
  comments,
  reply: replyStep,
  replyPrivately: privateStep,
}

async function poll(call: Call, given: string | undefined): Promise<Page<Interaction>> {
  const cursor = readCursor(given)
  const channels = await heardChannels(call, cursor)
  const items: Interaction[] = []
  for (const { id, parent_id: parent, type } of channels.slice(0, channelsAtOnce)) {
    const messages = await unread(call, id, cursor.read[id])
    const last = messages.at(-1)
    if (last) cursor.read[id] = last.id
    const forum = threadTypes.includes(type) ? parent : undefined
    items.push(...messages.flatMap((one) => spoken(one, call, { private: false, thread: forum ? id : undefined })))
  }
  await openTalks(call, cursor, items)
  for (const channel of Object.values(cursor.talks)) {
    const messages = await unread(call, channel, cursor.read[channel] ?? '0').catch(goneOr)
    const last = messages?.at(-1)
    if (last) cursor.read[channel] = last.id
    items.push(...(messages ?? []).flatMap((one) => spoken(one, call, { private: true })))
  }
  return { items, cursor: JSON.stringify(cursor) }
}

function readCursor(given: string | undefined): Cursor {
  if (!given) return { read: {}, talks: {} }
  const { read, talks } = JSON.parse(given) as Cursor
  return { read: { ...read }, talks: { ...talks } }
}

/** Channels and open threads where something is newer than what was read. */
async function heardChannels(call: Call, { read }: Cursor): Promise<Channel[]> {
  const guild = `/guilds/${call.account.remoteId}`
  const known = new Set(serverOf(call.account.facts).places.map((one) => one.id))
  const channels = await ask<Channel[]>(wireOf(call), { path: `${guild}/channels` })
  const { threads } = await ask<{ threads: Channel[] }>(wireOf(call), { path: `${guild}/threads/active` })
  const open = [...channels.filter((one) => known.has(one.id) && one.type !== 15), ...threads]
  return open.filter(({ id, last_message_id: last }) => last && isNewer(last, read[id] ?? '0'))
}

async function unread(call: Call, channel: string, after: string | undefined): Promise<Message[]> {
  if (after !== undefined) return messagesAfter(call, channel, after)
  const query = { limit: newestAtFirst }
  const page = await ask<Message[]>(wireOf(call), { path: `/channels/${channel}/messages`, query })
  return page.sort((a, b) => (isNewer(a.id, b.id) ? 1 : -1))
}

async function openTalks(call: Call, cursor: Cursor, items: Interaction[]): Promise<void> {
  const addressed = items.filter((one) => one.kind === 'mention' || one.under !== undefined)
  for (const id of new Set(addressed.filter((one) => !one.author.bot).map((one) => one.author.id))) {
    const { [id]: known, ...others } = cursor.talks
    cursor.talks = { ...others, [id]: known ?? (await talkWith(call, id)).id }
  }
  cursor.talks = Object.fromEntries(Object.entries(cursor.talks).slice(-mostTalks))
}

const talkWith = (call: Call, person: string) =>
  ask<Channel>(wireOf(call), { method: 'POST', path: '/users/@me/channels', json: { recipient_id: person } })

/** Words of people (types 0 and 19: a message, an answer); notices of the service are nobody's words. */
function spoken(
  message: Message,
  call: Call,
  where: { private: boolean; thread?: string; below?: string },
): Interaction[] {
  const { botId } = serverOf(call.account.facts)
  const { author, referenced_message: answered, message_reference: reference } = message
  if (author.id === botId || ![0, 19].includes(message.type)) return []
  const toUs = answered?.author.id === botId
  const named = message.mentions.some((one) => one.id === botId)
  const under =
    toUs && reference?.message_id
      ? refId(reference.channel_id, reference.message_id)
      : ((where.thread && refId(where.thread, where.thread)) ?? where.below)
  const replyTo = reference?.message_id ? refId(reference.channel_id, reference.message_id) : undefined
  return [
    {
      id: refId(message.channel_id, message.id),
      kind: where.private ? 'message' : under ? 'comment' : named ? 'mention' : replyTo ? 'reply' : 'comment',
      at: new Date(message.timestamp),
      author: personOf(author),
      text: textOf(message),
      ...(under ? { under: { id: under } } : {}),
      ...(replyTo ? { replyTo } : {}),
      media: message.attachments.map((one) => ({
        kind: kindOf(one),
        url: one.url,
        ...(one.description ? { alt: one.description } : {}),
      })),
      url: refOf(message, where.private ? '@me' : call.account.remoteId).url ?? '',
      ...(message.edited_timestamp ? { edited: true, editedAt: new Date(message.edited_timestamp) } : {}),
    },
  ]
}

/** Answers to the post in its channel, and whatever is said in its thread. The cursor is the last one read. */
async function comments(call: Call, ref: { id: string }, cursor: string | undefined): Promise<Page<Interaction>> {
  const { channel, message } = partsOfRef(ref.id)
  const inThread = channel === message
  const here = await messagesAfter(call, channel, cursor ?? message)
  const thread = inThread || cursor ? [] : ((await messagesAfter(call, message, '0').catch(goneOr)) ?? [])
  const answers = inThread ? here : answersBelow(message, here)
  const last = here.length === 100 ? here.at(-1)?.id : undefined
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
