import type { JsonObject } from '../../kernel/json.ts'
import type { AccountAccess, Call, Inbox, Interaction, Page, RemoteRef, Step } from '../contract.ts'
import { handlesIn } from './facets.ts'
import { resolveHandle } from './handles.ts'
import { isRecord, listOf, textOf } from './json-shapes.ts'
import { mark, notificationsSince } from './notifications.ts'
import { postCollection, postRecord, sameKey } from './publish.ts'
import { findWritten, partsOf, readRecord, refOf, writeOnce } from './records.ts'
import { plainlySent, type Sent } from './sent-text.ts'
import { commentOf, rootOf } from './views.ts'
import { ask } from './xrpc.ts'

export const inbox: Inbox = {
  kinds: ['comment', 'reply', 'mention', 'reaction', 'reshare', 'follow'],
  poll: async (call, cursor) => {
    const { items, next } = await notificationsSince(call, cursor)
    return { items, cursor: mark(next) }
  },
  comments,
  reply: (to, text, account) => replyStep(to, text, account),
}

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

function replyStep(to: Interaction, text: string, _account: AccountAccess): Step {
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

async function knownHandles(call: Call, sent: Sent): Promise<JsonObject> {
  const known: JsonObject = {}
  for (const handle of handlesIn([sent])) {
    const did = await resolveHandle(call, handle)
    if (did) known[handle] = did
  }
  return known
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
