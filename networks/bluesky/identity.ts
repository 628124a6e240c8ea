import { NetworkFailure } from '../../kernel/failure.ts'
import type { NetworkHttp } from '../../kernel/http/client.ts'
import { isHandle } from './spans.ts'

type Wire = { http: NetworkHttp; signal: AbortSignal }
export type DidDocument = { id?: unknown; alsoKnownAs?: unknown; service?: unknown }

const resolver = 'https://public.api.bsky.app'
const directory = 'https://plc.directory'

/** Where an account lives: its DID, the server that holds it, the handle its document claims. Throws `rejected` when nobody is found. */
export async function findAccount(
  wire: Wire,
  handleOrDid: string,
): Promise<{ did: string; server: string; handle: string }> {
  const did = handleOrDid.startsWith('did:') ? handleOrDid : await didOf(wire, handleOrDid)
  const document = await documentOf(wire, did)
  const server = serverIn(document)
  if (!server) throw nobody(`the document of ${did} names no server`)
  return { did, server, handle: handleIn(document) ?? handleOrDid }
}

/** The handle's own web address is asked first, as its owner set it; then the public resolver, which also reads DNS. */
async function didOf(wire: Wire, handle: string): Promise<string> {
  if (!isHandle(handle)) throw nobody(`${handle.slice(0, 100)} is not a handle`)
  return (await didAtHandle(wire, handle)) ?? (await didAtResolver(wire, handle))
}

async function didAtHandle(wire: Wire, handle: string): Promise<string | undefined> {
  try {
    const url = `https://${handle}/.well-known/atproto-did`
    const answer = await wire.http({ url, redirects: 3, timeoutMs: 5_000, maxBytes: 10_000, signal: wire.signal })
    const did = answer.text().trim()
    return answer.status === 200 && isDid(did) ? did : undefined
  } catch (error) {
    if (error instanceof NetworkFailure) return undefined
    throw error
  }
}

async function didAtResolver(wire: Wire, handle: string): Promise<string> {
  const url = `${resolver}/xrpc/com.atproto.identity.resolveHandle`
  const answer = await wire.http({ url, query: { handle }, timeoutMs: 10_000, signal: wire.signal })
  if (answer.status === 400) throw nobody(`nobody has the handle ${handle}`)
  if (answer.status !== 200)
    throw new NetworkFailure('network-down', `the resolver of handles answered ${answer.status}`)
  const { did } = answer.json<{ did?: unknown }>()
  if (typeof did !== 'string' || !isDid(did)) throw nobody(`nobody has the handle ${handle}`)
  return did
}

async function documentOf(wire: Wire, did: string): Promise<DidDocument> {
  const answer = await wire.http({
    url: addressOfDocument(did),
    timeoutMs: 10_000,
    maxBytes: 200_000,
    signal: wire.signal,
  })
  if (answer.status !== 200) throw nobody(`${did} is unknown (${answer.status})`)
  const document = answer.json<DidDocument>()
  if (document.id !== did) throw nobody(`the document found is not of ${did}`)
  return document
}

function addressOfDocument(did: string): string {
  if (/^did:plc:[a-z2-7]{24}$/.test(did)) return `${directory}/${did}`
  const host = /^did:web:(?<host>[A-Za-z0-9.-]+)$/.exec(did)?.groups?.host
  if (!host) throw nobody(`${did.slice(0, 100)} is of a kind that Bluesky does not use`)
  return `https://${host}/.well-known/did.json`
}

/** The address of the personal data server in a DID document. */
export function serverIn(document: DidDocument | undefined): string | undefined {
  const services = Array.isArray(document?.service) ? document.service : []
  for (const one of services) {
    if (one?.type !== 'AtprotoPersonalDataServer' || !String(one.id).endsWith('#atproto_pds')) continue
    if (typeof one.serviceEndpoint === 'string' && URL.canParse(one.serviceEndpoint))
      return one.serviceEndpoint.replace(/\/+$/, '')
  }
  return undefined
}

function handleIn(document: DidDocument): string | undefined {
  const names = Array.isArray(document.alsoKnownAs) ? document.alsoKnownAs : []
  const first = names.find((one) => typeof one === 'string' && one.startsWith('at://'))
  return first?.slice('at://'.length)
}

export const isDid = (text: string): boolean =>
  /^did:[a-z]+:[A-Za-z0-9._:%-]*[A-Za-z0-9._-]$/.test(text) && text.length <= 2048

const nobody = (reason: string): NetworkFailure => new NetworkFailure('rejected', reason)
