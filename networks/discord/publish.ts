import { createHash } from 'node:crypto'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { optionOf } from '../check-options.ts'
import type {
  AccountAccess,
  Again,
  PreparedContent,
  Publish,
  RemoteRef,
  Step,
  StepResult,
  StepsDone,
} from '../contract.ts'
import { type Channel, type Message, partsOfRef, refOf } from './api.ts'
import { type Place, placeOf } from './channels.ts'
import { ask, named, wireOf } from './client.ts'
import { optionsFor, tagField } from './compose.ts'
import { hasCode } from './failures.ts'
import { findMessage, findPost, type Sought } from './find.ts'
import { messageBody, type Part, send, signatures } from './message.ts'

/**
 * The network promises "the past few minutes" for a nonce; two are trusted.
 * https://docs.discord.com/developers/resources/message#create-message (read 2026-11-22).
 */
export const keyHolds: Again = { way: 'same-key', forMs: 2 * 60_000 }
export const nonceOf = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, 25)

export const publish: Publish = {
  steps: (content, account) => {
    const place = chosenPlace(content, account)
    const comment = content.firstComment?.trim() ? [commentStep(content.firstComment, content)] : []
    const thread = String(content.options.thread ?? '').trim()
    return [
      ...content.parts.map((_, at) =>
        at === 0 && place?.kind === 'forum' ? forumStep(content, place) : partStep(content, at, place),
      ),
      ...(thread && place?.kind !== 'forum' ? [threadStep(thread)] : []),
      ...comment,
      ...(content.options.crosspost === true && place?.kind === 'announcement' ? [crosspostStep] : []),
      ...(content.options.pin === true ? [pinStep] : []),
    ]
  },
}

const chosenPlace = (content: PreparedContent, { facts }: AccountAccess) =>
  placeOf(facts, optionOf(optionsFor(facts), content.options, 'channel'))

export const nameOfPart = (at: number): string => (at === 0 ? 'post' : `thread-${at}`)

/** The first part stands in the channel; later ones answer the one before, where it stands. */
function partStep(content: PreparedContent, at: number, place: Place | undefined): Step {
  const part = content.parts[at]
  const where = (done: StepsDone) => {
    if (at > 0) return partsOfRef(refDone(done, nameOfPart(at - 1)).id)
    if (!place) throw new NetworkFailure('rejected', 'there is no channel the bot may write to')
    return { channel: place.id, message: undefined }
  }
  return messageStep(nameOfPart(at), at === 0 ? 'post' : 'thread', part ?? { text: '', media: [] }, content, where)
}

const commentStep = (text: string, content: PreparedContent): Step =>
  messageStep('comment', 'comment', { text, media: [] }, { ...content, options: { silent: true } }, (done) => {
    const { channel, message } = partsOfRef(refDone(done, 'post').id)
    const thread = done['thread-open']?.data?.id
    return typeof thread === 'string' ? { channel: thread, message: undefined } : { channel, message }
  })

/** One message, made once: the nonce first, afterwards a look at what stands. */
export function messageStep(
  name: string,
  role: Step['role'],
  part: Part,
  content: Pick<PreparedContent, 'options'>,
  where: (done: StepsDone) => { channel: string; message: string | undefined },
): Step {
  return {
    name,
    role,
    again: keyHolds,
    run: async (call, key, done) => {
      const { channel, message } = where(done)
      const body: JsonObject = {
        ...messageBody(part, content.options, role === 'post'),
        nonce: nonceOf(key),
        enforce_nonce: true,
        ...(message ? { message_reference: { message_id: message } } : {}),
      }
      const request = {
        method: 'POST',
        path: `/channels/${channel}/messages`,
        part,
        options: content.options,
        around: same,
      } as const
      return resultOf(named(await send<Message>(call, request, body)), part, call.account)
    },
    find: (call, _key, done, since) => {
      const { channel, message } = where(done)
      return findMessage(call, channel, soughtOf(part, message), since)
    },
  }
}

const same = (message: JsonObject) => message
export const soughtOf = (part: Part, replyTo: string | undefined): Sought => ({ part, replyTo })

/** A post of a forum is a thread with its first message; the network takes no key for it. */
const forumStep = (content: PreparedContent, place: Place): Step => {
  const part = content.parts[0] ?? { text: '', media: [] }
  const name = String(content.options.title ?? '').trim()
  const tags = content.options[tagField(place.id)]
  const around = (message: JsonObject): JsonObject => ({
    name,
    ...(Array.isArray(tags) && tags.length > 0 ? { applied_tags: tags } : {}),
    message,
  })
  return {
    name: 'post',
    role: 'post',
    again: { way: 'look-first' },
    run: async (call) => {
      const request = {
        method: 'POST',
        path: `/channels/${place.id}/threads`,
        part,
        options: content.options,
        around,
      } as const
      const thread = named(await send<Channel>(call, request, messageBody(part, content.options, true)))
      return {
        ...resultOf({ id: thread.id, channel_id: thread.id }, part, call.account),
        data: { forum: place.id, media: signatures(part.media) },
      }
    },
    find: (call, _key, _done, since) => findPost(call, place.id, name, soughtOf(part, undefined), since),
  }
}

/** A thread under a message has that message's id, so opening it twice is told and harmless. */
const threadStep = (name: string): Step => ({
  name: 'thread-open',
  role: 'finish',
  again: { way: 'harmless' },
  run: async (call, _key, done) => {
    const { channel, message } = partsOfRef(refDone(done, 'post').id)
    await ask(wireOf(call), {
      method: 'POST',
      path: `/channels/${channel}/messages/${message}/threads`,
      json: { name },
    }).catch(unless(160004))
    return { data: { id: message } }
  },
})

/** To the servers that follow the channel. */
const crosspostStep: Step = {
  name: 'crosspost',
  role: 'finish',
  again: { way: 'harmless' },
  run: async (call, _key, done) => {
    const { channel, message } = partsOfRef(refDone(done, 'post').id)
    await ask(wireOf(call), { method: 'POST', path: `/channels/${channel}/messages/${message}/crosspost` }).catch(
      unless(40033),
    )
    return {}
  },
}

const pinStep: Step = {
  name: 'pin',
  role: 'finish',
  again: { way: 'harmless' },
  run: async (call, _key, done) => {
    const { channel, message } = partsOfRef(refDone(done, 'post').id)
    await ask(wireOf(call), { method: 'PUT', path: `/channels/${channel}/messages/pins/${message}` })
    return {}
  },
}

const unless = (code: number) => (error: unknown) => {
  if (!hasCode(error, code)) throw error
}

function refDone(done: StepsDone, name: string): RemoteRef {
  const ref = done[name]?.ref
  if (!ref) throw new NetworkFailure('rejected', `the step ${name} left nothing to answer to`)
  return ref
}

const resultOf = (message: Pick<Message, 'id' | 'channel_id'>, part: Part, account: AccountAccess): StepResult => ({
  ref: refOf(message, account.remoteId),
  data: { media: signatures(part.media) },
})
