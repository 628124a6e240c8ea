import type { Clock } from '../../kernel/clock.ts'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer, NetworkHttp } from '../../kernel/http/client.ts'
import type { Json, JsonObject } from '../../kernel/json.ts'
import type { Call } from '../contract.ts'
import { keyOf, signatureOf } from './signature.ts'

/** Where events go, and by which secret they are known. */
export type Receiver = { url: string; secret: string; http: NetworkHttp; clock: Clock; signal: AbortSignal }
/** `id` is the same for every try of one event: a receiver that saw it does nothing again. */
export type Event = { id: string; type: string; data: JsonObject }

export const receiverOf = ({ account, http, clock, signal }: Call): Receiver => ({
  url: new URL(String(account.facts.path ?? '/'), account.server).href,
  secret: account.secrets.secret ?? '',
  ...{ http, clock, signal },
})

/** Tells the receiver of an event. Throws what its answer means; `fine` are statuses that mean as much as success. */
export async function send(
  { url, secret, http, clock, signal }: Receiver,
  { id, type, data }: Event,
  more: { writes?: boolean; fine?: number[] } = {},
): Promise<HttpAnswer> {
  const writes = more.writes ?? false
  const told = async (now: Date) => {
    const body = JSON.stringify({ type, timestamp: now.toISOString(), data })
    const seconds = Math.floor(now.getTime() / 1000)
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signatureOf(keyOf(secret), id, seconds, body),
    }
    return http({ method: 'POST', url, headers, body, writes, signal, maxBytes: 256 * 1024 })
  }
  const first = await told(clock.now())
  const theirs = clockRefusing(first, clock.now())
  const second = theirs && (await told(theirs))
  const answer = second && second.status !== 400 ? second : first
  if ((answer.status >= 200 && answer.status < 300) || more.fine?.includes(answer.status)) return answer
  throw failureOf(answer, writes)
}

const mostSkewMs = 2 * 60_000

/** The receiver's own clock, when it refused and ours is so far from it that it may not believe the moment we signed. */
function clockRefusing({ status, headers }: HttpAnswer, ours: Date): Date | undefined {
  const theirs = new Date(headers.date ?? '')
  const skew = Math.abs(theirs.getTime() - ours.getTime())
  return (status === 400 || status === 401 || status === 403) && skew > mostSkewMs ? theirs : undefined
}

function failureOf(answer: HttpAnswer, writes: boolean): NetworkFailure {
  const { status } = answer
  const evidence = { status, body: answer.text().slice(0, 500) }
  const reason = `the receiver answered ${status}`
  if (status === 429 || status === 503) {
    const wait = waitOf(answer.headers['retry-after'])
    if (status === 429 || wait !== undefined)
      return new NetworkFailure('slow-down', reason, {
        evidence,
        ...(wait === undefined ? {} : { retryAfterMs: wait }),
      })
  }
  if (status === 401 || status === 403 || status === 404 || status === 410)
    return new NetworkFailure('reconnect', reason, { evidence })
  if (status >= 500) return new NetworkFailure(writes ? 'unknown-outcome' : 'network-down', reason, { evidence })
  return new NetworkFailure('rejected', reason, { evidence })
}

function waitOf(header: string | undefined): number | undefined {
  const seconds = Number(header)
  return header !== undefined && Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined
}

/**
 * What the receiver says of what it made: `{ "id": "…", "url": "…" }`, both optional. It may as well answer with nothing, or
 * with a word of thanks. Anything else comes from somebody who did not understand the question: throws that kind.
 */
export function toldBy(answer: HttpAnswer, kind: 'unknown-outcome' | 'network-down'): { id?: Json; url?: Json } {
  const text = answer.text().trim()
  if (text === '' || /^(ok|accepted|thank you|thanks)\W*$/i.test(text)) return {}
  try {
    const told: unknown = JSON.parse(text)
    return typeof told === 'object' && told !== null && !Array.isArray(told) ? told : {}
  } catch (cause) {
    const evidence = { status: answer.status, body: text.slice(0, 500) }
    throw new NetworkFailure(kind, 'the receiver answered neither JSON nor nothing', { cause, evidence })
  }
}
