import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Refusal } from './failure.ts'

export type StoredFile = { key: string; size: number; sha256: string }

/** Contents by key, streamed both ways, never held whole. A key is what `put` returned. */
export type Files = {
  /**
   * Stores all of it or nothing. Throws Refusal 413 `files.tooLarge` beyond `maxBytes`, 507 `files.diskFull`;
   * the stream's own error when it breaks.
   */
  put: (content: Readable, limits: { maxBytes: number }) => Promise<StoredFile>
  /** Throws Refusal 404 `files.missing`. `start` and `end` are byte offsets, both included. */
  read: (key: string, range?: { start?: number; end?: number }) => Promise<Readable>
  /** Where it lies on this machine, for programs that need a path. */
  path: (key: string) => string
  size: (key: string) => Promise<number>
  /** Removing what is gone is fine. */
  remove: (key: string) => Promise<void>
  /** All there are, in no order. */
  list: () => AsyncIterable<{ key: string; storedAt: Date }>
}

/** Keeps contents below `folder`, spread over 256 folders, and clears what an earlier, killed process left half-written. */
export async function createFiles(folder: string): Promise<Files> {
  const arriving = join(folder, 'arriving')
  await mkdir(arriving, { recursive: true })
  await clearOld(arriving)
  const path = (key: string) => {
    if (!/^[0-9a-f]{32}$/.test(key)) throw new Refusal(404, 'files.missing')
    return join(folder, key.slice(0, 2), key)
  }
  const size = async (key: string) => (await stat(path(key)).catch(missing)).size
  return {
    path,
    size,
    put: async (content, limits) => {
      const key = randomBytes(16).toString('hex')
      const temporary = join(arriving, key)
      try {
        const measured = await write(content, temporary, limits.maxBytes)
        await mkdir(join(folder, key.slice(0, 2)), { recursive: true })
        await rename(temporary, path(key))
        await syncFolder(join(folder, key.slice(0, 2)))
        return { key, ...measured }
      } catch (error) {
        await rm(temporary, { force: true })
        throw isFull(error) ? new Refusal(507, 'files.diskFull', { cause: error }) : error
      }
    },
    read: async (key, range) => {
      await size(key)
      return createReadStream(path(key), range)
    },
    remove: (key) => rm(path(key), { force: true }),
    list: () => storedIn(folder),
  }
}

async function* storedIn(folder: string): AsyncIterable<{ key: string; storedAt: Date }> {
  for (const part of await readdir(folder)) {
    if (!/^[0-9a-f]{2}$/.test(part)) continue
    for (const key of await readdir(join(folder, part))) {
      const found = await stat(join(folder, part, key)).catch(() => undefined)
      if (found) yield { key, storedAt: found.mtime }
    }
  }
}

async function write(content: Readable, file: string, maxBytes: number): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256')
  let size = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      if (size > maxBytes)
        return done(new Refusal(413, 'files.tooLarge', { values: { megabytes: Math.floor(maxBytes / 1e6) } }))
      hash.update(chunk)
      done(null, chunk)
    },
  })
  await pipeline(content, measure, createWriteStream(file, { flags: 'wx', flush: true }))
  return { size, sha256: hash.digest('hex') }
}

/** A renamed file is durable only once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}

const halfWrittenForMs = 24 * 3600_000

async function clearOld(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const { mtimeMs } = await stat(join(folder, name))
    if (mtimeMs + halfWrittenForMs < performance.timeOrigin + performance.now())
      await rm(join(folder, name), { force: true })
  }
}

const isFull = (error: unknown) =>
  error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT'].includes(String(error.code))

const missing = (cause: unknown) => {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')
    throw new Refusal(404, 'files.missing', { cause })
  throw cause
}
