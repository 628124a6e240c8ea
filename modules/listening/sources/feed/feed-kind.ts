import { z } from 'zod'
import type { Feed } from '../../../../kernel/feed/feed.ts'
import { feedsNamedIn, isPage } from '../../../../kernel/feed/named-feeds.ts'
import { readFeed } from '../../../../kernel/feed/read-feed.ts'
import { type Answered, intakeKind, type Reading } from '../intake.ts'
import { troubled } from '../trouble.ts'
import { look } from '../web/look.ts'
import { type FeedCursor, readFeedCursor, seenAfter } from './feed-cursor.ts'
import { postsOfFeed } from './posts-of-feed.ts'

export const feedSettings = z.object({ url: z.url() })

export const feedAccept =
  'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, application/json;q=0.8, text/html;q=0.5'
export const largestFeed = 5 * 1024 * 1024

const minuteMs = 60_000
const seldomMs = 60 * minuteMs
const oftenMs = 5 * minuteMs

/** RSS, RDF, Atom, JSON Feed at any address, asked from every five minutes to every hour by how much it tells. */
export const feedKind = intakeKind({ kind: 'feed', settings: feedSettings, way: 'ask', ask })

async function ask({
  world,
  settings,
  cursor: written,
  signal,
}: Reading<z.infer<typeof feedSettings>>): Promise<Answered> {
  const cursor = readFeedCursor(written)
  const address = cursor.address ?? settings.url
  const { validators } = cursor
  const found = await look(
    world,
    { url: address, validators, accept: feedAccept, maxBytes: largestFeed, asRobot: false },
    signal,
  )
  if (found.is === 'same') return answered(cursor, [], found.calls)
  if (isPage(found.type, found.text)) return followPage(cursor, address, found)
  const standsAt = found.moved ?? address
  const feed = feedIn(found.text, found.url)
  const { heard, known } = postsOfFeed(feed, { address: standsAt, seen: cursor.seen, now: world.clock.now() })
  const after = { ...cursor, address: standsAt, validators: found.validators, seen: seenAfter(cursor.seen, known) }
  return answered(after, heard, found.calls)
}

/** Throws `rejected` for what is none. */
export function feedIn(text: string, url: string): Feed {
  try {
    return readFeed(text, url)
  } catch (cause) {
    throw troubled('rejected', 'listening.trouble.noFeed', undefined, { cause, evidence: { code: 'NO_FEED' } })
  }
}

/** A page stands where the feed did: if it names its feed that is read from now on, else the trouble is shown. */
function followPage(cursor: FeedCursor, address: string, page: { text: string; url: string; calls: number }): Answered {
  const [named] = feedsNamedIn(page.text, page.url)
  if (!named || named.url === address)
    throw troubled('rejected', 'listening.trouble.noFeed', undefined, { evidence: { code: 'NO_FEED' } })
  const after = { ...cursor, address: named.url, validators: {} }
  return { heard: [], cursor: JSON.stringify(after), calls: page.calls, inMs: oftenMs }
}

function answered(cursor: FeedCursor, heard: Answered['heard'], calls: number): Answered {
  const before = cursor.everyMs || 15 * minuteMs
  const inMs = Math.round(Math.min(seldomMs, Math.max(oftenMs, heard.length > 0 ? before / 2 : before * 1.25)))
  return { heard, calls, inMs, cursor: JSON.stringify({ ...cursor, everyMs: inMs }) }
}
