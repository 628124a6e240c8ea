import { createHash, randomUUID } from 'node:crypto'
import { appendFile, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Measured, measure } from '../../lab/measure.ts'
import { type Asking, type Ground, invalid, ok } from './ground.ts'
import { keyOf } from './shapes.ts'
import { type EmMedia, idAt } from './state.ts'

type Begun = { owner: string; mime: string; category: string; total: number; path: string; pieces: number }
const bounds: Record<string, number> = { photo: 5_000_000, animated_gif: 15_000_000, video: 512_000_000 }
const types = {
  tweet_image: 'photo',
  tweet_gif: 'animated_gif',
  tweet_video: 'video',
  dm_image: 'photo',
  dm_gif: 'animated_gif',
  dm_video: 'video',
} as const

/** Uploads in pieces: begun ones live in memory, since nothing of them is seen. */
export function fileOperations(ground: Ground): void {
  const { on, state, now, commit } = ground
  const begun = new Map<string, Begun>()
  let lastId = 0n
  on('POST', '/2/media/upload/initialize', 'media.write', async (asking) => {
    const form = asking.body as { media_type?: string; total_bytes?: number; media_category?: string }
    const category = form.media_category ?? 'tweet_image'
    if (!(category in types)) throw invalid('This media category cannot be attached to a Post.')
    if ((form.total_bytes ?? 0) > (bounds[types[category as keyof typeof types]] ?? 0))
      throw invalid('File size exceeds the limit.')
    const fresh = BigInt(idAt(state, now()))
    lastId = fresh > lastId ? fresh : lastId + 1n
    const path = await scratch(ground, asking)
    begun.set(String(lastId), {
      owner: asking.user.id,
      mime: form.media_type ?? '',
      category,
      total: form.total_bytes ?? 0,
      path,
      pieces: 0,
    })
    return ok({ id: String(lastId), media_key: `3_${lastId}`, expires_after_secs: 86_400 })
  })
  on('POST', '/2/media/upload/:id/append', 'media.write', async ({ params, body, files, user }) => {
    const upload = owned(begun, params.id, user.id)
    const [file] = files
    if (!file) throw invalid('media is missing.')
    if (file.bytes > 5 * 1024 * 1024) throw invalid('A chunk may hold 5 MB.')
    const index = Number((body as { segment_index?: string }).segment_index)
    if (index !== upload.pieces) throw invalid(`segment_index must be ${upload.pieces}.`)
    await appendFile(upload.path, await readFile(file.path))
    upload.pieces += 1
    return ok({ expires_at: Math.floor(now().getTime() / 1000) + 86_400 })
  })
  on('POST', '/2/media/upload/:id/finalize', 'media.write', async (asking) => {
    const upload = owned(begun, asking.params.id, asking.user.id)
    const media = await takenIn(ground, asking, upload)
    begun.delete(media.id)
    commit(
      { made: 'media', media },
      { account: asking.user.openedAs, kind: 'upload', objectId: media.id, fingerprint: media.sha256 },
    )
    return ok(shape(ground, media, asking.stillProcessing))
  })
  on('GET', '/2/media/upload', 'media.write', ({ query, stillProcessing }) => {
    const media = state.media.get(String(query.media_id))
    if (!media) throw invalid('This media id is not known.')
    return ok(shape(ground, media, stillProcessing))
  })
  on('POST', '/2/media/metadata', 'media.write', ({ body }) => {
    const { id, metadata } = body as { id: string; metadata?: { alt_text?: { text: string } } }
    if (!state.media.has(id)) throw invalid('This media id is not known.')
    if (metadata?.alt_text) commit({ did: 'describe', media: id, alt: metadata.alt_text.text })
    return ok({ id, associated_metadata: metadata ?? {} })
  })
  ground.site.page('GET', '/media/:id', ({ params }) => {
    const media = state.media.get(params.id ?? '')
    return media
      ? { status: 200, file: media.path, headers: { 'content-type': media.mime } }
      : { status: 404, body: 'Not found' }
  })
}

async function scratch({ site }: Ground, asking: Asking): Promise<string> {
  const empty = join(tmpdir(), `rialto-lab-${randomUUID()}`)
  await writeFile(empty, '')
  const file = { field: '', fileName: '', mime: asking.type, path: empty, bytes: 0, sha256: '' }
  return site.keepFile(file, randomUUID())
}

function owned(begun: Map<string, Begun>, id: string | undefined, user: string): Begun {
  const upload = begun.get(id ?? '')
  if (!upload || upload.owner !== user) throw invalid('This upload is not known, or it has ended.')
  return upload
}

async function takenIn(ground: Ground, { params, user, stillProcessing }: Asking, upload: Begun): Promise<EmMedia> {
  const { size } = await stat(upload.path)
  const found = size === upload.total ? await measure(upload.path) : undefined
  const type = types[upload.category as keyof typeof types]
  if (!found || !fits(found, upload)) {
    await rm(upload.path, { force: true })
    throw invalid(
      size === upload.total
        ? 'InvalidMedia: the file is not what it says it is.'
        : 'Segments do not add up to the total.',
    )
  }
  const slow = type === 'photo' ? 0 : (ground.options.processingMs ?? 0)
  return {
    id: params.id ?? '',
    owner: user.id,
    personal: upload.category.startsWith('dm_'),
    type,
    mime: found.mime,
    path: upload.path,
    width: 'width' in found ? found.width : 0,
    height: 'height' in found ? found.height : 0,
    durationMs: 'durationMs' in found ? found.durationMs : 0,
    sha256: createHash('sha256')
      .update(await readFile(upload.path))
      .digest('hex'),
    readyAt: new Date(ground.now().getTime() + (stillProcessing ? 3000 : slow)).toISOString(),
  }
}

function fits(found: Measured, { category }: Begun): boolean {
  if (category.endsWith('_video'))
    return found.kind === 'video' && found.durationMs >= 500 && found.durationMs <= 140_000
  if (found.kind !== 'image' || found.width > 8192 || found.height > 8192) return false
  return category.endsWith('_gif') ? found.mime === 'image/gif' : found.frames === 1
}

function shape(ground: Ground, media: EmMedia, stillProcessing: boolean) {
  const waits = stillProcessing || new Date(media.readyAt) > ground.now()
  const info = waits
    ? { state: 'in_progress', check_after_secs: 1, progress_percent: 40 }
    : { state: 'succeeded', progress_percent: 100 }
  return {
    id: media.id,
    media_key: keyOf(ground, media.id),
    expires_after_secs: 86_400,
    ...(media.type === 'photo' && !waits ? {} : { processing_info: info }),
  }
}
