import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import { Agent, type Dispatcher, type FormData, request as send } from 'undici'
import { NetworkFailure } from '../failure.ts'
import { checkedLookup, refuseForbiddenHost } from './addresses.ts'
import { type Conversation, converse, lostConversation } from './converse.ts'
import { type Following, followSocket } from './follow-socket.ts'

export type HttpRequest = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: string
  headers?: Record<string, string>
  query?: Record<string, string | number | boolean | string[] | undefined>
  /** At most one of these. `form` is sent urlencoded, `multipart` as form-data. */
  json?: unknown
  form?: Record<string, string | string[]>
  multipart?: FormData
  body?: Buffer | Readable | string
  /** Does this call make, change or remove something? Then a lost answer is `unknown-outcome`, not `network-down`. */
  writes?: boolean
  /**
   * Takes a new connection, or one used within the last moments: one idle for longer may be closed at its other end, and a
   * write into it is neither surely sent nor surely lost. For networks where such a doubt cannot be cleared up.
   */
  freshConnection?: boolean
  /** Only to the public internet, not even to the private addresses that networks may lie on: for what anybody may name. */
  publicOnly?: boolean
  timeoutMs?: number
  /** Largest answer taken, in bytes. */
  maxBytes?: number
  /** Takes the beginning of a larger answer instead of failing: for pages that never end. */
  cut?: boolean
  /**
   * Takes the body of a 200 piece by piece for as long as it lasts, instead of holding it; `timeoutMs` then bounds each silence.
   * No more is read before what it returned is done.
   */
  receive?: (piece: Buffer) => void | Promise<void>
  /** Speaks over a WebSocket at this address instead, within the same guards; the answer is then an empty 101. */
  conversation?: Conversation
  /** Listens over a WebSocket at this address for as long as it lasts, within the same guards; see `followSocket`. */
  follow?: Following
  /** How many redirects to follow, each checked anew; only for reads. Default 0. */
  redirects?: number
  signal?: AbortSignal
}

export type HttpAnswer = {
  status: number
  headers: Record<string, string>
  url: string
  body: Buffer
  text: () => string
  /** Throws `network-down` (reads) or `unknown-outcome` (writes) when the body is not JSON. */
  json: <T>() => T
}

/**
 * The wire to addresses that people or networks gave us. Answers of any status are returned, not thrown.
 * Throws NetworkFailure: `network-down` when surely nothing was done, `unknown-outcome` when a write may have been.
 */
export type NetworkHttp = (request: HttpRequest) => Promise<HttpAnswer>

export type HttpOptions = {
  /** Origins that may lie on private addresses: the lab, or what the operator allowed. */
  allowOrigins?: () => string[]
  userAgent: string
  connections?: number
}

const defaultTimeout = 30_000
/** Below the idle time of any server, so that a connection is ours to close. */
const freshForMs = 400
const defaultMaxBytes = 16 * 1024 * 1024

export function createHttp(options: HttpOptions): { http: NetworkHttp; close: () => Promise<void> } {
  const pooled = { connections: options.connections ?? 32, keepAliveTimeout: 10_000, allowH2: false }
  const fresh = { keepAliveTimeout: freshForMs, keepAliveMaxTimeout: freshForMs }
  const toAnybody = { ...pooled, connect: { lookup: checkedLookup, timeout: 10_000 } }
  const toTrusted = { ...pooled, connections: options.connections ?? 256, connect: { timeout: 10_000 } }
  const guarded = { usual: new Agent(toAnybody), fresh: new Agent({ ...toAnybody, ...fresh }) }
  const trusted = { usual: new Agent(toTrusted), fresh: new Agent({ ...toTrusted, ...fresh }) }

  const http: NetworkHttp = async (request) => {
    let url = addressOf(request)
    let headers = request.headers
    for (let hop = 0; ; hop++) {
      const open = !request.publicOnly && (options.allowOrigins?.() ?? []).includes(url.origin)
      if (!open) refuseForbiddenHost(url)
      const agent = (open ? trusted : guarded)[request.freshConnection ? 'fresh' : 'usual']
      if (request.conversation) return spoken(url, request, request.conversation, agent, options.userAgent)
      if (request.follow) return followed(url, request, request.follow, open, options.userAgent)
      const answer = await exchange(url, { ...request, headers }, agent, options.userAgent)
      const location = answer.headers.location
      const follow = location && answer.status >= 300 && answer.status < 400 && !request.writes
      if (!follow || hop >= (request.redirects ?? 0)) return answer
      const next = parse(location, url)
      if (next.origin !== url.origin) headers = forAnybody(headers)
      url = next
    }
  }
  return {
    http,
    close: async () => {
      await Promise.all([guarded, trusted].flatMap((one) => [one.usual.close(), one.fresh.close()]))
    },
  }
}

/** Any other header may prove who we are, whatever its name, and that is meant for the first host only. */
const openHeaders = new Set(['accept', 'accept-language', 'content-type', 'range', 'user-agent'])
const forAnybody = (headers: HttpRequest['headers']) =>
  Object.fromEntries(Object.entries(headers ?? {}).filter(([name]) => openHeaders.has(name.toLowerCase())))

function parse(address: string, base?: URL): URL {
  try {
    return new URL(address, base)
  } catch (cause) {
    throw new NetworkFailure('network-down', 'the address is not one of the web', {
      cause,
      evidence: { code: 'INVALID_URL', note: address.slice(0, 200) },
    })
  }
}

function addressOf(request: HttpRequest): URL {
  const url = parse(request.url)
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value === undefined) continue
    for (const one of Array.isArray(value) ? value : [value]) url.searchParams.append(name, String(one))
  }
  return url
}

async function exchange(
  url: URL,
  request: HttpRequest,
  dispatcher: Dispatcher,
  userAgent: string,
): Promise<HttpAnswer> {
  const timeout = request.timeoutMs ?? defaultTimeout
  const { body, type } = bodyOf(request)
  try {
    const answer = await send(url, {
      method: request.method ?? 'GET',
      headers: { 'user-agent': userAgent, ...(type ? { 'content-type': type } : {}), ...request.headers },
      body,
      dispatcher,
      headersTimeout: timeout,
      bodyTimeout: timeout,
      signal: request.signal,
    })
    if (request.receive && answer.statusCode === 200) await handOver(answer.body, request.receive)
    const buffer = await readWithin(timeout, answer.body, request.maxBytes ?? defaultMaxBytes, request.cut)
    return answered(url, answer.statusCode, answer.headers, buffer, request.writes ?? false)
  } catch (error) {
    if (request.signal?.aborted && !request.writes) throw request.signal.reason
    throw lost(error, request.writes ?? false)
  }
}

async function spoken(
  url: URL,
  request: HttpRequest,
  conversation: Conversation,
  dispatcher: Dispatcher,
  userAgent: string,
): Promise<HttpAnswer> {
  const { timeoutMs = defaultTimeout, maxBytes = defaultMaxBytes, signal, writes = false } = request
  const headers = { 'user-agent': userAgent, ...request.headers }
  try {
    await converse(url, conversation, dispatcher, { headers, timeoutMs, maxBytes, signal })
    return answered(url, 101, {}, Buffer.alloc(0), writes)
  } catch (error) {
    if (signal?.aborted && !writes) throw signal.reason
    throw lostConversation(error, writes)
  }
}

async function followed(
  url: URL,
  request: HttpRequest,
  following: Following,
  open: boolean,
  userAgent: string,
): Promise<HttpAnswer> {
  const { timeoutMs = defaultTimeout, maxBytes = defaultMaxBytes, signal } = request
  const headers = { 'user-agent': userAgent, ...request.headers }
  const lookup = open ? undefined : checkedLookup
  try {
    const { status, body } = await followSocket(url, following, { headers, timeoutMs, maxBytes, lookup, signal })
    return answered(url, status, {}, body, false)
  } catch (error) {
    if (signal?.aborted) throw signal.reason
    throw lost(error, false)
  }
}

async function handOver(body: AsyncIterable<Buffer>, receive: (piece: Buffer) => void | Promise<void>): Promise<void> {
  for await (const piece of body) await receive(piece)
}

function bodyOf(request: HttpRequest): { body: string | Buffer | Readable | FormData | undefined; type?: string } {
  if (request.json !== undefined) return { body: JSON.stringify(request.json), type: 'application/json' }
  if (request.form) {
    const form = new URLSearchParams()
    for (const [name, value] of Object.entries(request.form))
      for (const one of Array.isArray(value) ? value : [value]) form.append(name, one)
    return { body: form.toString(), type: 'application/x-www-form-urlencoded' }
  }
  return { body: request.multipart ?? request.body }
}

/** The whole body within the time, so that a server which drips cannot hold us. */
async function readWithin(ms: number, body: Readable, max: number, cut = false): Promise<Buffer> {
  const late = setTimeout(() => body.destroy(new Error(`the answer did not end within ${ms} ms`)), ms)
  try {
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > max && !cut) throw new Error(`the answer is larger than ${max} bytes`)
      chunks.push(chunk)
      if (size > max) return Buffer.concat(chunks).subarray(0, max)
    }
    return Buffer.concat(chunks)
  } finally {
    clearTimeout(late)
  }
}

function answered(url: URL, status: number, headers: IncomingHttpHeaders, body: Buffer, writes: boolean): HttpAnswer {
  const text = () => body.toString('utf8')
  return {
    status,
    url: url.href,
    body,
    text,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    json: <T>() => {
      try {
        return JSON.parse(text()) as T
      } catch (cause) {
        throw new NetworkFailure(
          writes && status < 500 ? 'unknown-outcome' : 'network-down',
          'the answer is not JSON',
          {
            cause,
            evidence: { status, body: text().slice(0, 500) },
          },
        )
      }
    },
  }
}

/** Before a connection stands nothing can have been done; afterwards a write may have been. */
const nothingSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'EADDRNOTAVAIL',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'FORBIDDEN_ADDRESS',
])

function lost(error: unknown, writes: boolean): NetworkFailure {
  if (error instanceof NetworkFailure) return error
  const code = codeOf(error)
  const kind = writes && !nothingSent.has(code) ? 'unknown-outcome' : 'network-down'
  const reason = error instanceof Error ? error.message : String(error)
  return new NetworkFailure(kind, reason, { cause: error, evidence: { code, note: reason.slice(0, 300) } })
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  if (error instanceof Error && error.cause) return codeOf(error.cause)
  return error instanceof Error ? error.name : 'unknown'
}
