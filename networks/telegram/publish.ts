import { NetworkFailure } from '../../kernel/failure.ts'
import type { AccountAccess, Call, PreparedContent, Publish, RemoteRef, Step, StepsDone } from '../contract.ts'
import { refId, type Update } from './bot-api.ts'
import { ask, botOf, chatOf } from './client.ts'
import { placeOf } from './place.ts'
import { refOf, sendPart, sendPlace, sendText } from './send.ts'

/** Telegram knows no key and lets a bot read nothing back: what may have been sent is never sent again. */
export const publish: Publish = {
  steps: (content, account) => [
    ...content.parts.map((_, at) => partStep(content, at)),
    ...placeSteps(content),
    ...(content.firstComment?.trim() ? commentSteps(content.firstComment, content, account) : []),
    ...(content.options.pin === true ? [pinStep(content.options.silent === true)] : []),
  ],
}

export const nameOfPart = (at: number): string => (at === 0 ? 'post' : `thread-${at}`)

const partStep = (content: PreparedContent, at: number): Step => ({
  name: nameOfPart(at),
  role: at === 0 ? 'post' : 'thread',
  again: { way: 'never' },
  run: async (call, _key, done) => {
    const part = content.parts[at]
    if (!part) throw new NetworkFailure('rejected', `the thread has no part ${at + 1}`)
    const replyTo = at === 0 ? {} : { replyTo: firstMessage(refDone(done, nameOfPart(at - 1))) }
    return await sendPart(call, part, {
      chat: chatOf(call.account),
      options: content.options,
      buttons: at === 0,
      ...replyTo,
    })
  },
})

/** A place is a message of its own, without words or files: it stands below the post and answers it. */
function placeSteps({ options }: PreparedContent): Step[] {
  const place = placeOf(options.location)
  if (!place) return []
  const step: Step = {
    name: 'location',
    role: 'thread',
    again: { way: 'never' },
    run: async (call, _key, done) => {
      const replyTo = firstMessage(refDone(done, 'post'))
      const message = await sendPlace(call, place, { chat: chatOf(call.account), options, replyTo })
      return { ref: refOf([message]), data: { ...place } }
    },
  }
  return [step]
}

/** In a group the comment answers the post itself; under a channel's post it answers the copy in the linked group. */
function commentSteps(text: string, content: PreparedContent, account: AccountAccess): Step[] {
  const inGroup = account.facts.chatType !== 'channel'
  const comment: Step = {
    name: 'comment',
    role: 'comment',
    again: { way: 'never' },
    run: async (call, _key, done) => {
      const post = refDone(done, 'post')
      const place = inGroup ? { chat: chatOf(call.account), replyTo: firstMessage(post) } : placeDone(done)
      const { formatting = 'light', preview = 'small', protect = false } = content.options
      return {
        ref: refOf([await sendText(call, text, { ...place, options: { formatting, preview, protect, silent: true } })]),
      }
    },
  }
  return inGroup ? [comment] : [placeStep, comment]
}

/** Telegram copies a channel's post into the linked group within a second or so, and tells of it only as an update. */
const placeStep: Step = {
  name: 'comment-place',
  role: 'finish',
  again: { way: 'harmless' },
  run: async (call, _key, done) => {
    const post = refDone(done, 'post')
    for (let tries = 0; tries < 5; tries++) {
      const found = await copyInGroup(call, post)
      if (found) return { data: { chat: found.chat, replyTo: found.message } }
      await call.clock.sleep(tries * 500, call.signal)
    }
    throw new NetworkFailure('network-down', 'the post has not reached the discussion group yet')
  },
}

/** Reads without an offset, so that nothing is taken from the inbox. */
async function copyInGroup(call: Call, post: RemoteRef): Promise<{ chat: number; message: number } | undefined> {
  const updates = await ask<Update[]>(botOf(call), { method: 'getUpdates', params: { limit: 100, timeout: 0 } })
  for (const { message } of updates) {
    const origin = message?.is_automatic_forward ? message.forward_origin : undefined
    if (message && origin?.chat && refId(origin.chat.id, origin.message_id ?? 0) === post.id)
      return { chat: message.chat.id, message: message.message_id }
  }
  return undefined
}

function placeDone(done: StepsDone): { chat: number; replyTo: number } {
  const { chat, replyTo } = done['comment-place']?.data ?? {}
  if (typeof chat !== 'number' || typeof replyTo !== 'number')
    throw new NetworkFailure('rejected', 'the place of the comment is not known')
  return { chat, replyTo }
}

const pinStep = (silent: boolean): Step => ({
  name: 'pin',
  role: 'finish',
  again: { way: 'harmless' },
  run: async (call, _key, done) => {
    const message = firstMessage(refDone(done, 'post'))
    const params = {
      chat_id: chatOf(call.account),
      message_id: message,
      ...(silent ? { disable_notification: true } : {}),
    }
    await ask(botOf(call), { method: 'pinChatMessage', params })
    return {}
  },
})

/** What a step before this one left standing. */
function refDone(done: StepsDone, name: string): RemoteRef {
  const ref = done[name]?.ref
  if (!ref) throw new NetworkFailure('rejected', `the step ${name} left nothing to answer to`)
  return ref
}

export function messagesOf(ref: RemoteRef): number[] {
  const listed = ref.more?.messages
  const ids = Array.isArray(listed) ? listed.filter((one) => typeof one === 'number') : []
  return ids.length > 0 ? ids : [Number(ref.id.split('/')[1])]
}

const firstMessage = (ref: RemoteRef): number => messagesOf(ref)[0] ?? 0
