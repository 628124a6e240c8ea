import type { Readable } from 'node:stream'
import { Readable as Stream } from 'node:stream'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Call, MediaFile, Step, StepsDone } from '../contract.ts'
import { fitted } from '../fitted.ts'
import { streamedForm } from '../multipart.ts'
import { uploadSilenceMs } from '../upload-silence.ts'
import { ask, madeId, wireOf } from './client.ts'
import { composing } from './compose.ts'
import type { Answer } from './entities.ts'

/** Of one piece; the network takes at most 1,000 of them: https://docs.x.com/x-api/media/quickstart/media-upload-chunked (read 2026-11-22). */
const pieceBytes = 4 * 1024 * 1024

const uploadName = (part: number, index: number) => `media-${part}-${index}`
const kinds: Partial<Record<MediaFile['kind'], string>> = { image: 'image', gif: 'gif', video: 'video' }
/** Files of posts and of private messages are kept apart by the network. */
export type Purpose = 'tweet' | 'dm'

type Processing = { processing_info?: { state?: string; check_after_secs?: number } }

/** What an interrupted upload leaves is invisible and ends by itself within a day: beginning anew is harmless. */
export function uploadStep(file: MediaFile, part: number, index: number, purpose: Purpose = 'tweet'): Step {
  return {
    name: uploadName(part, index),
    role: 'prepare',
    again: { way: 'harmless' },
    run: async (call) => ({ data: await upload(call, file, purpose) }),
  }
}

async function upload(call: Call, original: MediaFile, purpose: Purpose): Promise<JsonObject> {
  const file = await fitted(original, composing.limits(call.account.facts))
  const wire = wireOf(call)
  const json = { media_type: file.mime, total_bytes: file.bytes, media_category: `${purpose}_${kinds[file.kind]}` }
  const id = madeId(await ask(wire, { method: 'POST', path: '/2/media/upload/initialize', json }))
  let segment = 0
  for await (const piece of piecesOf(file.open())) await append(call, id, segment++, piece, file)
  const ended = await ask(wire, {
    method: 'POST',
    path: `/2/media/upload/${id}/finalize`,
    timeoutMs: uploadSilenceMs(file.bytes),
  })
  if (original.alt)
    await ask(wire, {
      method: 'POST',
      path: '/2/media/metadata',
      json: { id, metadata: { alt_text: { text: original.alt } } },
    })
  const state = ended.json<Answer<Processing>>().data?.processing_info?.state
  return { id, ready: state === undefined || state === 'succeeded' }
}

async function append(call: Call, id: string, segment: number, piece: Buffer, file: MediaFile): Promise<void> {
  const { headers, body } = streamedForm({ segment_index: String(segment) }, [
    {
      field: 'media',
      fileName: file.fileName ?? 'file',
      mime: 'application/octet-stream',
      open: () => Stream.from([piece]),
    },
  ])
  const timeoutMs = uploadSilenceMs(piece.length)
  await ask(wireOf(call), { method: 'POST', path: `/2/media/upload/${id}/append`, headers, body, timeoutMs })
}

async function* piecesOf(stream: Readable): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    held.push(chunk)
    size += chunk.length
    while (size >= pieceBytes) {
      const all = Buffer.concat(held)
      yield all.subarray(0, pieceBytes)
      held = [all.subarray(pieceBytes)]
      size = all.length - pieceBytes
    }
  }
  if (size > 0) yield Buffer.concat(held)
}

/** Waits until videos and GIFs are taken in. */
export function readyStep(part: number, count: number): Step {
  return {
    name: `ready-${part}`,
    role: 'prepare',
    again: { way: 'harmless' },
    run: async (call, _key, done) => {
      for (let index = 0; index < count; index++)
        if (done[uploadName(part, index)]?.data?.ready !== true) await assertReady(call, uploadedId(done, part, index))
      return {}
    },
  }
}

async function assertReady(call: Call, id: string): Promise<void> {
  const query = { command: 'STATUS', media_id: id }
  const { data } = (await ask(wireOf(call), { path: '/2/media/upload', query })).json<Answer<Processing>>()
  const info = data?.processing_info
  if (info?.state === 'failed')
    throw new NetworkFailure('rejected', 'X could not take in the video', { evidence: { note: JSON.stringify(info) } })
  if (info?.state !== undefined && info.state !== 'succeeded')
    throw new NetworkFailure('slow-down', 'X is still taking in the file', {
      retryAfterMs: (info.check_after_secs ?? 5) * 1000,
    })
}

export function uploadedId(done: StepsDone, part: number, index: number): string {
  const id = done[uploadName(part, index)]?.data?.id
  if (typeof id === 'string') return id
  throw new Error(`file ${index} of part ${part} was not uploaded before it is used`)
}
