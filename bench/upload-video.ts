import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const boundary = 'rialto-bench-boundary'
const mebibyte = 1024 * 1024

/** Sends a playable MP4 of so many mebibytes as a browser would. Gives what the desk took; throws when it did not. */
export async function uploadVideo(to: { url: string; key: string }, mebibytes: number): Promise<{ bytes: number }> {
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="film.mp4"\r\ncontent-type: video/mp4\r\n\r\n`
  const sending = request(to.url, {
    method: 'POST',
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, authorization: `Bearer ${to.key}` },
  })
  const answered = new Promise<string>((resolve, reject) => {
    sending.once('error', reject)
    sending.once('response', async (answer) => {
      const text = Buffer.concat(await answer.toArray()).toString()
      if (answer.statusCode === 201) resolve(text)
      else reject(new Error(`the upload was answered with ${answer.statusCode} ${text}`))
    })
  })
  await pipeline(Readable.from(body(head, mebibytes)), sending)
  const { items } = JSON.parse(await answered) as { items: { bytes: number }[] }
  if (!items[0]) throw new Error('nothing was taken')
  return items[0]
}

async function* body(head: string, mebibytes: number): AsyncGenerator<Buffer> {
  yield Buffer.from(head)
  yield* film(mebibytes)
  yield Buffer.from(`\r\n--${boundary}--\r\n`)
}

/** A short clip that plays, followed by media data of the wanted size (ISO 14496-12: a box of 64-bit length). */
async function* film(mebibytes: number): AsyncGenerator<Buffer> {
  yield await readFile(join(import.meta.dirname, '../kernel/media/fixtures/clip.mp4'))
  const box = Buffer.alloc(16)
  box.writeUInt32BE(1)
  box.write('mdat', 4)
  box.writeBigUInt64BE(BigInt(16 + mebibytes * mebibyte), 8)
  yield box
  const noise = randomBytes(mebibyte)
  for (let n = 0; n < mebibytes; n++) yield noise
}
