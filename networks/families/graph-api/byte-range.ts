import { Readable } from 'node:stream'

/** The bytes of a stream from one place up to another, end exclusive; the rest is not read. */
export function bytesBetween(open: () => Readable, from: number, to = Number.POSITIVE_INFINITY): Readable {
  async function* pieces(): AsyncGenerator<Buffer> {
    let at = 0
    for await (const piece of open() as AsyncIterable<Buffer>) {
      const start = Math.max(0, from - at)
      const end = Math.min(piece.length, to - at)
      if (end > start) yield piece.subarray(start, end)
      at += piece.length
      if (at >= to) return
    }
  }
  return Readable.from(pieces(), { objectMode: false })
}
