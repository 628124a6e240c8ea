import type { AccountAccess, Call, Found, Interaction, Step } from '../contract.ts'
import { isEvent, kinds, secondsOf, threadOf } from './events.ts'
import { keyFrom, signed } from './keys.ts'
import { oldAnswer, oldMessage, unwrapped, wrappedFor } from './messages.ts'
import { isMarked, markOf, nonceTag, noteOf } from './notes.ts'
import { refOf } from './publish.ts'
import { find, give, wireOf } from './relays.ts'

const skewSeconds = 120

/** One act and no place to keep what was signed: so it carries a mark made of its key, and is looked for by it before it is said again. */
export function replyStep(to: Interaction, text: string, _account: AccountAccess): Step {
  const inPrivate = to.kind === 'message'
  return {
    name: 'post',
    role: 'post',
    again: { way: 'look-first' },
    run: (call, key) =>
      inPrivate ? answerInPrivate(call, to, text, markOf(key)) : answer(call, to, text, markOf(key)),
    find: (call, key, _done, since) =>
      inPrivate ? findInPrivate(call, markOf(key), since) : findAnswer(call, markOf(key), since),
  }
}

async function answer(call: Call, to: Interaction, text: string, mark: string) {
  const { secret } = await keyFrom(call.account.secrets.nsec ?? '')
  const draft = await noteOf(
    { options: {} },
    text,
    [],
    [...answering(to, call.account.server), nonceTag(call.clock.now(), mark)],
  )
  const kind = isEvent(to.raw) && to.raw.kind === 1111 ? 1111 : draft.kind
  const tags = kind === 1111 ? [...underComment(to), nonceTag(call.clock.now(), mark)] : draft.tags
  const event = await signed({ ...draft, kind, tags, created_at: secondsOf(call.clock.now()) }, secret)
  await give(wireOf(call), [event])
  return { ref: await refOf(event) }
}

/** A reaction or a repost is answered at what it stands on. */
function answering(to: Interaction, relay: string): string[][] {
  const raw = isEvent(to.raw) ? to.raw : undefined
  const spoken = to.kind === 'comment' || to.kind === 'mention' || to.kind === 'reply'
  const target = spoken ? to.id : (to.under?.id ?? to.id)
  const root = (raw && spoken ? threadOf(raw).root : undefined) ?? target
  const rooted = ['e', root, relay, 'root']
  return [rooted, ...(root === target ? [] : [['e', target, relay, 'reply', to.author.id]]), ['p', to.author.id]]
}

/** NIP-22: the root stays named as the comment named it. */
function underComment(to: Interaction): string[][] {
  const above = isEvent(to.raw) ? to.raw.tags.filter((tag) => /^[AEIKP]$/.test(tag[0] ?? '')) : []
  return [...above, ['e', to.id], ['k', '1111'], ['p', to.author.id]]
}

async function findAnswer(call: Call, mark: string, since: Date): Promise<Found> {
  const filter = { authors: [call.account.remoteId], kinds: [kinds.note, 1111], since: secondsOf(since) - skewSeconds }
  const event = (await find(wireOf(call), [filter])).find((one) => isMarked(one, mark))
  return event ? { found: true, result: { ref: await refOf(event) } } : { found: false, sure: true }
}

function otherOf(to: Interaction): { other: string; old: boolean } {
  const raw = typeof to.raw === 'object' && to.raw !== null && !Array.isArray(to.raw) ? to.raw : {}
  return { other: typeof raw.with === 'string' ? raw.with : to.author.id, old: raw.old === true }
}

async function answerInPrivate(call: Call, to: Interaction, text: string, mark: string) {
  const key = await keyFrom(call.account.secrets.nsec ?? '')
  const { other, old } = otherOf(to)
  const at = secondsOf(call.clock.now())
  const wire = wireOf(call)
  const tags = [['e', to.id], nonceTag(call.clock.now(), mark)]
  if (old) {
    const event = await oldAnswer(other, text, tags, at, key)
    await give(wire, [event])
    return { ref: { id: event.id } }
  }
  const { id, wraps } = await wrappedFor(other, text, tags, at, key)
  await give({ ...wire, relays: [...new Set([...wire.relays, ...(await messageRelays(call, other))])] }, wraps)
  return { ref: { id } }
}

/** Where the other wants private messages (kind 10050). */
async function messageRelays(call: Call, other: string): Promise<string[]> {
  const [list] = await find(wireOf(call), [{ kinds: [kinds.messageRelays], authors: [other] }])
  const named = (list?.tags ?? []).filter((tag) => tag[0] === 'relay' && /^wss:\/\/[^\s/]+/.test(tag[1] ?? ''))
  return named.slice(0, 3).map((tag) => tag[1] ?? '')
}

async function findInPrivate(call: Call, mark: string, since: Date): Promise<Found> {
  const key = await keyFrom(call.account.secrets.nsec ?? '')
  const from = secondsOf(since) - 2 * 86_400 - 3600
  const events = await find(wireOf(call), [
    { kinds: [kinds.wrap], '#p': [key.pubkey], since: from },
    { kinds: [kinds.oldMessage], authors: [key.pubkey], since: secondsOf(since) - skewSeconds },
  ])
  for (const event of events) {
    const told = event.kind === kinds.wrap ? await unwrapped(event, key) : await oldMessage(event, key)
    if (told && told.pubkey === key.pubkey && isMarked(told, mark))
      return { found: true, result: { ref: { id: told.id } } }
  }
  return { found: false, sure: true }
}
