import { type FailureKind, NetworkFailure } from '../../kernel/failure.ts'
import type { NetworkHttp } from '../../kernel/http/client.ts'
import type { AccountAccess, Call } from '../contract.ts'
import { type Filter, isEvent, type NostrEvent } from './events.ts'

export type Wire = { http: NetworkHttp; signal: AbortSignal; relays: string[] }

/** The account's first relay is its server; the others stand in its facts. */
export const wireOf = ({ http, signal, account }: Call): Wire => ({ http, signal, relays: relaysOf(account) })

export function relaysOf({ server, facts }: Pick<AccountAccess, 'server' | 'facts'>): string[] {
  const others = Array.isArray(facts.otherRelays) ? facts.otherRelays.map(String) : []
  return [...new Set([server, ...others])]
}

const silenceMs = 12_000
/** `wss://` and `https://` are the same door; the wire speaks of the latter. */
export const webAddress = (relay: string) => relay.replace(/^ws/, 'http')

/**
 * Gives signed events to all relays, and resolves when each event stands on at least one. Given again it stands once.
 * When none takes one, throws what is most careful: not knowing before waiting before being down before being refused.
 */
export async function give(wire: Wire, events: NostrEvent[]): Promise<void> {
  const told = await Promise.allSettled(wire.relays.map((relay) => giveTo(wire, relay, events)))
  if (told.some((one) => one.status === 'fulfilled')) return
  const failures = told.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
  throw mostCareful(failures)
}

const careful: FailureKind[] = ['unknown-outcome', 'slow-down', 'network-down', 'reconnect', 'rejected']

function mostCareful(failures: unknown[]): unknown {
  const stray = failures.find((one) => !(one instanceof NetworkFailure))
  const rank = (one: unknown) => (one instanceof NetworkFailure ? careful.indexOf(one.kind) : -1)
  return stray ?? [...failures].sort((a, b) => rank(a) - rank(b))[0]
}

/** A relay that answers that it has the event already took it before. */
async function giveTo({ http, signal }: Wire, relay: string, events: NostrEvent[]): Promise<void> {
  const waiting = new Map(events.map((event) => [event.id, event]))
  const hear = (text: string) => {
    const [type, id, taken, words] = frame(text, true)
    if (type === 'AUTH') return false
    if (type !== 'OK') {
      if (type === 'NOTICE') throw refusal(String(id ?? ''), true)
      return false
    }
    if (taken !== true && !/^duplicate:/.test(String(words ?? ''))) throw refusal(String(words ?? ''), true)
    waiting.delete(String(id))
    return waiting.size === 0
  }
  const say = events.map((event) => JSON.stringify(['EVENT', event]))
  await http({ url: webAddress(relay), conversation: { say, hear }, writes: true, timeoutMs: silenceMs, signal })
}

/** Everything all relays have for these filters, each once and checked, newest first. A relay that fails is passed over while another answers. */
export async function find(wire: Wire, filters: Filter[]): Promise<NostrEvent[]> {
  const told = await Promise.allSettled(wire.relays.map((relay) => findAt(wire, relay, filters)))
  const lists = told.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  if (lists.length === 0)
    throw mostCareful(told.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : [])))
  const known = new Map(lists.flat().map((event) => [event.id, event]))
  const { isGenuine } = await import('./nip01.ts')
  const genuine = [...known.values()].filter(isGenuine)
  return genuine.sort((a, b) => b.created_at - a.created_at || (a.id < b.id ? -1 : 1))
}

async function findAt({ http, signal }: Wire, relay: string, filters: Filter[]): Promise<NostrEvent[]> {
  const found: NostrEvent[] = []
  const hear = (text: string, reply: (text: string) => void) => {
    const [type, id, event] = frame(text, false)
    if (type === 'EVENT' && isEvent(event)) found.push(event)
    if (type === 'CLOSED') throw refusal(String(event ?? ''), false)
    if (type === 'NOTICE') throw refusal(String(id ?? ''), false)
    if (type !== 'EOSE') return false
    reply(JSON.stringify(['CLOSE', 'q']))
    return true
  }
  const say = [JSON.stringify(['REQ', 'q', ...filters])]
  await http({ url: webAddress(relay), conversation: { say, hear }, timeoutMs: silenceMs, signal })
  return found
}

/** How many there are, by the first relay that counts (NIP-45). */
export async function count(wire: Wire, relay: string, filter: Filter): Promise<number> {
  let number = 0
  const hear = (text: string) => {
    const [type, , told] = frame(text, false)
    if (type === 'CLOSED' || type === 'NOTICE') throw refusal(String(told ?? ''), false)
    if (type !== 'COUNT') return false
    number = Number((told as { count?: unknown } | undefined)?.count ?? 0)
    return true
  }
  const say = [JSON.stringify(['COUNT', 'q', filter])]
  await wire.http({ url: webAddress(relay), conversation: { say, hear }, timeoutMs: silenceMs, signal: wire.signal })
  return number
}

function frame(text: string, writes: boolean): unknown[] {
  try {
    const told: unknown = JSON.parse(text)
    if (Array.isArray(told)) return told
  } catch (cause) {
    throw new NetworkFailure(writes ? 'unknown-outcome' : 'network-down', 'the relay does not speak Nostr', {
      cause,
      evidence: { body: text.slice(0, 300) },
    })
  }
  throw new NetworkFailure(writes ? 'unknown-outcome' : 'network-down', 'the relay does not speak Nostr')
}

/** The machine-readable beginning of a relay's no: NIP-01 and NIP-42. */
function refusal(words: string, writes: boolean): NetworkFailure {
  const reason = words || 'the relay refused'
  const evidence = { body: words.slice(0, 300) }
  if (/^rate-limited:/.test(words)) {
    const seconds = /(\d+) ?s/.exec(words)?.[1]
    return new NetworkFailure('slow-down', reason, {
      evidence,
      ...(seconds ? { retryAfterMs: Number(seconds) * 1000 } : {}),
    })
  }
  if (/^(blocked|restricted|auth-required):/.test(words)) return new NetworkFailure('reconnect', reason, { evidence })
  if (/^error:/.test(words))
    return new NetworkFailure(writes ? 'unknown-outcome' : 'network-down', reason, { evidence })
  return new NetworkFailure('rejected', reason, { evidence })
}

export type RelayFacts = { maxContent?: number; supported: number[]; paid: boolean }

/** What a relay tells of itself (NIP-11); one that tells nothing is taken as it is. */
export async function relayFacts({ http, signal }: Pick<Wire, 'http' | 'signal'>, relay: string): Promise<RelayFacts> {
  const headers = { accept: 'application/nostr+json' }
  const answer = await http({ url: webAddress(relay), headers, timeoutMs: silenceMs, maxBytes: 200_000, signal })
  const silent = { supported: [], paid: false }
  if (answer.status >= 500) throw new NetworkFailure('network-down', `the relay answered ${answer.status}`)
  if (answer.status !== 200) return silent
  try {
    const told = JSON.parse(answer.text()) as {
      supported_nips?: unknown
      limitation?: { max_content_length?: unknown; payment_required?: unknown }
    }
    const max = told.limitation?.max_content_length
    const supported = Array.isArray(told.supported_nips) ? told.supported_nips.map(Number) : []
    return {
      supported,
      paid: told.limitation?.payment_required === true,
      ...(typeof max === 'number' && max > 0 ? { maxContent: max } : {}),
    }
  } catch {
    return silent
  }
}
