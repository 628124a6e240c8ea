import type { Feed, FeedItem } from '../../../../kernel/feed/feed.ts'
import type { Heard, HeardPost } from '../heard.ts'
import { printOf, saidAt, toldText } from '../web/told-text.ts'
import { plainAddress, siteOf, webKey } from '../web/web-key.ts'
import type { FeedCursor } from './feed-cursor.ts'

/** As many as are read of one feed at a time; the largest real ones have a few hundred. */
const mostItems = 2_000

/** What a feed tells that it did not tell before, oldest first, and what of it is known from now on. */
export function postsOfFeed(
  feed: Feed,
  from: { address: string; seen: FeedCursor['seen']; now: Date },
): { heard: Heard[]; known: Map<string, string> } {
  const before = new Map(from.seen)
  const known = new Map<string, string>()
  const heard: Heard[] = []
  const shared = sharedAddresses(feed)
  for (const item of feed.items.slice(0, mostItems)) {
    const id = printOf(item.id || item.url || `${item.title}\n${item.text}`)
    const print = printOf(item.title, item.text)
    if (known.has(id)) continue
    known.set(id, print)
    if (before.get(id) === print) continue
    const post = postOf(feed, item, {
      ...from,
      ownAddress: item.url && !shared.has(item.url) ? item.url : undefined,
      id,
    })
    heard.push({ what: before.has(id) ? 'edited' : 'said', post })
  }
  return { heard: heard.reverse(), known }
}

/** Some feeds give every item the address of the site. */
function sharedAddresses({ items }: Feed): Set<string> {
  const counts = new Map<string, Set<string>>()
  for (const { url, id } of items) if (url) counts.set(url, (counts.get(url) ?? new Set()).add(id))
  return new Set([...counts].filter(([, ids]) => ids.size > 1).map(([url]) => url))
}

type About = { address: string; now: Date; ownAddress: string | undefined; id: string }

function postOf(feed: Feed, item: FeedItem, { address, now, ownAddress, id }: About): HeardPost {
  const stands = item.url ?? feed.url ?? address
  const url = plainAddress(stands) ?? stands
  const site = siteOf(url) || siteOf(address)
  const title = toldText(item.title, 500)
  const media = item.media.slice(0, 10)
  return {
    key: ownAddress ? webKey(ownAddress) : `${webKey(address)}#${id}`,
    at: saidAt(item.at, now),
    kind: 'article',
    ...{ site, url },
    ...(title && { title }),
    text: toldText(item.text) || title,
    author: { handle: toldText(item.author, 200) || site },
    ...(feed.language && { language: feed.language }),
    ...(media.length > 0 && { media, has: [...new Set(media.map((one) => one.kind))] }),
  }
}
