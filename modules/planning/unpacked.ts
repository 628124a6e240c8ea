import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'

const inflate = promisify(inflateRaw)

/** What an archive says against itself: it is broken, or unpacks to more than it may. */
export class BadArchive extends Error {}

/**
 * Unpacks a workbook once and keeps nothing, so that one of a few kilobytes that unpacks to gigabytes is found before it is
 * read. Throws `BadArchive` beyond `most` bytes, and where the directory and what lies in the file differ: a reader that goes
 * by the one must find what was looked at here by the other.
 */
export async function refuseBomb(bytes: Buffer, most: number): Promise<void> {
  let left = most
  let at = 0
  for (const entry of entriesOf(bytes)) {
    if (entry.start < at || entry.start > at + longestMark) throw new BadArchive('it has hidden parts')
    const unpacked = await sizeOf(bytes.subarray(entry.data, entry.end), entry.method, left)
    if (entry.told !== undefined && entry.told !== unpacked) throw new BadArchive('its sizes are not right')
    left -= unpacked
    at = entry.end
  }
}

/** What may stand between two entries: the sizes of the first, told after it. */
const longestMark = 24

type Entry = { start: number; data: number; end: number; method: number; told: number | undefined }

/** By the directory at the end, in the order of their places. */
function entriesOf(bytes: Buffer): Entry[] {
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end < 0 || end + 22 > bytes.length) throw new BadArchive('its end is missing')
  const entries: Entry[] = []
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== 0x02014b50) throw new BadArchive('its directory is broken')
    entries.push(entryAt(bytes, bytes.readUInt32LE(at + 42), bytes.readUInt32LE(at + 20)))
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries.sort((a, b) => a.start - b.start)
}

function entryAt(bytes: Buffer, start: number, packed: number): Entry {
  if (start + 30 > bytes.length || bytes.readUInt32LE(start) !== 0x04034b50) throw new BadArchive('a part is missing')
  const isToldAfter = (bytes.readUInt16LE(start + 6) & 8) !== 0
  const data = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28)
  if (data + packed > bytes.length) throw new BadArchive('a part is cut short')
  const told = bytes.readUInt32LE(start + 22)
  const method = bytes.readUInt16LE(start + 8)
  return { start, data, end: data + packed, method, told: isToldAfter && told === 0 ? undefined : told }
}

async function sizeOf(packed: Buffer, method: number, most: number): Promise<number> {
  if (packed.length > most) throw new BadArchive('it unpacks to too much')
  if (method === 0) return packed.length
  try {
    return (await inflate(packed, { maxOutputLength: Math.max(1, most) })).length
  } catch (cause) {
    throw new BadArchive('it is broken, or unpacks to too much', { cause })
  }
}
