import { crc32, deflateSync } from 'node:zlib'

/** The picture that people of the lab send with their words. */
export type Snapshot = {
  fileName: string
  mime: 'image/png'
  width: number
  height: number
  alt: string
  bytes: number
  url: string
}

const [width, height] = [320, 240]
let drawn: Buffer | undefined

export const snapshotAt = (url: string): Snapshot => ({
  fileName: 'torn-bag.png',
  mime: 'image/png',
  width,
  height,
  alt: 'A torn paper bag on a grey table, “North” on its label',
  bytes: snapshotFile().length,
  url,
})

/** The same bytes on every machine: drawn by arithmetic alone, so that no decoder is loaded for it. */
export function snapshotFile(): Buffer {
  drawn ??= png()
  return drawn
}

function png(): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels())),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const framed = Buffer.alloc(named.length + 8)
  framed.writeUInt32BE(data.length, 0)
  named.copy(framed, 4)
  framed.writeUInt32BE(crc32(named), named.length + 4)
  return framed
}

/** Each row begins with 0, which says that it is written as it is. */
function pixels(): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 3))
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows.set(colorAt(x, y), y * (1 + width * 3) + 1 + x * 3)
  return rows
}

const table = [143, 146, 150]
const paper = [186, 140, 92]
const label = [244, 239, 226]
const dark = [58, 40, 28]

function colorAt(x: number, y: number): number[] {
  const edge = 48 + Math.abs(((x * 7) % 26) - 13)
  if (x < 96 || x > 224 || y < edge || y > 214) return table
  if (x > 120 && x < 200 && y > 110 && y < 160) return label
  return y < edge + 5 ? dark : paper
}
