import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FormFile } from '../../multipart.ts'

/** Form data whose files are streamed and whose length is told beforehand: for stores that take nothing in chunks. */
export function measuredForm(
  fields: Record<string, string>,
  files: (FormFile & { bytes: number })[],
): { headers: Record<string, string>; body: Readable } {
  const boundary = `rialto-${randomUUID()}`
  const part = (named: string, more = '') =>
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${named}\r\n${more}\r\n`)
  const texts = Object.entries(fields).map(([name, value]) =>
    Buffer.concat([part(`name="${quoted(name)}"`), Buffer.from(`${value}\r\n`)]),
  )
  const heads = files.map((file) =>
    part(`name="${quoted(file.field)}"; filename="${quoted(file.fileName)}"`, `Content-Type: ${file.mime}\r\n`),
  )
  const end = Buffer.from(`--${boundary}--\r\n`)
  const length =
    [...texts, ...heads, end].reduce((sum, one) => sum + one.length, 0) +
    files.reduce((sum, file) => sum + file.bytes + 2, 0)
  async function* pieces(): AsyncGenerator<Buffer> {
    yield* texts
    for (const [at, file] of files.entries()) {
      yield heads[at] ?? Buffer.alloc(0)
      yield* file.open() as AsyncIterable<Buffer>
      yield Buffer.from('\r\n')
    }
    yield end
  }
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': String(length) },
    body: Readable.from(pieces(), { objectMode: false }),
  }
}

/** As browsers quote: WHATWG HTML, multipart/form-data encoding. */
const quoted = (name: string) => name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22')
