import type { Readable } from 'node:stream'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'
import type { Call, MediaFile } from '../contract.ts'
import { ask, made } from '../families/google-api/client.ts'
import { failureOf } from '../families/google-api/failures.ts'
import { bytesBetween } from '../families/graph-api/byte-range.ts'
import { uploadSilenceMs } from '../upload-silence.ts'
import { wireOf } from './client.ts'
import { hostsOf, isUploadHost } from './hosts.ts'
import type { Video } from './resources.ts'

/**
 * The resumable upload: https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol (read 2026-11-22).
 * A session makes one video at most, the moment its last byte is there; asked again it tells what it has, or the video.
 */
export type SessionState = { state: 'open'; received: number } | { state: 'done'; video: Video } | { state: 'gone' }

/** Pieces but the last are multiples of this. */
const pieceBytes = 256 * 1024

/** Where the last piece begins: what comes before may be sent at any time, the last piece makes the video. */
export const lastPieceAt = (bytes: number): number => Math.floor(Math.max(0, bytes - 1) / pieceBytes) * pieceBytes

export async function openSession(
  call: Call,
  what: 'videos' | 'captions',
  file: MediaFile,
  query: Record<string, string | boolean>,
  json: unknown,
): Promise<string> {
  const { server } = call.account
  const answer = await ask(wireOf(call), {
    method: 'POST',
    url: `${hostsOf(server).upload}/${what}`,
    query: { uploadType: 'resumable', ...query },
    headers: { 'x-upload-content-type': file.mime, 'x-upload-content-length': String(file.bytes) },
    json,
    slow: ['uploadLimitExceeded', 'uploadRateLimitExceeded'],
  })
  const { location } = answer.headers
  if (location && isUploadHost(server, location))
    return location.startsWith(`${server}/`) ? location.slice(server.length) : location
  throw new NetworkFailure('network-down', 'the server opened no upload session', {
    evidence: { status: answer.status },
  })
}

export async function askSession(call: Call, session: string, bytes: number): Promise<SessionState> {
  const answer = await put(call, session, { 'content-range': `bytes */${bytes}` }, undefined, false)
  return stateOf(answer)
}

/** Sends bytes of the file from one place up to another, the end exclusive. A lost answer to the last ones leaves the outcome unknown. */
export async function sendBytes(
  call: Call,
  session: string,
  file: MediaFile,
  from: number,
  to: number,
): Promise<SessionState> {
  const headers = {
    'content-type': file.mime,
    'content-length': String(to - from),
    'content-range': `bytes ${from}-${to - 1}/${file.bytes}`,
  }
  const body = bytesBetween(file.open, from, to)
  return stateOf(await put(call, session, headers, body, to === file.bytes), to === file.bytes)
}

async function put(
  call: Call,
  session: string,
  headers: Record<string, string>,
  body: Readable | undefined,
  writes: boolean,
): Promise<HttpAnswer> {
  const wire = wireOf(call)
  const answer = await wire.http({
    method: 'PUT',
    url: session.startsWith('/') ? `${call.account.server}${session}` : session,
    headers: { ...headers, authorization: `Bearer ${wire.token ?? ''}` },
    body,
    writes,
    timeoutMs: uploadSilenceMs(Number(headers['content-length'] ?? 0)),
    signal: wire.signal,
  })
  if ([200, 201, 308, 404, 410].includes(answer.status)) return answer
  throw failureOf(answer, writes, call.clock.now(), ['uploadLimitExceeded'])
}

function stateOf(answer: HttpAnswer, writes = false): SessionState {
  if (answer.status === 404 || answer.status === 410) return { state: 'gone' }
  if (answer.status === 308) {
    const last = /(\d+)$/.exec(answer.headers.range ?? '')?.[1]
    return { state: 'open', received: last === undefined ? 0 : Number(last) + 1 }
  }
  if (writes) return { state: 'done', video: made<Video>(answer, 'id') }
  const video = answer.json<Video | null>()
  if (video?.id) return { state: 'done', video }
  throw new NetworkFailure('network-down', 'the upload session does not tell its state', {
    evidence: { status: answer.status },
  })
}
