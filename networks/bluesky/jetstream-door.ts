import { zstdDecompressSync } from 'node:zlib'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { AccountAccess, Call } from '../contract.ts'

/** The public servers of everything said (https://github.com/bluesky-social/jetstream, 2026-08-14), the usual one first. */
export const openServers = [
  ...['https://jetstream.us-east.bsky.network', 'https://jetstream.us-west.bsky.network'],
  ...['https://jetstream2.us-east.bsky.network', 'https://jetstream1.us-east.bsky.network'],
  ...['https://jetstream2.us-west.bsky.network', 'https://jetstream1.us-west.bsky.network'],
]

/** `events`: the second form of the protocol; `subscribe`: the first, which servers of the second still speak. */
export type Door = { form: 'events' | 'subscribe'; server: string; unpack?: Unpack }
/** The words of a packed message; undefined for one that is larger than any event. Throws for what cannot be unpacked. */
export type Unpack = { id: number; unpack: (packed: Buffer) => Buffer | undefined }

export const largestMessage = 4 * 1024 * 1024
const largestDictionary = 4 * 1024 * 1024
const firstForm = '/subscribe'
const secondForm = '/xrpc/network.bsky.jetstream.subscribeEvents'
const dictionaryPath = '/xrpc/network.bsky.jetstream.getZstdDictionary'

/** Which stream an account hears: its own, the one that somebody without an account stands at, or the usual one. */
export function streamOf({ facts, remoteId, server }: AccountAccess): string {
  if (typeof facts.stream === 'string') return facts.stream.replace(/^ws/, 'http').replace(/\/$/, '')
  return remoteId === '' ? server.replace(/^ws/, 'http').replace(/\/$/, '') : (openServers[0] ?? '')
}

/**
 * How to listen there. A server of the second form gives the dictionary of its packed messages; an address that ends with
 * `/subscribe` is of the first, packed only where the fact `streamDictionary` says where that dictionary lies.
 */
export async function doorOf(call: Call): Promise<Door> {
  const address = streamOf(call.account)
  const { streamDictionary } = call.account.facts
  if (address.endsWith(firstForm)) {
    const dictionary = typeof streamDictionary === 'string' ? await dictionaryAt(call, streamDictionary) : undefined
    return { form: 'subscribe', server: address.slice(0, -firstForm.length), ...unpacking(dictionary) }
  }
  const server = address.endsWith(secondForm) ? address.slice(0, -secondForm.length) : address
  const dictionary = await dictionaryAt(call, server + dictionaryPath)
  return dictionary ? { form: 'events', server, ...unpacking(dictionary) } : { form: 'subscribe', server }
}

const unpacking = (dictionary: Buffer | undefined) => (dictionary ? { unpack: unpackWith(dictionary) } : {})

async function dictionaryAt({ http, signal }: Call, url: string): Promise<Buffer | undefined> {
  const answer = await http({ url, signal, maxBytes: largestDictionary, redirects: 2 })
  if (answer.status === 200) return isDictionary(answer.body) ? answer.body : undefined
  if ((answer.status < 500 && answer.status !== 429) || answer.status === 501) return undefined
  throw new NetworkFailure('network-down', `the stream’s server answers ${answer.status}`, {
    evidence: { status: answer.status, body: answer.text().slice(0, 300) },
  })
}

/** RFC 8878, section 5: a magic number, then the id. */
const magic = 0xec30a437
const isDictionary = (bytes: Buffer) => bytes.length > 8 && bytes.readUInt32LE(0) === magic

export function unpackWith(dictionary: Buffer): Unpack {
  return {
    id: dictionary.readUInt32LE(4),
    unpack: (packed) => {
      try {
        return zstdDecompressSync(packed, { dictionary, maxOutputLength: largestMessage })
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return undefined
        throw error
      }
    },
  }
}

/** Posts and what becomes of their authors, from a moment in microseconds on. */
export function addressOf({ form, server, unpack }: Door, micros: number): string {
  const first = form === 'subscribe'
  const url = new URL(server + (first ? firstForm : secondForm))
  const set = (name: string, value: string) => url.searchParams.append(name, value)
  set(first ? 'wantedCollections' : 'collections', 'app.bsky.feed.post')
  if (!first) for (const kind of ['commit', 'account', 'identity']) set('kinds', kind)
  set('maxMessageSizeBytes', String(largestMessage))
  if (unpack && first) set('compress', 'true')
  if (unpack && !first) set('zstdDictionary', String(unpack.id))
  set('cursor', String(Math.max(earliestMicros, micros)))
  return url.href
}

/** What is smaller is not understood as a moment, but as a number of an event. */
const earliestMicros = 1e15

export const headersFor = ({ form, unpack }: Door): Record<string, string> =>
  form === 'subscribe' && unpack ? { 'socket-encoding': 'zstd' } : {}
