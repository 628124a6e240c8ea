import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, Interaction } from '../contract.ts'
import { ask, type Wire, wireOf } from './client.ts'
import { askAtOnce, mostAtOnce } from './execute.ts'
import { heardMessage } from './heard.ts'
import type { Message, People } from './objects.ts'

/** The newest message that was read; and conversations still to be read up to a later one, some of them down to an earlier one. */
export type SeenMessages = { message: number; waiting?: Waiting }
type Waiting = { upTo: number; peers: Peer[] }
type Peer = [peer: number, reached?: number]

type Conversations = { items: { last_message?: Message }[] } & People
type History = { items: Message[] } & People
const fields = ['screen_name', 'photo_100']
const listed = 200
const listedFirst = 50
const mostLists = 5
/** Of several conversations at once little of each: an answer of more than 5 MB is refused. */
const pageOf = (conversations: number) => (conversations > 1 ? 50 : 200)

/**
 * Messages after the newest one read, up to the newest one that stood when the conversations were listed: what arrives
 * meanwhile is left for the next time, so that nothing is passed over. The first time only each conversation's last one is read.
 */
export async function pollMessages(
  call: Call,
  seen: SeenMessages,
): Promise<{ items: Interaction[]; seen: SeenMessages }> {
  const wire = wireOf(call)
  const { message: after } = seen
  if (after === 0) return firstOf(wire)
  const { upTo, peers } = seen.waiting ?? (await changedSince(wire, after))
  const asked = peers.slice(0, mostAtOnce)
  const count = pageOf(asked.length)
  const questions = asked.map((peer) => questionOf(peer, count))
  const told = await askAtOnce<History>(wire, 'messages.getHistory', questions, 'community')
  const left: Peer[] = peers.slice(mostAtOnce)
  const items: Interaction[] = []
  for (const [at, [peer, reached = Number.POSITIVE_INFINITY]] of asked.entries()) {
    const page = told[at]
    if (!page) throw new NetworkFailure('network-down', `VK did not tell the messages of the conversation ${peer}`)
    const fresh = page.items.filter(({ id }) => id > after && id <= upTo && id < reached)
    items.push(...fresh.map((one) => heardMessage(one, page)))
    const lowest = Math.min(...page.items.map((one) => one.id))
    if (page.items.length === count && lowest > after) left.push([peer, lowest])
  }
  return { items, seen: left.length > 0 ? { message: after, waiting: { upTo, peers: left } } : { message: upTo } }
}

async function firstOf(wire: Wire): Promise<{ items: Interaction[]; seen: SeenMessages }> {
  const page = await conversations(wire, 0, listedFirst)
  const newest = page.items.flatMap((one) => one.last_message ?? [])
  const message = Math.max(0, ...newest.map((one) => one.id))
  return { items: newest.map((one) => heardMessage(one, page)), seen: { message } }
}

/** Those written in last come first. */
async function changedSince(wire: Wire, after: number): Promise<Waiting> {
  const changed = new Map<number, number>()
  for (let page = 0; page < mostLists; page++) {
    const { items } = await conversations(wire, page * listed)
    const lasts = items.flatMap((one) => one.last_message ?? [])
    for (const one of lasts) if (one.id > after) changed.set(one.peer_id, one.id)
    if (items.length < listed || lasts.some((one) => one.id <= after)) break
  }
  return { upTo: Math.max(after, ...changed.values()), peers: [...changed.keys()].map((peer): Peer => [peer]) }
}

const conversations = (wire: Wire, offset: number, count = listed) =>
  ask<Conversations>(wire, {
    method: 'messages.getConversations',
    params: { count, offset, extended: true, fields },
    as: 'community',
  })

const questionOf = ([peer, reached]: Peer, count: number) => ({
  peer_id: peer,
  count,
  ...(reached === undefined ? {} : { start_message_id: reached }),
  extended: true,
  fields,
})
