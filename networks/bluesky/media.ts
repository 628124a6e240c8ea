import type { JsonObject } from '../../kernel/json.ts'
import type { Call, MediaFile, PreparedContent, StepsDone } from '../contract.ts'
import { uploadSilenceMs } from '../upload-silence.ts'
import { imageMaxBytes, imageMimes, imagesInPlainEmbed } from './compose.ts'
import { ask } from './xrpc.ts'

/** Puts an image at the account's server, made to fit first. What it leaves is invisible until a post holds it. */
export async function uploadImage(call: Call, file: MediaFile, maxBytes = imageMaxBytes): Promise<JsonObject> {
  const fitted = await file.fit({
    maxBytes,
    maxWidth: 4000,
    maxHeight: 4000,
    mimes: [...imageMimes, ...(file.kind === 'gif' ? ['image/gif'] : [])],
  })
  const bytes = await fitted.bytesNow()
  const blob = await uploadBlob(call, { type: fitted.mime, bytes: bytes.length, open: () => bytes })
  return { blob, ...sizeOf(fitted) }
}

/** Straight to the account's server, streamed: for servers without a video service. */
export async function uploadVideoBlob(call: Call, file: MediaFile): Promise<JsonObject> {
  const blob = await uploadBlob(call, { type: file.mime, bytes: file.bytes, open: () => file.open() })
  return { blob, ...sizeOf(file) }
}

async function uploadBlob(call: Call, body: NonNullable<Parameters<typeof ask>[1]['body']>): Promise<JsonObject> {
  const nsid = 'com.atproto.repo.uploadBlob'
  const { blob } = await ask<{ blob: JsonObject }>(call, { nsid, body, timeoutMs: uploadSilenceMs(body.bytes) })
  return blob
}

export const sizeOf = (file: MediaFile): JsonObject =>
  file.width && file.height ? { width: file.width, height: file.height } : {}

/** The embed of one part from what its uploads left, or undefined for a part of words only. */
export function embedOf(part: PreparedContent['parts'][number], at: number, done: StepsDone): JsonObject | undefined {
  const uploaded = part.media.map((file, index) => ({ file, left: leftOf(`${at}-${index}`, done) }))
  const video = uploaded.find((one) => one.file.kind === 'video')
  if (video)
    return {
      $type: 'app.bsky.embed.video',
      video: video.left.blob ?? null,
      ...altOf(video.file),
      ...ratioOf(video.left),
    }
  if (uploaded.length > imagesInPlainEmbed) return galleryOf(uploaded)
  if (uploaded.length > 0)
    return {
      $type: 'app.bsky.embed.images',
      images: uploaded.map(({ file, left }) => ({ image: left.blob ?? null, alt: file.alt ?? '', ...ratioOf(left) })),
    }
  return part.card ? cardOf(part.card, done[`card-${at}`]?.data) : undefined
}

/** What the upload of a file left; for a video, what came out of the video service. */
export const leftOf = (place: string, done: StepsDone): JsonObject =>
  done[`ready-${place}`]?.data ?? done[`media-${place}`]?.data ?? {}

function galleryOf(uploaded: { file: MediaFile; left: JsonObject }[]): JsonObject {
  const items = uploaded.map(({ file, left }) => ({
    $type: 'app.bsky.embed.gallery#image',
    image: left.blob ?? null,
    alt: file.alt ?? '',
    aspectRatio: { width: left.width ?? 1, height: left.height ?? 1 },
  }))
  return { $type: 'app.bsky.embed.gallery', items }
}

function cardOf(card: NonNullable<PreparedContent['parts'][number]['card']>, left: JsonObject | undefined): JsonObject {
  const thumb: JsonObject = left?.blob ? { thumb: left.blob } : {}
  return {
    $type: 'app.bsky.embed.external',
    external: { uri: card.url, title: card.title, description: card.description, ...thumb },
  }
}

const altOf = (file: MediaFile): JsonObject => (file.alt ? { alt: file.alt } : {})
const ratioOf = (left: JsonObject): JsonObject =>
  left.width && left.height ? { aspectRatio: { width: left.width, height: left.height } } : {}
