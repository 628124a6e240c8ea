import { NetworkFailure } from '../../../kernel/failure.ts'
import type { MediaFile } from '../../contract.ts'

const signs = ['ffd8ff', '89504e47', '47494638', '52494646']

/**
 * For networks that take any bytes and find out later, or never, that they hold no picture.
 * Throws `rejected` for a picture that does not begin as JPEG, PNG, GIF or WebP do.
 */
export async function refuseImpostor(file: MediaFile): Promise<void> {
  if (file.kind !== 'image' && file.kind !== 'gif') return
  let head = Buffer.alloc(0)
  for await (const piece of file.open() as AsyncIterable<Buffer>) {
    head = Buffer.concat([head, piece])
    if (head.length >= 12) break
  }
  if (!signs.some((sign) => head.toString('hex').startsWith(sign)))
    throw new NetworkFailure('rejected', `${file.fileName ?? 'the file'} does not hold a picture`)
}
