import { NetworkFailure } from '../../kernel/failure.ts'
import type { Feed } from '../../kernel/feed/feed.ts'
import { feedsNamedIn, isPage } from '../../kernel/feed/named-feeds.ts'
import { readFeed } from '../../kernel/feed/read-feed.ts'
import type { HttpAnswer, NetworkHttp } from '../../kernel/http/client.ts'
import { decodeText } from '../../kernel/http/decode-text.ts'

type Wire = { http: NetworkHttp; signal: AbortSignal }

const accept =
  'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, application/json;q=0.8, text/html;q=0.5'
const largest = 5 * 1024 * 1024

/** Reads the feed at an address, following where it moved to. Throws `reconnect` where there is none any more. */
export async function fetchFeed(wire: Wire, url: string): Promise<Feed & { address: string }> {
  const answer = await get(wire, url)
  return { ...readFeed(textOf(answer), answer.url), address: answer.url }
}

/** The same for what a person typed: a page that names its feed leads there. */
export async function findFeed(wire: Wire, url: string): Promise<Feed & { address: string }> {
  const answer = await get(wire, url)
  const text = textOf(answer)
  const [named] = isPage(answer.headers['content-type'], text) ? feedsNamedIn(text, answer.url) : []
  return named ? fetchFeed(wire, named.url) : { ...readFeed(text, answer.url), address: answer.url }
}

async function get({ http, signal }: Wire, url: string): Promise<HttpAnswer> {
  const answer = await http({ url, headers: { accept }, redirects: 5, maxBytes: largest, signal })
  if (answer.status === 200) return answer
  throw failureOf(answer)
}

function failureOf(answer: HttpAnswer): NetworkFailure {
  const { status } = answer
  const reason = `the address of the feed answered ${status}`
  const evidence = { status, body: answer.text().slice(0, 300) }
  if (status === 429) {
    const seconds = Number(answer.headers['retry-after'])
    const wait = Number.isFinite(seconds) ? { retryAfterMs: seconds * 1000 } : {}
    return new NetworkFailure('slow-down', reason, { evidence, ...wait })
  }
  if ([401, 403, 404, 410].includes(status)) return new NetworkFailure('reconnect', reason, { evidence })
  return new NetworkFailure(status >= 500 ? 'network-down' : 'rejected', reason, { evidence })
}

const textOf = ({ body, headers }: HttpAnswer) => decodeText(body, headers['content-type'])
