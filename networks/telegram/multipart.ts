import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'

export type Upload = { field: string; fileName: string; mime: string; bytes: number; open: () => Readable }
export type Multipart = { headers: Record<string, string>; body: Readable; isWhole: () => boolean }

/**
 * Form data whose files are streamed from disk and whose length is known beforehand.
 * `isWhole` tells whether all of it was handed to the wire: before that the network cannot have acted on it.
 */
export function multipart(fields: Record<string, string>, uploads: Upload[]): Multipart {
  const boundary = `rialto-${randomUUID()}`
  const texts = Object.entries(fields).map(([name, value]) =>
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  )
  const files = uploads.map((one) => ({
    ...one,
    head: Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${one.field}"; filename="${quoted(one.fileName)}"\r\nContent-Type: ${one.mime}\r\n\r\n`,
    ),
  }))
  const end = Buffer.from(`--${boundary}--\r\n`)
  const length =
    [...texts, end].reduce((sum, one) => sum + one.length, 0) +
    files.reduce((sum, one) => sum + one.head.length + one.bytes + 2, 0)
  let whole = false
  async function* pieces(): AsyncGenerator<Buffer> {
    yield* texts
    for (const file of files) {
      yield file.head
      yield* file.open() as AsyncIterable<Buffer>
      yield Buffer.from('\r\n')
    }
    whole = true
    yield end
  }
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': String(length) },
    body: Readable.from(pieces(), { objectMode: false }),
    isWhole: () => whole,
  }
}

const quoted = (name: string) => name.replace(/["\r\n\\]/g, '_')
