import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { JsonObject } from '../../kernel/json.ts'
import type { MediaFile } from '../contract.ts'

/** A post and its files in one streamed form: the first part is the JSON, the others are named by the blocks' identifiers. */
export function npfForm(
  json: JsonObject,
  files: { identifier: string; file: MediaFile }[],
): { headers: Record<string, string>; body: Readable } {
  const boundary = `rialto-${randomUUID()}`
  const opening = (disposition: string, type: string) =>
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: ${type}\r\n\r\n`)
  async function* pieces(): AsyncGenerator<Buffer> {
    yield opening('name="json"', 'application/json')
    yield Buffer.from(`${JSON.stringify(json)}\r\n`)
    for (const { identifier, file } of files) {
      yield opening(`name="${identifier}"; filename="${identifier}.${file.mime.split('/')[1]}"`, file.mime)
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
