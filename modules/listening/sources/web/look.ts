import type { NetworkFailure } from '../../../../kernel/failure.ts'
import type { HttpAnswer } from '../../../../kernel/http/client.ts'
import { decodeText } from '../../../../kernel/http/decode-text.ts'
import type { World } from '../../../../kernel/world.ts'
import { troubled } from '../trouble.ts'
import { takeTurn, usualGapMs } from './host-turns.ts'
import { robotsOf } from './robots.ts'

/** What a server said of an answer, by which it is asked whether that is still so. */
export type Validators = { etag?: string; modified?: string }

export type Looked = { calls: number } & (
  | { is: 'same' }
  /** `moved`: where it stands from now on, where the server says that it will stay there. */
  | { is: 'read'; text: string; type: string; url: string; validators: Validators; moved?: string }
)

export type Look = {
  url: string
  validators?: Validators
  accept: string
  maxBytes: number
  /** Does robots.txt decide? It does for pages; feeds are written for machines. */
  asRobot: boolean
}

const mostHops = 5
const dayMs = 24 * 3_600_000

/**
 * Reads an address as a polite guest: one question at a time for a host, at its pace, and only for what changed. Redirects into
 * private networks are refused. Throws `NetworkFailure`: `reconnect` where it is gone for good (410), `rejected` where it is
 * forbidden or not there, `slow-down`, `network-down`.
 */
export async function look(world: World, wanted: Look, signal: AbortSignal): Promise<Looked> {
  let { url } = wanted
  let calls = 0
  let moved: string | undefined
  let isForGood = true
  for (let hop = 0; hop <= mostHops; hop++) {
    calls += await waitForTurn(world, url, wanted.asRobot, signal)
    const answer = await ask(world, { ...wanted, url }, hop > 0 && isElsewhere(url, wanted.url), signal)
    calls++
    const next = redirectOf(answer)
    if (!next) return { ...read(answer, url), ...(moved && { moved }), calls }
    isForGood &&= answer.status === 301 || answer.status === 308
    if (isForGood) moved = next
    url = next
  }
  throw troubled('rejected', 'listening.trouble.circle', undefined, { evidence: { code: 'REDIRECTS' } })
}

const isElsewhere = (url: string, from: string) => new URL(url).origin !== new URL(from).origin

async function waitForTurn(world: World, url: string, asRobot: boolean, signal: AbortSignal): Promise<number> {
  if (!URL.canParse(url))
    throw troubled('rejected', 'listening.trouble.noAddress', undefined, { evidence: { code: 'INVALID_URL' } })
  const { origin, host } = new URL(url)
  const isOurs = world.config.allowPrivateAddresses.includes(origin)
  const { robots, calls } = asRobot ? await robotsOf(world, origin, signal) : { robots: undefined, calls: 0 }
  if (robots && !robots.allows(url))
    throw troubled('rejected', 'listening.trouble.robots', undefined, {
      retryAfterMs: dayMs,
      evidence: { code: 'ROBOTS', note: url.slice(0, 300) },
    })
  await takeTurn(world.http, host, robots?.delayMs ?? (isOurs ? 0 : usualGapMs), signal)
  return calls
}

function ask({ http }: World, { url, validators, accept, maxBytes }: Look, publicOnly: boolean, signal: AbortSignal) {
  const headers = {
    accept,
    ...(validators?.etag && { 'if-none-match': validators.etag }),
    ...(validators?.modified && { 'if-modified-since': validators.modified }),
  }
  return http({ url, headers, maxBytes, publicOnly, cut: true, timeoutMs: 20_000, signal })
}

function redirectOf({ status, headers, url }: HttpAnswer): string | undefined {
  const { location } = headers
  if (![301, 302, 303, 307, 308].includes(status) || !location) return undefined
  if (URL.canParse(location, url)) return new URL(location, url).href
  throw troubled('rejected', 'listening.trouble.noAddress', undefined, {
    evidence: { status, code: 'INVALID_URL' },
  })
}

function read(answer: HttpAnswer, url: string) {
  const { status, headers, body } = answer
  if (status === 304) return { is: 'same' } as const
  if (status !== 200) throw failureOf(answer)
  const type = headers['content-type'] ?? ''
  const { etag, 'last-modified': modified } = headers
  const validators = {
    ...(etag && { etag: etag.slice(0, 500) }),
    ...(modified && { modified: modified.slice(0, 100) }),
  }
  return { is: 'read', text: decodeText(body, type), type, url, validators } as const
}

function failureOf({ status, headers, body }: HttpAnswer): NetworkFailure {
  const evidence = { status, body: body.toString('utf8', 0, 300) }
  const waitMs = waitOf(headers)
  const answered = (kind: NetworkFailure['kind'], retryAfterMs?: number) =>
    troubled(kind, 'listening.trouble.answered', status, { evidence, retryAfterMs })
  if (status === 410)
    return troubled('reconnect', 'listening.trouble.gone', undefined, { evidence, retryAfterMs: 30 * dayMs })
  if (status === 429 || (status === 503 && waitMs !== undefined)) return answered('slow-down', waitMs ?? 3_600_000)
  return status >= 500 ? answered('network-down') : answered('rejected', dayMs)
}

/** In seconds, or as a moment beside the server's own clock; a week at most. */
function waitOf({ 'retry-after': written, date }: Record<string, string>): number | undefined {
  if (written === undefined) return undefined
  const seconds = /^\d+$/.test(written.trim()) ? Number(written) : undefined
  const until = Date.parse(written) - Date.parse(date ?? '')
  const waitMs = seconds === undefined ? until : seconds * 1_000
  return Number.isFinite(waitMs) ? Math.min(7 * dayMs, Math.max(1_000, waitMs)) : undefined
}
