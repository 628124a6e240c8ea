import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'

export type FormFile = { field: string; fileName: string; mime: string; open: () => Readable }

/** Form data whose files are streamed, never held; sent in chunks, since a file may turn out to have another size than was told. */
export function streamedForm(
  fields: Record<string, string>,
  files: FormFile[],
): { headers: Record<string, string>; body: Readable } {
  const boundary = `rialto-${randomUUID()}`
  async function* pieces(): AsyncGenerator<Buffer> {
    for (const [name, value] of Object.entries(fields))
      yield Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`)
    for (const file of files) {
      const named = `name="${quoted(file.field)}"; filename="${quoted(file.fileName)}"`
      yield Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; ${named}\r\nContent-Type: ${file.mime}\r\n\r\n`,
      )
      yield* file.open() as AsyncIterable<Buffer>
      yield Buffer.from('\r\n')
    }
    yield Buffer.from(`--${boundary}--\r\n`)
  }
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: Readable.from(pieces(), { objectMode: false }),
  }
}

/** As browsers quote: WHATWG HTML, multipart/form-data encoding. */
const quoted = (name: string) => name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22')
