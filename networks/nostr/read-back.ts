import { NetworkFailure } from '../../kernel/failure.ts'
import type { OwnPosts, ReadBack, RemotePost, Search } from '../contract.ts'
import { linksIn } from '../families/text/links-in.ts'
import { asJson, type Filter, kinds, type NostrEvent, tagOf, threadOf } from './events.ts'
import { momentOf } from './notes.ts'
import { refOf } from './publish.ts'
import { find, wireOf } from './relays.ts'

export const readBack: ReadBack = async (call, ref) => {
  const [event] = await find(wireOf(call), [{ ids: [ref.id] }])
  return event ? postOf(event) : 'gone'
}

export async function postOf(event: NostrEvent): Promise<RemotePost> {
  const { text, media } = contentOf(event)
  const { reply } = threadOf(event)
  const { npubOf } = await import('./nip19.ts')
  const links = linksIn(text)
  const tags = event.tags.flatMap(([name, tag]) => (name === 't' && tag ? [tag] : []))
  const isArticle = event.kind === kinds.article
  const title = isArticle ? tagOf(event, 'title') : undefined
  return {
    ref: await refOf(event),
    kind: isArticle ? 'article' : reply ? 'reply' : 'post',
    ...(title ? { title } : {}),
    text,
    at: new Date(event.created_at * 1000),
    author: { id: event.pubkey, handle: event.pubkey, url: `https://njump.me/${npubOf(event.pubkey)}` },
    media,
    ...(links.length > 0 ? { links } : {}),
    ...(tags.length > 0 ? { tags: [...new Set(tags)] } : {}),
    ...(reply ? { replyTo: reply } : {}),
    raw: asJson(event),
  }
}

/** The words, and the files whose addresses stand in them. */
export function contentOf({ content, tags }: Pick<NostrEvent, 'content' | 'tags'>): {
  text: string
  media: { kind: string; url: string; alt?: string }[]
} {
  const media = tags.filter((tag) => tag[0] === 'imeta').flatMap(fileOf)
  const text = media.reduce((words, one) => words.replace(one.url, ''), content)
  return { text: text.trim(), media }
}

function fileOf([, ...about]: string[]): { kind: string; url: string; alt?: string }[] {
  const told = Object.fromEntries(about.map((one) => [one.split(' ')[0], one.split(' ').slice(1).join(' ')]))
  if (!told.url) return []
  const mime = told.m ?? ''
  const kind = mime === 'image/gif' ? 'gif' : ['image', 'video', 'audio'].find((one) => mime.startsWith(`${one}/`))
  return [{ kind: kind ?? 'document', url: told.url, ...(told.alt ? { alt: told.alt } : {}) }]
}

const pageSize = 50
/** The oldest second that was read, and what of it: several things may happen in one. */
type Cursor = { until: number; seen: string[] }

export const ownPosts: OwnPosts = async (call, cursor) =>
  page(await findPage(call, { authors: [call.account.remoteId], kinds: [kinds.note, kinds.article] }, cursor), cursor)

/** By the first relays that search (NIP-50). */
export const search: Search = async (call, query, cursor) => {
  const relays = Array.isArray(call.account.facts.searching) ? call.account.facts.searching.map(String) : []
  if (relays.length === 0)
    throw new NetworkFailure(
      'rejected',
      'none of the account’s relays can search; add one that can, such as wss://relay.nostr.band',
    )
  return page(await findPage(call, { search: query, kinds: [kinds.note, kinds.article] }, cursor, relays), cursor)
}

function findPage(
  call: Parameters<ReadBack>[0],
  filter: Filter,
  given: string | undefined,
  relays?: string[],
): Promise<NostrEvent[]> {
  const cursor = given ? (JSON.parse(given) as Cursor) : undefined
  const wire = { ...wireOf(call), ...(relays ? { relays } : {}) }
  return find(wire, [{ ...filter, limit: pageSize, ...(cursor ? { until: cursor.until } : {}) }])
}

async function page(
  events: NostrEvent[],
  given: string | undefined,
): Promise<{ items: RemotePost[]; cursor?: string }> {
  const before = given ? (JSON.parse(given) as Cursor) : undefined
  const fresh = events.filter((event) => !before?.seen.includes(event.id)).sort((a, b) => momentOf(b) - momentOf(a))
  const items = await Promise.all(fresh.map(postOf))
  const until = fresh.at(-1)?.created_at
  if (until === undefined) return { items }
  const seen = [
    ...(until === before?.until ? before.seen : []),
    ...fresh.filter((one) => one.created_at === until).map((one) => one.id),
  ]
  const next: Cursor = { until, seen }
  return { items, cursor: JSON.stringify(next) }
}
