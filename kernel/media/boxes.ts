import type { Ranges } from './ranges.ts'
import { refuseMedia } from './refuse.ts'

/** Throws when an MP4 or MOV ends before its outer boxes do: an upload that broke off, a cut file. */
export async function refuseCutBoxes(ranges: Ranges): Promise<void> {
  const seen = new Set<string>()
  let at = 0
  for (let boxes = 0; at < ranges.size; boxes++) {
    if (boxes > 100_000) throw refuseMedia('media.broken')
    const box = await readBox(ranges, at)
    seen.add(box.name)
    if (at + box.size > ranges.size) throw refuseMedia('media.truncated')
    at += box.size
  }
  if (!seen.has('moov')) throw refuseMedia(seen.has('mdat') ? 'media.truncated' : 'media.broken')
}

async function readBox(ranges: Ranges, at: number): Promise<{ name: string; size: number }> {
  const head = await ranges.at(at, 16)
  if (head.length < 8) throw refuseMedia('media.truncated')
  const name = head.toString('latin1', 4, 8)
  const short = head.readUInt32BE(0)
  if (short === 0) return { name, size: ranges.size - at }
  if (short !== 1) {
    if (short < 8) throw refuseMedia('media.broken')
    return { name, size: short }
  }
  if (head.length < 16) throw refuseMedia('media.truncated')
  const size = Number(head.readBigUInt64BE(8))
  if (size < 16) throw refuseMedia('media.broken')
  return { name, size }
}

const segmentId = 0x18538067

/** Throws when a WebM is shorter than its segment says. A segment of unknown length (a recording) passes. */
export async function refuseCutWebm(ranges: Ranges): Promise<void> {
  const head = await ranges.at(0, 4096)
  const header = readSize(head, 4)
  if (!header) throw refuseMedia('media.broken')
  const at = 4 + header.width + (header.value ?? 0)
  if (at + 4 > head.length || head.readUInt32BE(at) !== segmentId) throw refuseMedia('media.broken')
  const segment = readSize(head, at + 4)
  if (!segment) throw refuseMedia('media.broken')
  if (segment.value !== undefined && at + 4 + segment.width + segment.value > ranges.size)
    throw refuseMedia('media.truncated')
}

/** An EBML length: `value` undefined means "until the end". */
function readSize(head: Buffer, at: number): { width: number; value: number | undefined } | undefined {
  const first = head[at]
  if (!first) return undefined
  const width = Math.clz32(first) - 23
  if (at + width > head.length) return undefined
  let value = first & (0xff >> width)
  for (let i = 1; i < width; i++) value = value * 256 + (head[at + i] ?? 0)
  const unknown = value >= 2 ** (7 * width) - 1
  return { width, value: unknown ? undefined : value }
}
