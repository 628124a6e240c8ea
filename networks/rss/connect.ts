import { badField, NetworkFailure } from '../../kernel/failure.ts'
import type { Feed, FeedItem } from '../../kernel/feed/feed.ts'
import type { Call, ConnectContext, ConnectedAccount, ConnectWay, Health, OwnPosts, Profile } from '../contract.ts'
import { fetchFeed, findFeed } from './fetch-feed.ts'

/** A feed anybody may read; the page that names it will do as well. */
export const addressWay: ConnectWay = {
  id: 'address',
  label: 'rss.connect.label',
  help: 'rss.connect.help',
  kind: 'secret',
  fields: [
    {
      ...{ key: 'url', kind: 'url', label: 'rss.connect.url', help: 'rss.connect.url.help' },
      placeholder: 'https://example.org/feed',
    },
  ],
  connect,
}

async function connect(fields: Record<string, string>, context: ConnectContext): Promise<ConnectedAccount[]> {
  const written = (fields.url ?? '').trim()
  if (written === '') throw badField('url', 'rss.connect.noUrl')
  const address = /^https?:\/\//i.test(written) ? written : `https://${written}`
  if (!URL.canParse(address)) throw badField('url', 'rss.connect.badUrl')
  const feed = await findFeed(context, address)
  const { origin, pathname, search, host } = new URL(feed.address)
  const handle = `${host}${pathname}`.replace(/\/$/, '')
  return [
    {
      ...{ remoteId: feed.address, kind: 'feed', name: feed.title || handle, handle, server: origin },
      ...{ secrets: {}, scopes: [], facts: { path: `${pathname}${search}` } },
      ...(feed.url ? { url: feed.url } : {}),
      ...(feed.imageUrl ? { avatarUrl: feed.imageUrl } : {}),
    },
  ]
}

const addressOf = ({ account }: Call) => new URL(String(account.facts.path ?? '/'), account.server).href

export const health: Health = async (call) => {
  const feed = await readable(call)
  const { handle, facts } = call.account
  return {
    ...{ name: feed.title || handle, handle, facts },
    ...(feed.url ? { url: feed.url } : {}),
    ...(feed.imageUrl ? { avatarUrl: feed.imageUrl } : {}),
  }
}

/** A page of errors in place of the feed may pass; nobody has to connect anything again for it. */
async function readable(call: Call): Promise<Feed> {
  try {
    return await fetchFeed(call, addressOf(call))
  } catch (error) {
    if (!(error instanceof NetworkFailure) || error.kind !== 'rejected') throw error
    throw new NetworkFailure('network-down', error.message, { cause: error, evidence: error.evidence })
  }
}

export async function profile(call: Call): Promise<Profile> {
  const feed = await readable(call)
  return {
    ...{ name: feed.title || call.account.handle, handle: call.account.handle, description: feed.description },
    ...(feed.url ? { url: feed.url } : {}),
    picture: feed.imageUrl ? { url: feed.imageUrl } : 'none',
  }
}

/** Newest first, whatever order the feed has; older parts where it tells of them (RFC 5005). */
export const ownPosts: OwnPosts = async (call, cursor) => {
  const feed = await fetchFeed(call, cursor ?? addressOf(call))
  const sorted = [...feed.items].sort((a, b) => (b.at?.getTime() ?? 0) - (a.at?.getTime() ?? 0))
  const items = sorted.filter((one) => one.id).map((item) => postOf(call, feed, item))
  const next = feed.next && feed.next !== feed.address ? { cursor: feed.next } : {}
  return { items, ...next }
}

const postOf = ({ account, clock }: Call, feed: Feed, item: FeedItem) => ({
  ref: { id: item.id, ...(item.url ? { url: item.url } : {}) },
  text: [item.title, item.text].filter(Boolean).join('\n\n'),
  at: item.at ?? clock.now(),
  author: { id: account.remoteId, handle: item.author ?? account.handle },
  media: item.media,
  ...(feed.language ? { language: feed.language } : {}),
})
