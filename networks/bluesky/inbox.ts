import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Call, Inbox, Interaction, Page, RemoteRef, Step } from '../contract.ts'
import { WithoutMessages } from './ask-chat.ts'
import { type Heard, messagesSince } from './chat.ts'
import { answerInChat } from './chat-answer.ts'
import { knownHandles } from './handles.ts'
import { isRecord, listOf, textOf } from './json-shapes.ts'
import { notificationsSince, type Progress } from './notifications.ts'
import { postCollection, postRecord, sameKey } from './publish.ts'
import { findWritten, partsOf, readRecord, refOf, writeOnce } from './records.ts'
import { plainlySent } from './sent-text.ts'
import { commentOf, rootOf } from './views.ts'
import { ask } from './xrpc.ts'

export const inbox: Inbox = {
  kinds: ['comment', 'reply', 'mention', 'message', 'reaction', 'reshare', 'follow'],
  poll: async (call, cursor) => {
    const before = progressIn(cursor)
    const told = await notificationsSince(call, before)
    const said = await messages(call, before.messages, told.items.length > 0)
    const items = [...told.items, ...said.items].sort((a, b) => a.at.getTime() - b.at.getTime())
    return { items, cursor: JSON.stringify({ ...told.next, messages: said.next } satisfies Cursor) }
  },
  comments,
  reply: (to, text) => (to.kind === 'message' ? answerInChat(to, text) : replyStep(to, text)),
}

type Cursor = Progress & { messages?: Heard }

function progressIn(cursor: string | undefined): Cursor {
  if (!cursor) return {}
  try {
    const value: unknown = JSON.parse(cursor)
    return isRecord(value) ? (value as Cursor) : {}
  } catch {
    return {}
  }
}

/** Access that does not cover messages, and a service that is down while there is other news, leave them for another time. */
async function messages(
  call: Call,
  before: Heard | undefined,
  otherNews: boolean,
): Promise<{ items: Interaction[]; next: Heard | undefined }> {
  try {
    return await messagesSince(call, before)
  } catch (error) {
    const goesOn = error instanceof WithoutMessages || (otherNews && isPassing(error))
    if (goesOn) return { items: [], next: before }
    throw error
  }
}

const isPassing = (error: unknown) =>
  error instanceof NetworkFailure && (error.kind === 'network-down' || error.kind === 'slow-down')

const deepest = 100

/** The whole tree of answers below a post, as the index knows it, oldest first. */
async function comments(call: Call, ref: RemoteRef): Promise<Page<Interaction>> {
  const query = { uri: ref.id, depth: deepest, parentHeight: 0 }
  const { thread } = await ask<{ thread: JsonObject }>(call, { nsid: 'app.bsky.feed.getPostThread', query })
  const items = answersBelow(thread).map((view) => commentOf(view, call))
  return { items: items.sort((a, b) => a.at.getTime() - b.at.getTime()) }
}

const answersBelow = (thread: JsonObject): JsonObject[] =>
  listOf(thread.replies).flatMap((one) => [...(isRecord(one.post) ? [one.post] : []), ...answersBelow(one)])

function replyStep(to: Interaction, text: string): Step {
  return {
    name: 'post',
    role: 'post',
    again: sameKey,
    run: async (call, key) => {
      const sent = plainlySent(text)
      const known = await knownHandles(call, sent)
      const record = { ...postRecord(call, sent, { mentions: { data: { known } } }), reply: await replyRefs(call, to) }
      return { ref: refOf(call, await writeOnce(call, postCollection, key, record)) }
    },
    find: (call, key) => findWritten(call, postCollection, key),
  }
}

/** An answer names the post it answers and the one that began the thread, each with the CID it was read with. */
async function replyRefs(call: Call, to: Interaction): Promise<JsonObject> {
  const raw = isRecord(to.raw) ? to.raw : {}
  const seen = textOf(raw.cid) ? { cid: textOf(raw.cid), value: raw } : await lookUp(call, to.id)
  const parent = { uri: to.id, cid: seen.cid }
  const root = rootOf(seen.value)
  return { parent, root: root.uri ? root : parent }
}

async function lookUp(call: Call, uri: string): Promise<{ cid: string; value: JsonObject }> {
  const { repo, collection, rkey } = partsOf(uri)
  const standing = await readRecord(call, { collection, rkey }, repo)
  return standing ?? { cid: '', value: {} }
}
