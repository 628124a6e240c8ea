import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import sharp from 'sharp'
import type { MediaFacts } from '../compose.ts'
import type { MediaFile } from '../contract.ts'

const served = new Map<string, { open: () => Readable; mime: string }>()
let server: Promise<string> | undefined

/** An address of this process at which the file lies, for networks that fetch files themselves. */
async function addressOf(path: string, mime: string, open = (): Readable => createReadStream(path)): Promise<string> {
  server ??= listen()
  const key = createHash('sha256').update(path).digest('hex').slice(0, 24)
  served.set(key, { open, mime })
  return `${await server}/${key}`
}

async function listen(): Promise<string> {
  const files = createServer((request, response) => {
    const file = served.get(request.url?.slice(1) ?? '')
    if (!file) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': file.mime })
    file.open().pipe(response)
  })
  files.unref()
  await once(files.listen(0, '127.0.0.1'), 'listening')
  const address = files.address()
  if (typeof address !== 'object' || !address) throw new Error('the samples are not served')
  return `http://127.0.0.1:${address.port}`
}

const here = join(import.meta.dirname, 'samples')

/** A real file of the kind, small, made here or lying beside. `mark` makes pictures differ. */
export async function sampleFile(
  kind: MediaFacts['kind'],
  folder: string,
  mark: number,
  changed: Partial<MediaFile> = {},
): Promise<MediaFile> {
  const made = await makers[kind](folder, mark)
  const { size } = await stat(made.path)
  const file: MediaFile = {
    id: `${kind}-${mark}`,
    kind,
    mime: made.mime,
    bytes: size,
    width: made.width,
    height: made.height,
    durationMs: made.durationMs,
    fileName: `${kind}-${mark}.${made.path.split('.').at(-1)}`,
    alt: `Чаша №${mark}, seen from above`,
    open: () => createReadStream(made.path),
    bytesNow: () => readFile(made.path),
    fit: (rule) => refit(made.path, folder, { ...file, ...changed }, rule),
    publicUrl: () =>
      addressOf(
        `${made.path}${changed.open ? ' changed' : ''}`,
        made.mime,
        changed.open ?? (() => createReadStream(made.path)),
      ),
    ...changed,
  }
  return file
}

type Made = { path: string; mime: string; width?: number; height?: number; durationMs?: number }

const makers: Record<MediaFacts['kind'], (folder: string, mark: number) => Promise<Made>> = {
  image: async (folder, mark) => {
    const path = join(folder, `picture-${mark}.jpg`)
    await writeFile(path, await flat(mark).jpeg().toBuffer())
    return { path, mime: 'image/jpeg', width: 240, height: 180 }
  },
  gif: async (folder, mark) => {
    const path = join(folder, `moving-${mark}.gif`)
    const frames = await Promise.all([mark, mark + 5, mark + 9].map((color) => flat(color).png().toBuffer()))
    await writeFile(
      path,
      await sharp(frames, { join: { animated: true } })
        .gif({ delay: [200, 200, 200] })
        .toBuffer(),
    )
    return { path, mime: 'image/gif', width: 240, height: 180, durationMs: 600 }
  },
  video: async () => ({ path: join(here, 'clip.mp4'), mime: 'video/mp4', width: 320, height: 240, durationMs: 3000 }),
  audio: async () => ({ path: join(here, 'tone.mp3'), mime: 'audio/mpeg', durationMs: 2000 }),
  document: async (folder, mark) => {
    const path = join(folder, `list-${mark}.txt`)
    await writeFile(path, `Cupping list ${mark}\n`)
    return { path, mime: 'text/plain' }
  },
}

const flat = (mark: number) =>
  sharp({
    create: {
      width: 240,
      height: 180,
      channels: 3,
      background: { r: (mark * 53) % 256, g: (mark * 97) % 256, b: (mark * 29) % 256 },
    },
  })

async function refit(
  path: string,
  folder: string,
  file: MediaFile,
  rule: Parameters<MediaFile['fit']>[0],
): Promise<MediaFile> {
  const fits = rule.mimes.includes(file.mime) && file.bytes <= rule.maxBytes
  const small = (file.width ?? 0) <= (rule.maxWidth ?? Infinity) && (file.height ?? 0) <= (rule.maxHeight ?? Infinity)
  if ((fits && small) || file.kind !== 'image') return file
  const target = join(folder, `${file.id}-fitted.jpg`)
  await sharp(path)
    .resize({ width: rule.maxWidth, height: rule.maxHeight, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 80 })
    .toFile(target)
  const { width, height, size } = await sharp(target).metadata()
  const bytes = size ?? (await stat(target)).size
  return {
    ...file,
    mime: 'image/jpeg',
    bytes,
    width,
    height,
    open: () => createReadStream(target),
    publicUrl: () => addressOf(target, 'image/jpeg'),
    bytesNow: () => readFile(target),
  }
}
