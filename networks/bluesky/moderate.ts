import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Call, Interaction, Moderate } from '../contract.ts'
import { replyGateCollection } from './gates.ts'
import { isRecord, listOf, textOf } from './json-shapes.ts'
import { deleteRecord, partsOf, readRecord, replaceRecord, writeOnce } from './records.ts'
import { ask } from './xrpc.ts'

const likeCollection = 'app.bsky.feed.like'
const blockCollection = 'app.bsky.graph.block'

export const moderate: Moderate = {
  hide: (call, what) => changeHidden(call, what, (hidden) => [...hidden.filter((uri) => uri !== what.id), what.id]),
  unhide: (call, what) => changeHidden(call, what, (hidden) => hidden.filter((uri) => uri !== what.id)),
  like: async (call, what) => {
    if (await likeOf(call, what)) return
    const subject = { uri: what.id, cid: await cidOf(call, what) }
    await writeOnce(call, likeCollection, `like:${what.id}`, { $type: likeCollection, subject, createdAt: now(call) })
  },
  unlike: async (call, what) => removeAt(call, await likeOf(call, what)),
  block: async (call, what) => {
    if (await blockOf(call, what)) return
    await writeOnce(call, blockCollection, `block:${what.author.id}`, {
      $type: blockCollection,
      subject: what.author.id,
      createdAt: now(call),
    })
  },
  unblock: async (call, what) => removeAt(call, await blockOf(call, what)),
}

const now = (call: Call): string => call.clock.now().toISOString()

const hiddenAtMost = 300
const triesAgainstOthers = 3

/** Hidden answers stand in the reply gate of the post that began the thread, which only its author has. */
async function changeHidden(call: Call, what: Interaction, change: (hidden: string[]) => string[]): Promise<void> {
  const root = partsOf(what.under?.id ?? what.id)
  if (root.repo !== call.account.remoteId)
    throw new NetworkFailure('rejected', 'only who began a thread can hide answers in it')
  const place = { collection: replyGateCollection, rkey: root.rkey }
  for (let turn = 1; ; turn++) {
    const standing = await readRecord(call, place)
    const gate: JsonObject = standing?.value ?? {
      $type: replyGateCollection,
      post: what.under?.id ?? '',
      createdAt: now(call),
    }
    const before = Array.isArray(gate.hiddenReplies) ? gate.hiddenReplies.map(textOf) : []
    const hiddenReplies = change(before).slice(-hiddenAtMost)
    if (JSON.stringify(hiddenReplies) === JSON.stringify(before)) return
    try {
      await replaceRecord(call, place, { ...gate, hiddenReplies }, standing?.cid ?? null)
      return
    } catch (error) {
      const raced = error instanceof NetworkFailure && error.evidence.code === 'InvalidSwap'
      if (!raced || turn >= triesAgainstOthers) throw error
    }
  }
}

async function likeOf(call: Call, what: Interaction): Promise<string> {
  const { posts } = await ask<JsonObject>(call, { nsid: 'app.bsky.feed.getPosts', query: { uris: [what.id] } })
  return viewerTie(listOf(posts)[0], 'like')
}

async function blockOf(call: Call, what: Interaction): Promise<string> {
  const profile = await ask<JsonObject>(call, { nsid: 'app.bsky.actor.getProfile', query: { actor: what.author.id } })
  return viewerTie(profile, 'blocking')
}

const viewerTie = (view: JsonObject | undefined, tie: string): string =>
  isRecord(view?.viewer) ? textOf(view.viewer[tie]) : ''

async function removeAt(call: Call, uri: string): Promise<void> {
  if (!uri) return
  const { collection, rkey } = partsOf(uri)
  await deleteRecord(call, { collection, rkey })
}

async function cidOf(call: Call, what: Interaction): Promise<string> {
  const known = isRecord(what.raw) ? textOf(what.raw.cid) : ''
  if (known) return known
  const { repo, collection, rkey } = partsOf(what.id)
  const standing = await readRecord(call, { collection, rkey }, repo)
  if (!standing) throw new NetworkFailure('rejected', 'this no longer stands on the network')
  return standing.cid
}
