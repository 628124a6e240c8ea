import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { zstdCompress, zstdDecompress } from 'node:zlib'
import type { DbOrTx } from '../../../kernel/db/tables.ts'
import { newId } from '../../../kernel/id.ts'
import type { World } from '../../../kernel/world.ts'
import { readHeard } from '../pipeline/take-told.ts'
import type { Heard } from '../sources/heard.ts'

const [compress, decompress] = [promisify(zstdCompress), promisify(zstdDecompress)]
const mostBytes = 1 << 30

export type Segment = {
  id: string
  intakeKey: string
  fromAt: Date
  toAt: Date
  posts: number
  bytes: number
  frames: number[]
  fileKey: string
}

/** Writes what was told between two moments; nothing when it was nothing. The file is named by no row yet. */
export async function writeSegment(
  { files, clock }: Pick<World, 'files' | 'clock'>,
  of: { intakeKey: string; fromAt: Date; heard: readonly Heard[] },
): Promise<Segment | undefined> {
  if (of.heard.length === 0) return undefined
  const toAt = clock.now()
  const frame = await compress(of.heard.map((one) => JSON.stringify(one)).join('\n'))
  const { key, size } = await files.put(Readable.from([frame]), { maxBytes: mostBytes })
  const { intakeKey, fromAt, heard } = of
  return {
    id: newId(toAt),
    intakeKey,
    fromAt,
    toAt,
    posts: heard.length,
    bytes: size,
    frames: [frame.length],
    fileKey: key,
  }
}

export async function keepSegment(tx: DbOrTx, segment: Segment): Promise<void> {
  await tx.insertInto('listeningSegment').values(segment).execute()
}

/** In the order in which it was told, a piece at a time, the last piece first. */
export async function* readSegment(
  { files }: Pick<World, 'files'>,
  { fileKey, frames }: Pick<Segment, 'fileKey' | 'frames'>,
): AsyncGenerator<Heard[]> {
  let end = frames.reduce((sum, length) => sum + length, 0)
  for (const length of frames.toReversed()) {
    const piece = await files.read(fileKey, { start: end - length, end: end - 1 })
    end -= length
    const lines = (await decompress(Buffer.concat(await piece.toArray()))).toString('utf8').split('\n')
    yield readHeard(lines.map((line) => JSON.parse(line)))
  }
}

/** Many short files of one hour become one; nothing is packed anew. */
export async function joinSegments(
  { files }: Pick<World, 'files'>,
  segments: readonly Segment[],
): Promise<Pick<Segment, 'frames' | 'bytes' | 'fileKey'>> {
  const all = async function* () {
    for (const { fileKey } of segments) yield* await files.read(fileKey)
  }
  const { key, size } = await files.put(Readable.from(all()), { maxBytes: mostBytes })
  return { fileKey: key, bytes: size, frames: segments.flatMap(({ frames }) => frames) }
}
