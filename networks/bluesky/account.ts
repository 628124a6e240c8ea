import { NetworkFailure } from '../../kernel/failure.ts'
import type { AccountFacts } from '../compose.ts'
import type { Call, ConnectContext, ConnectedAccount } from '../contract.ts'
import { isRecord, numberOf } from './json-shapes.ts'
import { readRecord } from './records.ts'
import { publicVideoService, takesVideos } from './video.ts'

export const publicWeb = 'https://bsky.app'

type Held = {
  did: string
  handle: string
  server: string
  secrets: Record<string, string>
  expiresAt?: Date
  scopes: string[]
}

/** An account as the desk keeps it, from an access that was just given. */
export async function accountOf(held: Held, context: ConnectContext): Promise<ConnectedAccount> {
  const { did, handle, server, secrets } = held
  const call: Call = { ...context, account: { id: did, server, remoteId: did, handle, secrets, app: {}, facts: {} } }
  const facts = await factsOf(call)
  const profile = await profileOf(call)
  return {
    remoteId: did,
    kind: 'profile',
    name: profile.name || handle,
    handle,
    ...(typeof facts.web === 'string' ? { url: `${facts.web}/profile/${handle}` } : {}),
    ...(profile.avatarUrl ? { avatarUrl: profile.avatarUrl } : {}),
    server,
    secrets,
    expiresAt: held.expiresAt,
    scopes: held.scopes,
    facts,
  }
}

/** What the account's server can do beyond the protocol's core: where its videos go, where its posts are seen and streamed. */
export async function factsOf(call: Call): Promise<AccountFacts> {
  const { server } = call.account
  const open = server.startsWith('https://')
  const service = open ? publicVideoService : server
  const web = open ? publicWeb : await ownPages(call)
  const videoService = (await takesVideos(call, service)) ? service : undefined
  const largestBlob = await largestFile(call)
  const stream = open ? undefined : server
  return {
    ...(web ? { web } : {}),
    ...(videoService ? { videoService } : {}),
    ...(largestBlob ? { largestBlob } : {}),
    ...(stream ? { stream } : {}),
  }
}

/** Bytes of one file, where the server tells. */
async function largestFile(call: Call): Promise<number | undefined> {
  const url = `${call.account.server}/xrpc/com.atproto.server.describeServer`
  const answer = await call.http({ url, signal: call.signal })
  return answer.status === 200 ? numberOf(answer.json<{ blobUploadLimit?: unknown }>().blobUploadLimit) : undefined
}

/** A server at home may show its own pages; most do not. */
async function ownPages(call: Call): Promise<string | undefined> {
  const { server, remoteId } = call.account
  try {
    const answer = await call.http({
      url: `${server}/profile/${remoteId}`,
      headers: { accept: 'text/html' },
      signal: call.signal,
    })
    return answer.status === 200 && (answer.headers['content-type'] ?? '').startsWith('text/html') ? server : undefined
  } catch (error) {
    if (error instanceof NetworkFailure) return undefined
    throw error
  }
}

/** Name and picture from the account's own profile record, so that no index is needed. */
export async function profileOf(call: Call): Promise<{ name: string; avatarUrl?: string }> {
  const record = await readRecord(call, { collection: 'app.bsky.actor.profile', rkey: 'self' })
  const { displayName, avatar } = record?.value ?? {}
  const cid = isRecord(avatar) && isRecord(avatar.ref) ? avatar.ref.$link : undefined
  const name = typeof displayName === 'string' ? displayName : ''
  return typeof cid === 'string' ? { name, avatarUrl: blobAddress(call, cid) } : { name }
}

/** Where a file of this account can be fetched from its own server. */
export const blobAddress = (call: Call, cid: string): string =>
  `${call.account.server}/xrpc/com.atproto.sync.getBlob?${new URLSearchParams({ did: call.account.remoteId, cid })}`
