import { parseDocument } from 'htmlparser2'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer, NetworkHttp } from '../../kernel/http/client.ts'
import { type Feed, wholeAddress } from './feed.ts'
import { readFeed } from './read-feed.ts'

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
  const named = isPage(answer, text) ? feedNamedIn(text, answer.url) : undefined
  return named ? fetchFeed(wire, named) : { ...readFeed(text, answer.url), address: answer.url }
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

/** By the byte order mark, the type of the answer or the declaration of the document; UTF-8 otherwise. */
function textOf({ body, headers }: HttpAnswer): string {
  const declared =
    /charset=["']?([\w-]+)/i.exec(headers['content-type'] ?? '')?.[1] ??
    /^<\?xml[^>]*encoding=["']([\w-]+)["']/i.exec(body.toString('latin1', 0, 200))?.[1] ??
    'utf-8'
  try {
    return new TextDecoder(declared).decode(body)
  } catch {
    return body.toString('utf8')
  }
}

const isPage = ({ headers }: HttpAnswer, text: string) =>
  /text\/html|xhtml/i.test(headers['content-type'] ?? '') || /^\s*<!doctype html/i.test(text)

function feedNamedIn(html: string, base: string): string | undefined {
  const seen = [...parseDocument(html).childNodes]
  for (let node = seen.shift(); node; node = seen.shift()) {
    if (!('attribs' in node)) continue
    const { rel = '', type = '', href } = node.attribs
    if (node.name === 'link' && /\balternate\b/i.test(rel) && /(rss|atom)\+xml|feed\+json/i.test(type))
      return wholeAddress(href, base)
    seen.push(...node.childNodes)
  }
  return undefined
}
