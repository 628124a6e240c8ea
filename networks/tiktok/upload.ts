import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, MediaFile } from '../contract.ts'
import { bytesBetween } from '../families/graph-api/byte-range.ts'
import { uploadSilenceMs } from '../upload-silence.ts'
import { ask, dataOf } from './client.ts'
import { refusalIn } from './failures.ts'

/**
 * The container of a post: https://developers.tiktok.com/doc/content-posting-api-media-transfer-guide (read 2026-11-22).
 * It is named by the publish id; what is sent to its address piece after piece is published when the last piece is there.
 */
export type Container = { publishId: string; uploadUrl: string }
export type Standing =
  | { state: 'waiting'; received: number }
  | { state: 'processing' }
  | { state: 'published'; postId?: string }
  | { state: 'failed'; reason: string }

const pieceBytes = 5 * 1024 * 1024
const mostPieces = 1000

/** Pieces are 5 to 64 MB and the last takes what is left over, so that there are as many as the size divided, rounded down. */
export function piecesOf(bytes: number): { size: number; count: number } {
  const size = Math.max(pieceBytes, Math.ceil(bytes / mostPieces))
  const count = Math.floor(bytes / size)
  return count <= 1 ? { size: bytes, count: 1 } : { size, count }
}

/** Where the last piece begins: what comes before is not seen by anybody. */
export function lastPieceAt(bytes: number): number {
  const { size, count } = piecesOf(bytes)
  return size * (count - 1)
}

/** Sends the pieces that begin before `end`, from where it stands. A lost answer to the last one leaves the outcome unknown. */
export async function sendPieces(
  call: Call,
  { uploadUrl }: Container,
  file: MediaFile,
  from: number,
  end: number,
): Promise<void> {
  const { size, count } = piecesOf(file.bytes)
  for (let at = from; at < end; ) {
    const index = Math.floor(at / size)
    const to = index >= count - 1 ? file.bytes : (index + 1) * size
    await sendPiece(call, uploadUrl, file, at, to)
    at = to
  }
}

async function sendPiece(call: Call, url: string, file: MediaFile, from: number, to: number): Promise<void> {
  const isLast = to === file.bytes
  const answer = await call.http({
    method: 'PUT',
    url: url.startsWith('/') ? `${call.account.server}${url}` : url,
    headers: {
      'content-type': file.mime,
      'content-length': String(to - from),
      'content-range': `bytes ${from}-${to - 1}/${file.bytes}`,
    },
    body: bytesBetween(file.open, from, to),
    writes: isLast,
    timeoutMs: uploadSilenceMs(to - from),
    signal: call.signal,
  })
  if (answer.status === (isLast ? 201 : 206)) return
  const refusal = answer.status < 300 ? undefined : refusalIn(answer, isLast, call.clock.now())
  const kind = isLast ? 'unknown-outcome' : 'network-down'
  throw (
    refusal ??
    new NetworkFailure(kind, `the upload was answered ${answer.status}`, { evidence: { status: answer.status } })
  )
}

/** Ids are numbers too long for JSON's own reading. */
const postIds = /"publicaly_available_post_id"\s*:\s*\[\s*"?(\d+)/

/** https://developers.tiktok.com/doc/content-posting-api-reference-get-video-status (read 2026-11-22). */
export async function standingOf(call: Call, publishId: string, writes = false): Promise<Standing> {
  const json = { publish_id: publishId }
  const answer = await ask(call, { method: 'POST', path: 'post/publish/status/fetch/', json, writes })
  const told = dataOf<{ status?: string; fail_reason?: string; uploaded_bytes?: number }>(answer, writes)
  if (told.status === 'FAILED') return { state: 'failed', reason: told.fail_reason ?? 'unknown' }
  if (told.status === 'PUBLISH_COMPLETE') {
    const postId = postIds.exec(answer.text())?.[1]
    return { state: 'published', ...(postId ? { postId } : {}) }
  }
  if (told.status === 'PROCESSING_UPLOAD') return { state: 'waiting', received: told.uploaded_bytes ?? 0 }
  return { state: 'processing' }
}
