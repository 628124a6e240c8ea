import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import busboy from '@fastify/busboy'
import type { LabFile } from './network.ts'

export type ReadBody = { type: string; body: unknown; raw: Buffer; files: LabFile[] }

/** What cannot be read is the caller's fault and gets this status. */
export class UnreadableBody extends Error {
  readonly status: number
  constructor(status: number, message: string, cause?: unknown) {
    super(message, { cause })
    this.status = status
  }
}

/** Pictures may travel inside JSON, several at once. */
const largestInMemory = 40 * 1024 * 1024

/** JSON and forms are held; files are streamed to `folder`, whether in a form or as the whole body. */
export async function readBody(request: IncomingMessage, folder: string): Promise<ReadBody> {
  const declared = request.headers['content-type'] ?? ''
  const type = (declared.split(';')[0] ?? '').trim().toLowerCase()
  const empty = { type: '', body: undefined, raw: Buffer.alloc(0), files: [] }
  if (type === 'multipart/form-data') return { ...empty, type, ...(await readMultipart(request, folder)) }
  if (
    type === 'application/json' ||
    type === 'application/x-www-form-urlencoded' ||
    type.startsWith('text/') ||
    type === ''
  ) {
    const raw = await readAll(request)
    return raw.length === 0 && type === '' ? empty : { type, raw, files: [], body: parsed(type, raw) }
  }
  const file = await saved(request, folder, { field: '', fileName: '', mime: type })
  return { ...empty, type, files: [file] }
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > largestInMemory) throw new UnreadableBody(413, 'the body is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function parsed(type: string, raw: Buffer): unknown {
  const text = raw.toString('utf8')
  if (type === 'application/json') {
    try {
      return JSON.parse(text)
    } catch (cause) {
      throw new UnreadableBody(400, 'the body is not JSON', cause)
    }
  }
  return type === 'application/x-www-form-urlencoded' ? gathered(new URLSearchParams(text)) : text
}

/** `name[]` and repeated names become arrays; a single name stays text. */
export function gathered(pairs: Iterable<[string, string]>): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {}
  for (const [written, value] of pairs) {
    const listed = written.endsWith('[]')
    const name = listed ? written.slice(0, -2) : written
    const before = fields[name]
    if (before === undefined) fields[name] = listed ? [value] : value
    else fields[name] = Array.isArray(before) ? [...before, value] : [before, value]
  }
  return fields
}

async function readMultipart(request: IncomingMessage, folder: string): Promise<{ body: unknown; files: LabFile[] }> {
  const pairs: [string, string][] = []
  const files: Promise<LabFile>[] = []
  const form = new busboy.Busboy({
    headers: { ...request.headers, 'content-type': request.headers['content-type'] ?? '' },
  })
  form.on('field', (name, value) => pairs.push([name, value]))
  form.on('file', (field, stream, fileName, _encoding, mime) => {
    const file = saved(stream, folder, { field, fileName: fileName ?? '', mime })
    file.catch(() => stream.resume())
    files.push(file)
  })
  try {
    await pipeline(request, form)
  } catch (cause) {
    throw new UnreadableBody(400, 'the form is broken', cause)
  }
  return { files: await Promise.all(files), body: gathered(pairs) }
}

async function saved(
  stream: Readable,
  folder: string,
  named: { field: string; fileName: string; mime: string },
): Promise<LabFile> {
  const path = join(folder, randomUUID())
  const hash = createHash('sha256')
  let bytes = 0
  const measured = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  await pipeline(stream, measured, createWriteStream(path))
  return { ...named, path, bytes, sha256: hash.digest('hex') }
}
