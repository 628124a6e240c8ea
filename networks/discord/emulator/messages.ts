import { createHash } from 'node:crypto'
import type { LabAnswer, LabRequest } from '../../lab/network.ts'
import { payloadOf, readMessage, type Written } from './compose-message.ts'
import { letPeopleAct } from './people.ts'
import { showMessage } from './present.ts'
import { invalid, Refused } from './refusals.ts'
import {
  accountOfChannel,
  botIn,
  channelSeen,
  type Desk,
  type EmBot,
  type EmChannel,
  type EmMessage,
  messagesIn,
  nextId,
  nowIso,
  objectOf,
  wordsOf,
} from './state.ts'

/** "the past few minutes" */
const nonceHoldsMs = 5 * 60_000
const ok = (json: unknown, status = 200): LabAnswer => ({ status, json })

export async function createMessage(desk: Desk, request: LabRequest): Promise<LabAnswer> {
  const bot = botIn(desk, request)
  const channel = channelSeen(desk, bot, request.params.channel_id)
  if (channel.type === 15 || channel.type === 4)
    throw new Refused(400, 50008, 'Cannot send messages in a non-text channel')
  const given = payloadOf(request)
  const nonce = given.nonce === undefined ? undefined : String(given.nonce)
  const known = given.enforce_nonce === true && nonce !== undefined ? sameNonce(desk, bot, channel, nonce) : undefined
  if (known) return ok(showMessage(desk, known))
  const replyTo = readReference(desk, channel, given.message_reference)
  const written = await readMessage(desk, given, request.files)
  const again = given.enforce_nonce === true && nonce !== undefined ? sameNonce(desk, bot, channel, nonce) : undefined
  if (again) return ok(showMessage(desk, again))
  const message = place(desk, bot, channel, {
    ...written,
    ...(replyTo ? { replyTo } : {}),
    ...(nonce ? { nonce } : {}),
  })
  return ok({ ...showMessage(desk, message), ...(nonce ? { nonce } : {}) })
}

function sameNonce({ kept, site }: Desk, bot: EmBot, channel: EmChannel, nonce: string): EmMessage | undefined {
  const oldest = site.clock.now().getTime() - nonceHoldsMs
  return messagesIn(kept, channel.id).find(
    (one) => one.author === bot.id && one.nonce === nonce && Date.parse(one.at) >= oldest,
  )
}

function readReference({ kept }: Desk, channel: EmChannel, given: unknown): string | undefined {
  if (typeof given !== 'object' || given === null) return undefined
  const id = String((given as Record<string, unknown>).message_id)
  if (kept.state.messages.get(id)?.channel !== channel.id)
    throw invalid('message_reference', 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message')
  return id
}

/** Puts a message of the bot there, in the oracle's book too. */
export function place(desk: Desk, bot: EmBot, channel: EmChannel, written: Written & Partial<EmMessage>): EmMessage {
  const message: EmMessage = {
    id: nextId(desk),
    channel: channel.id,
    author: bot.id,
    at: nowIso(desk),
    likes: [],
    acted: [],
    ...written,
  }
  const kind =
    channel.type === 1
      ? 'message'
      : message.replyTo || (channel.owner && message.id !== channel.id)
        ? 'comment'
        : 'create'
  desk.kept.commit(
    { do: 'message', message },
    {
      account: accountOfChannel(desk, channel),
      kind,
      objectId: objectOf(message),
      text: wordsOf(message),
      ...(message.nonce ? { key: message.nonce } : {}),
      fingerprint: fingerprint(message),
    },
  )
  return message
}

const fingerprint = ({ channel, content, files, poll, replyTo }: EmMessage) =>
  createHash('sha256')
    .update(JSON.stringify([channel, content, files.map((one) => one.size), poll?.question, replyTo]))
    .digest('hex')

export function listMessages(desk: Desk, request: LabRequest): LabAnswer {
  const channel = channelSeen(desk, botIn(desk, request), request.params.channel_id)
  letPeopleAct(desk)
  const { after, before, limit } = request.query
  const most = Math.min(100, Number(limit ?? 50))
  const all = messagesIn(desk.kept, channel.id).sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
  const wanted = all.filter(
    (one) => (!after || BigInt(one.id) > BigInt(String(after))) && (!before || BigInt(one.id) < BigInt(String(before))),
  )
  const page = after ? wanted.slice(0, most) : wanted.slice(-most)
  return ok(page.reverse().map((one) => showMessage(desk, one)))
}

export function messageSeen(desk: Desk, request: LabRequest): { bot: EmBot; channel: EmChannel; message: EmMessage } {
  const bot = botIn(desk, request)
  const channel = channelSeen(desk, bot, request.params.channel_id)
  const message = desk.kept.state.messages.get(request.params.message_id ?? '')
  if (message?.channel !== channel.id) throw new Refused(404, 10008, 'Unknown Message')
  return { bot, channel, message }
}

export function getMessage(desk: Desk, request: LabRequest): LabAnswer {
  letPeopleAct(desk)
  return ok(showMessage(desk, messageSeen(desk, request).message))
}

/** Files named by their number stay, others go; what is not given stays as it was. */
export async function editMessage(desk: Desk, request: LabRequest): Promise<LabAnswer> {
  const { bot, channel, message } = messageSeen(desk, request)
  if (message.author !== bot.id) throw new Refused(403, 50005, 'Cannot edit a message authored by another user')
  if (message.poll) throw new Refused(400, 520004, 'Cannot edit a poll message')
  const given = payloadOf(request)
  const before = {
    content: message.content,
    embeds: message.embeds,
    components: message.components,
    flags: message.flags,
  }
  const written = await readMessage(desk, { ...before, ...given, embeds: given.embeds ?? [] }, request.files).catch(
    (error: unknown) => {
      const keepsFiles = given.attachments === undefined && message.files.length > 0
      if (error instanceof Refused && error.code === 50006 && keepsFiles) return { ...before, content: '', files: [] }
      throw error
    },
  )
  const kept = Array.isArray(given.attachments) ? [] : message.files
  const change = { ...written, files: [...kept, ...written.files], edited: nowIso(desk) }
  desk.kept.commit(
    { do: 'change', id: message.id, change },
    { account: accountOfChannel(desk, channel), kind: 'edit', objectId: objectOf(message), text: change.content },
  )
  return ok(showMessage(desk, { ...message, ...change }))
}

export function deleteMessage(desk: Desk, request: LabRequest): LabAnswer {
  const { channel, message } = messageSeen(desk, request)
  desk.kept.commit(
    { do: 'delete', id: message.id },
    { account: accountOfChannel(desk, channel), kind: 'remove', objectId: objectOf(message) },
  )
  return { status: 204 }
}
