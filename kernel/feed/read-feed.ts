import { NetworkFailure } from '../failure.ts'
import type { Feed } from './feed.ts'
import { readJsonFeed } from './json-feed.ts'
import { readXmlFeed } from './xml-feed.ts'

/**
 * RSS 0.91 to 2.0, RSS 1.0 (RDF), Atom 1.0 and JSON Feed 1. Addresses are made whole against `base`. Nothing a feed declares
 * is expanded or fetched. Throws `rejected` for what is none of these.
 */
export function readFeed(text: string, base: string): Feed {
  const start = text.trimStart().slice(0, 1)
  const feed = start === '{' ? readJsonFeed(text, base) : readXmlFeed(text, base)
  if (feed) return feed
  throw new NetworkFailure('rejected', 'there is no feed at this address', { evidence: { body: text.slice(0, 300) } })
}
