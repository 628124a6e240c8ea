import type { Readable } from 'node:stream'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Call, MediaFile, Step, StepsDone } from '../contract.ts'
import { fitted } from '../fitted.ts'
import { uploadSilenceMs } from '../upload-silence.ts'
import { ask, authorOf, inPath, wireOf } from './client.ts'
import { limits } from './compose.ts'
import { failureOf } from './failures.ts'

const uploadName = (index: number) => `media-${index}`
type Kind = 'images' | 'videos' | 'documents'
const kindOf = (file: MediaFile): Kind =>
  file.kind === 'video' ? 'videos' : file.kind === 'document' ? 'documents' : 'images'

/** What an interrupted upload leaves is seen by nobody: beginning anew is harmless. */
export function uploadStep(file: MediaFile, name: string): Step {
  return {
    name,
    role: 'prepare',
    again: { way: 'harmless' },
    run: async (call) => ({ data: await upload(call, await fitted(file, limits)) }),
  }
}
export const uploadSteps = (files: MediaFile[]): Step[] =>
  files.map((file, index) => uploadStep(file, uploadName(index)))

async function upload(call: Call, file: MediaFile): Promise<JsonObject> {
  const kind = kindOf(file)
  if (kind === 'videos') return uploadVideo(call, file)
  const { uploadUrl, image, document } = await initialize<{ uploadUrl: string; image?: string; document?: string }>(
    call,
    kind,
    {
      owner: authorOf(call),
    },
  )
  await put(call, uploadUrl, file.bytes, { bytes: file.bytes, body: file.open() })
  return { urn: image ?? document ?? '' }
}

async function initialize<T>(call: Call, kind: Kind, initializeUploadRequest: JsonObject): Promise<T> {
  const path = `/rest/${kind}?action=initializeUpload`
  const answer = await ask(wireOf(call), { method: 'POST', path, json: { initializeUploadRequest } })
  return answer.json<{ value: T }>().value
}

type Part = { uploadUrl: string; firstByte: number; lastByte: number }

/** Part by part as the network cut them; each is named by the tag its upload was answered with. */
async function uploadVideo(call: Call, file: MediaFile): Promise<JsonObject> {
  const begun = await initialize<{ video: string; uploadToken?: string; uploadInstructions: Part[] }>(call, 'videos', {
    owner: authorOf(call),
    fileSizeBytes: file.bytes,
    uploadCaptions: false,
    uploadThumbnail: false,
  })
  const pieces = cutter(file.open())
  const uploadedPartIds: string[] = []
  for (const { uploadUrl, firstByte, lastByte } of begun.uploadInstructions) {
    const body = await pieces(lastByte - firstByte + 1)
    const answer = await put(call, uploadUrl, body.length, { bytes: body.length, body })
    uploadedPartIds.push((answer.headers.etag ?? '').replaceAll('"', ''))
  }
  await ask(wireOf(call), {
    method: 'POST',
    path: '/rest/videos?action=finalizeUpload',
    json: { finalizeUploadRequest: { video: begun.video, uploadToken: begun.uploadToken ?? '', uploadedPartIds } },
  })
  return { urn: begun.video }
}

/** Gives the next so many bytes of a stream each time it is asked. */
function cutter(stream: Readable): (bytes: number) => Promise<Buffer> {
  const source = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let rest: Buffer = Buffer.alloc(0)
  return async (bytes) => {
    const held = [rest]
    let size = rest.length
    while (size < bytes) {
      const { value, done } = await source.next()
      if (done) break
      held.push(value)
      size += value.length
    }
    const all = Buffer.concat(held)
    rest = all.subarray(bytes)
    return all.subarray(0, bytes)
  }
}

async function put(
  call: Call,
  url: string,
  size: number,
  { bytes, body }: { bytes: number; body: Buffer | Readable },
): Promise<HttpAnswer> {
  const answer = await call.http({
    method: 'PUT',
    url,
    headers: {
      authorization: `Bearer ${call.account.secrets.accessToken}`,
      'content-type': 'application/octet-stream',
      'content-length': String(bytes),
    },
    body,
    timeoutMs: uploadSilenceMs(size),
    signal: call.signal,
  })
  if (answer.status >= 200 && answer.status < 300) return answer
  throw failureOf(answer, false, call.clock.now())
}

/** Waits until everything uploaded may be shown. */
export function readyStep(files: MediaFile[]): Step {
  return {
    name: 'ready',
    role: 'prepare',
    again: { way: 'harmless' },
    run: async (call, _key, done) => {
      for (const [index, file] of files.entries())
        await assertReady(call, kindOf(file), uploadedUrn(done, uploadName(index)))
      return {}
    },
  }
}

async function assertReady(call: Call, kind: Kind, urn: string): Promise<void> {
  const { status } = (await ask(wireOf(call), { path: `/rest/${kind}/${inPath(urn)}` })).json<{ status: string }>()
  if (status === 'PROCESSING_FAILED') throw new NetworkFailure('rejected', 'LinkedIn could not take in the file')
  if (status !== 'AVAILABLE')
    throw new NetworkFailure('slow-down', 'LinkedIn is still taking in the file', { retryAfterMs: 3000 })
}

export function uploadedUrn(done: StepsDone, name: string): string {
  const urn = done[name]?.data?.urn
  if (typeof urn === 'string' && urn !== '') return urn
  throw new Error(`${name} was not uploaded before it is used`)
}
export const uploadedUrns = (files: MediaFile[], done: StepsDone) =>
  files.map((_, index) => uploadedUrn(done, uploadName(index)))
