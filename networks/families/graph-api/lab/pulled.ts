import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { type Measured, measure } from '../../../lab/measure.ts'
import type { LabSite } from '../../../lab/network.ts'

export type Pulled = { path: string; bytes: number; sha256: string; found: Measured }

/** Fetches a file from its public address, as the network's own machines do, and looks at what it really is. */
export async function pulled(site: LabSite, address: string, name: string): Promise<Pulled | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'rialto-pulled-'))
  const path = join(folder, 'file')
  try {
    const answer = await fetch(address)
    if (!answer.ok || !answer.body) return undefined
    const hash = createHash('sha256')
    const body = Readable.fromWeb(answer.body as ReadableStream)
    body.on('data', (piece: Buffer) => hash.update(piece))
    await pipeline(body, createWriteStream(path))
    const found = await measure(path)
    if (!found) return undefined
    const { size } = await stat(path)
    const sha256 = hash.digest('hex')
    const file = { field: '', fileName: name, mime: found.mime, path, bytes: size, sha256 }
    return { path: await site.keepFile(file, name), bytes: size, sha256, found }
  } catch {
    return undefined
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
