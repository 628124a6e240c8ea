import type { Call, Inbox, Interaction, Page, Person } from '../contract.ts'
import { asJson, isEvent, kinds, type NostrEvent, secondsOf, tagOf, threadOf } from './events.ts'
import { type Key, keyFrom } from './keys.ts'
import { oldMessage, type Told, unwrapped } from './messages.ts'
import { peopleBehind } from './people.ts'
import { contentOf } from './read-back.ts'
import { find, wireOf } from './relays.ts'
import { replyStep } from './reply.ts'

/** Up to when it was read, and what was seen near it: relays pass things on late, and wraps pretend to be up to two days older. */
type Cursor = { since: number; seen: string[] }
const lateSeconds = 15 * 60
const pretenceSeconds = 2 * 86_400 + 3600
const mostSeen = 3_000
const pageSize = 500

export const inbox: Inbox = {
  kinds: ['comment', 'mention', 'message', 'reaction', 'reshare'],
  poll,
  comments,
  reply: replyStep,
}

const spokenKinds = [kinds.note, kinds.repost, kinds.reaction, kinds.zap, 16, 1111]

async function poll(call: Call, given: string | undefined): Promise<Page<Interaction>> {
  const cursor: Cursor = given ? (JSON.parse(given) as Cursor) : { since: 0, seen: [] }
  const key = await keyFrom(call.account.secrets.nsec ?? '')
  const now = secondsOf(call.clock.now())
  const after = (seconds: number) => (cursor.since > 0 ? { since: Math.max(0, cursor.since - seconds) } : {})
  const to = { '#p': [key.pubkey], limit: pageSize }
  const events = await find(wireOf(call), [
    { ...to, kinds: [...spokenKinds, kinds.oldMessage], ...after(lateSeconds) },
    { ...to, kinds: [kinds.wrap], ...after(pretenceSeconds) },
  ])
  const known = new Set(cursor.seen)
  const fresh = events.filter((event) => !known.has(event.id))
  const items = (await heard(call, key, fresh)).sort((a, b) => a.at.getTime() - b.at.getTime())
  const seen = [...cursor.seen, ...fresh.map((event) => event.id)].slice(-mostSeen)
  const next: Cursor = { since: Math.max(cursor.since, now), seen }
  return { items, cursor: JSON.stringify(next) }
}

async function heard(call: Call, key: Key, events: NostrEvent[]): Promise<Interaction[]> {
  const told = await Promise.all(events.map(async (event) => ({ event, message: await messageIn(event, key) })))
  const open = told.filter(
    ({ event, message }) =>
      message !== undefined || ![kinds.wrap, kinds.oldMessage].some((kind) => kind === event.kind),
  )
  const authorOf = ({ event, message }: (typeof open)[number]) => message?.pubkey ?? zapperOf(event) ?? event.pubkey
  const person = await peopleBehind(wireOf(call), open.map(authorOf))
  return open.flatMap((one) => {
    const author = authorOf(one)
    if (one.message) return [said(one.message, person(author), key.pubkey)]
    return author === key.pubkey ? [] : [spoken(one.event, person(author))]
  })
}

async function messageIn(event: NostrEvent, key: Key): Promise<Told | undefined> {
  if (event.kind === kinds.wrap) return unwrapped(event, key)
  return event.kind === kinds.oldMessage ? oldMessage(event, key) : undefined
}

function said({ id, at, text, old, pubkey, to }: Told, author: Person, own: string): Interaction {
  const mine = pubkey === own
  return {
    id,
    kind: 'message',
    at: new Date(at * 1000),
    author,
    text,
    media: [],
    ...(mine ? { own: true } : {}),
    raw: { with: mine ? to : pubkey, old },
  }
}

function spoken(event: NostrEvent, author: Person): Interaction {
  const { root, reply } = threadOf(event)
  const { text, media } = contentOf(event)
  const under = root ?? reply ?? tagOf(event, 'e')
  return {
    id: event.id,
    kind: kindOf(event, under),
    at: new Date(event.created_at * 1000),
    author,
    text: wordsOf(event, text),
    ...(under ? { under: { id: under } } : {}),
    ...(reply ? { replyTo: reply } : {}),
    media: event.kind === kinds.repost ? [] : media,
    url: `https://njump.me/${event.id}`,
    raw: asJson(event),
  }
}

function kindOf({ kind }: NostrEvent, under: string | undefined): Interaction['kind'] {
  if (kind === kinds.reaction || kind === kinds.zap) return 'reaction'
  if (kind === kinds.repost || kind === 16) return 'reshare'
  return under ? 'comment' : 'mention'
}

/** `+` is a like; a zap says how much (NIP-57), and is only read. */
function wordsOf(event: NostrEvent, text: string): string {
  if (event.kind === kinds.repost || event.kind === 16) return ''
  if (event.kind === kinds.reaction) return event.content === '+' || event.content === '' ? '❤' : event.content
  if (event.kind !== kinds.zap) return text
  const request = zapRequest(event)
  const sats = Math.round(Number(request ? (tagOf(request, 'amount') ?? 0) : 0) / 1000)
  return `⚡ ${sats > 0 ? sats : ''} ${request?.content ?? ''}`.replace(/\s+/g, ' ').trim()
}

function zapRequest(event: NostrEvent): NostrEvent | undefined {
  try {
    const told: unknown = JSON.parse(tagOf(event, 'description') ?? '')
    return isEvent(told) ? told : undefined
  } catch {
    return undefined
  }
}
const zapperOf = (event: NostrEvent) => (event.kind === kinds.zap ? zapRequest(event)?.pubkey : undefined)

async function comments(call: Call, ref: { id: string }): Promise<Page<Interaction>> {
  const events = await find(wireOf(call), [{ kinds: [kinds.note, 1111], '#e': [ref.id], limit: pageSize }])
  const others = events.filter((event) => event.pubkey !== call.account.remoteId)
  const person = await peopleBehind(
    wireOf(call),
    others.map((event) => event.pubkey),
  )
  const items = others.map((event): Interaction => ({ ...spoken(event, person(event.pubkey)), kind: 'comment' }))
  return { items: items.sort((a, b) => a.at.getTime() - b.at.getTime()) }
}
