import type { z } from 'zod'
import { badField, NetworkFailure } from '../../../../kernel/failure.ts'
import type { Feed } from '../../../../kernel/feed/feed.ts'
import { feedsNamedIn, isPage } from '../../../../kernel/feed/named-feeds.ts'
import type { NetworkedWorld } from '../../../../networks/world.ts'
import type { Proposal } from '../api.ts'
import { feedAccept, feedIn, largestFeed } from '../feed/feed-kind.ts'
import { mayBeArticle } from '../page/new-posts.ts'
import { type ReadPage, readPage } from '../page/read-page.ts'
import { type Looked, look } from '../web/look.ts'
import { robotsOf } from '../web/robots.ts'
import { plainAddress } from '../web/web-key.ts'
import { webAddress } from './intake-of.ts'
import { sourcesByIntake } from './source-store.ts'

type Proposed = z.input<typeof Proposal>
type Read = Extract<Looked, { is: 'read' }>

const mostFeeds = 3
/** Where sites and forums keep a feed that their pages do not name. */
const usualPlaces = ['/feed', '/latest.rss', '/rss.xml', '/atom.xml', '/feed.xml', '/app.php/feed']
/** A list has so many links with the words of a title. */
const listLinks = 8

/**
 * What stands at an address that somebody pasted, and how it could be listened to, best first: its feed, the feeds it names or that
 * stand where such sites keep them, the page itself. Throws 422 at `address` with what to do.
 */
export async function lookAtAddress(
  world: NetworkedWorld,
  brandId: string,
  written: string,
  signal: AbortSignal,
): Promise<Proposed[]> {
  const url = webAddress(world, 'address', written)
  const found = await readAt(world, url, signal).catch((error: unknown) => {
    throw complaintOf(error)
  })
  if (!isPage(found.type, found.text)) return known(world, brandId, [feedAt(found)])
  const page = await readPage(found.text, found.url)
  const named = feedsNamedIn(found.text, found.url).map((one) => one.url)
  const feeds = await feedsAt(world, named.length > 0 ? named : usualPlacesOf(found.url), signal)
  return known(world, brandId, [...feeds, await pageAt(world, found.url, page, signal)])
}

async function readAt(world: NetworkedWorld, url: string, signal: AbortSignal): Promise<Read> {
  const accept = `${feedAccept}, */*;q=0.1`
  const found = await look(world, { url, accept, maxBytes: largestFeed, asRobot: false }, signal)
  if (found.is === 'same') throw new NetworkFailure('rejected', 'it answered that nothing changed since nothing')
  return found
}

function complaintOf(error: unknown): unknown {
  if (!(error instanceof NetworkFailure)) return error
  const { code, status } = error.evidence
  if (code === 'FORBIDDEN_ADDRESS') return badField('address', 'listening.source.private')
  if (status !== undefined) return badField('address', 'listening.source.answered', { status })
  return badField('address', 'listening.source.unreachable')
}

function feedAt({ text, url }: Read): Proposed {
  try {
    return proposedFeed(url, feedIn(text, url))
  } catch (error) {
    if (error instanceof NetworkFailure) throw badField('address', 'listening.source.nothingThere')
    throw error
  }
}

function proposedFeed(url: string, { title, items }: Feed): Proposed {
  const moments = items.flatMap(({ at }) => at?.getTime() ?? [])
  const newestAt = moments.length > 0 ? new Date(Math.max(...moments)).toISOString() : null
  return {
    kind: 'feed',
    url: plainAddress(url) ?? url,
    title: title.slice(0, 300),
    sourceId: null,
    items: items.length,
    newestAt,
  }
}

/** Those that are feeds of the first few; what does not answer is passed over. */
async function feedsAt(world: NetworkedWorld, urls: string[], signal: AbortSignal): Promise<Proposed[]> {
  const found: Proposed[] = []
  for (const url of urls) {
    if (found.length >= mostFeeds) break
    try {
      const read = await readAt(world, url, signal)
      if (!isPage(read.type, read.text)) found.push(proposedFeed(read.url, feedIn(read.text, read.url)))
    } catch (error) {
      if (!(error instanceof NetworkFailure)) throw error
    }
  }
  return found
}

function usualPlacesOf(url: string): string[] {
  const here = new URL(url).pathname.replace(/\/$/, '')
  const below = here && !/\.\w+$/.test(here) ? [`${here}/feed`, `${here}.rss`] : []
  return [...below, ...usualPlaces].slice(0, 5).map((path) => new URL(path, url).href)
}

async function pageAt(world: NetworkedWorld, address: string, page: ReadPage, signal: AbortSignal): Promise<Proposed> {
  const url = plainAddress(address) ?? address
  const links = page.links.filter((link) => mayBeArticle(link, url) && link.text.length >= 20).length
  const watches = page.isArticle ? 'whole' : links >= listLinks ? 'links' : 'passages'
  const isForbidden = await robotsOf(world, new URL(url).origin, signal).then(
    ({ robots }) => !robots.allows(url),
    () => false,
  )
  return { kind: 'page', url, title: page.title.slice(0, 300), sourceId: null, watches, links, isForbidden }
}

async function known(world: NetworkedWorld, brandId: string, proposed: Proposed[]): Promise<Proposed[]> {
  const keysOf = (one: Proposed) =>
    one.kind === 'feed' ? [`feed ${one.url}`] : ['whole', 'links', 'passages'].map((how) => `page ${how} ${one.url}`)
  const sources = await sourcesByIntake(world.db, brandId, proposed.flatMap(keysOf))
  return proposed.map((one) => ({
    ...one,
    sourceId: keysOf(one).flatMap((key) => sources.get(key) ?? [])[0] ?? null,
  }))
}
