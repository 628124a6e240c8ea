import { createHash } from 'node:crypto'
import { open, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measure } from '../../lab/measure.ts'
import type { LabFile } from '../../lab/network.ts'
import { type Asking, type Ground, mayAct, No } from './ground.ts'
import type { EmFile } from './state.ts'

const partBytes = 4 * 1024 * 1024
const names = { images: 'image', videos: 'video', documents: 'document' } as const

export function fileOperations(ground: Ground): void {
  const { on, state, commit, site } = ground
  for (const kind of ['images', 'videos', 'documents'] as const) {
    on('POST', `/rest/${kind}`, async (asking) => {
      if (asking.query.action === 'finalizeUpload' && kind === 'videos') return finalize(ground, asking)
      if (asking.query.action !== 'initializeUpload') throw new No(400, 'ILLEGAL_ARGUMENT', 'unknown action')
      return begin(ground, asking, kind)
    })
    on('GET', `/rest/${kind}/:urn`, ({ params, stillProcessing }) => {
      const file = state.files.get(decodeURIComponent(params.urn ?? ''))
      if (!file) throw new No(404, 'NOT_FOUND', 'there is no such file')
      const status = stillProcessing && file.status === 'AVAILABLE' ? 'PROCESSING' : file.status
      const downloadUrl = `${site.url}/files/${file.urn.split(':').at(-1)}`
      return {
        status: 200,
        json: { id: file.urn, owner: file.owner, status, ...(status === 'AVAILABLE' ? { downloadUrl } : {}) },
      }
    })
  }
  on('PUT', '/dms-uploads/:id/:part', async (asking) => {
    const file = [...state.files.values()].find((one) => one.urn.endsWith(`:${asking.params.id}`))
    const index = Number(asking.params.part)
    const part = file?.parts[index]
    const [sent] = asking.files
    if (!file || !part || !sent) throw new No(400, 'ILLEGAL_ARGUMENT', 'this upload is not known')
    if (file.kind === 'videos' && sent.bytes !== part.last - part.first + 1)
      throw new No(400, 'ILLEGAL_ARGUMENT', 'the part has another size than was agreed')
    const path = await site.keepFile(sent, `${asking.params.id}-${index}`)
    commit({ did: 'part', urn: file.urn, index, path })
    if (file.kind !== 'videos') await takeIn(ground, file, asking)
    return { status: 201, headers: { etag: part.tag } }
  })
  site.page('GET', '/files/:id', ({ params }) => {
    const file = [...state.files.values()].find((one) => one.urn.endsWith(`:${params.id}`))
    return file?.status === 'AVAILABLE'
      ? { status: 200, file: file.path, headers: { 'content-type': file.mime } }
      : { status: 404, body: 'Not found' }
  })
}

async function begin(ground: Ground, asking: Asking, kind: keyof typeof names) {
  const { site, now, commit } = ground
  type Form = { owner: string; fileSizeBytes?: number }
  const { owner, fileSizeBytes = 1 } = (asking.body as { initializeUploadRequest: Form }).initializeUploadRequest
  mayAct(ground, asking, owner)
  const id = site.random.hex(20)
  const urn = `urn:li:${names[kind]}:${id}`
  const number = kind === 'videos' ? Math.ceil(fileSizeBytes / partBytes) : 1
  const shelf = await site.keepFile(await emptyFile(ground, id), `${id}-whole`)
  const parts = Array.from({ length: number }, (_, index) => ({
    path: '',
    tag: site.random.hex(16),
    first: index * partBytes,
    last: Math.min(fileSizeBytes, (index + 1) * partBytes) - 1,
    got: false,
  }))
  const file: EmFile = { urn, owner, kind, parts, status: 'WAITING_UPLOAD', path: shelf, mime: '', sha256: '' }
  commit({ made: 'file', file })
  const uploadUrl = (index: number) => `${site.url}/dms-uploads/${id}/${index}`
  const ends = now().getTime() + 86_400_000
  const value =
    kind === 'videos'
      ? {
          uploadUrlsExpireAt: ends,
          video: urn,
          uploadToken: '',
          uploadInstructions: parts.map(({ first, last }, index) => ({
            uploadUrl: uploadUrl(index),
            firstByte: first,
            lastByte: last,
          })),
        }
      : { uploadUrlExpiresAt: ends, uploadUrl: uploadUrl(0), [names[kind]]: urn }
  return { status: 200, json: { value } }
}

/** A place on the shelf, made before anything is there. */
async function emptyFile({ site }: Ground, id: string): Promise<LabFile> {
  const path = join(tmpdir(), `rialto-lab-${site.random.hex(8)}-${id}`)
  await writeFile(path, '')
  return { field: '', fileName: '', mime: '', path, bytes: 0, sha256: '' }
}

async function finalize(ground: Ground, asking: Asking) {
  const { state } = ground
  type Form = { video: string; uploadedPartIds: string[] }
  const { video, uploadedPartIds } = (asking.body as { finalizeUploadRequest: Form }).finalizeUploadRequest
  const file = state.files.get(video)
  if (!file) throw new No(404, 'NOT_FOUND', 'there is no such video')
  const tags = file.parts.map((one) => one.tag)
  if (JSON.stringify(tags) !== JSON.stringify(uploadedPartIds) || !file.parts.every((one) => one.got))
    throw new No(400, 'ILLEGAL_ARGUMENT', 'parts are missing, or in another order')
  await takeIn(ground, file, asking)
  return { status: 200, json: {} }
}

/** Puts the parts together and looks at what they are. */
async function takeIn(ground: Ground, file: EmFile, { stillProcessing, member }: Asking): Promise<void> {
  const whole = await open(file.path, 'w')
  for (const { path } of file.parts) await whole.appendFile(await readFile(path))
  await whole.close()
  const bytes = await readFile(file.path)
  const mime = file.kind === 'documents' ? documentMime(bytes) : (await measure(file.path))?.mime
  const fits = mime && (file.kind === 'documents' || mime.startsWith(`${names[file.kind]}/`))
  if (!fits && file.kind === 'images') throw new No(400, 'MEDIA_INVALID', 'the file is not a picture')
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const waitMs = file.kind === 'videos' ? (ground.options.processingMs ?? 0) : 0
  const status = !fits ? 'PROCESSING_FAILED' : stillProcessing || waitMs > 0 ? 'PROCESSING' : 'AVAILABLE'
  const act = { account: member.handle, kind: 'upload', objectId: file.urn, fingerprint: sha256 } as const
  ground.commit({ did: 'file', urn: file.urn, to: { status, mime: mime ?? '', sha256 } }, act)
  if (status === 'PROCESSING')
    setTimeout(() => ground.commit({ did: 'file', urn: file.urn, to: { status: 'AVAILABLE' } }), waitMs || 50).unref()
}

const documentMime = (bytes: Buffer): string | undefined =>
  bytes.subarray(0, 5).toString() === '%PDF-'
    ? 'application/pdf'
    : bytes.subarray(0, 2).toString() === 'PK'
      ? 'application/zip'
      : undefined
