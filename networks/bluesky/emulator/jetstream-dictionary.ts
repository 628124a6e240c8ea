import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { constants, zstdCompressSync } from 'node:zlib'

/** Trained by `zstd --train` on events of this emulator: of the same form as the real servers' own (RFC 8878, section 5). */
export const dictionary = readFileSync(join(import.meta.dirname, 'practice.zdict'))
export const dictionaryId = dictionary.readUInt32LE(4)

/** Fast rather than small, as the real servers. */
const params = { [constants.ZSTD_c_compressionLevel]: 1 }

export const packed = (text: string): Buffer => zstdCompressSync(Buffer.from(text), { dictionary, params })
