import type { Readable } from 'node:stream'
import type { Download } from '../team/index.ts'

type Whole = { type: string; bytes: number; range: string | undefined; fileName?: string; inline: boolean }

/** A file whole, or the part of it that was asked for. */
export async function rangedDownload(
  { bytes, range: asked, ...file }: Whole,
  read: (range?: { start: number; end: number }) => Promise<Readable>,
  headers: Record<string, string>,
): Promise<Download> {
  const range = rangeOf(asked, bytes)
  const size: Record<string, string> = range
    ? {
        'content-range': `bytes ${range.start}-${range.end}/${bytes}`,
        'content-length': String(range.end - range.start + 1),
      }
    : { 'content-length': String(bytes) }
  return {
    ...file,
    download: await read(range),
    status: range ? 206 : 200,
    headers: { ...headers, ...size, 'accept-ranges': 'bytes' },
  }
}

/** One range of bytes (RFC 9110, 14.1.2), as players ask for; anything else is the whole file. */
function rangeOf(header: string | undefined, bytes: number): { start: number; end: number } | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (from === undefined || (from === '' && !to)) return undefined
  const start = from === '' ? Math.max(0, bytes - Number(to)) : Number(from)
  const end = from === '' || !to ? bytes - 1 : Math.min(Number(to), bytes - 1)
  return start <= end ? { start, end } : undefined
}
