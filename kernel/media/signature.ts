import { refuseMedia } from './refuse.ts'

export type ImageMime = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/avif' | 'image/gif'
export type TrackMime =
  | 'video/mp4'
  | 'video/quicktime'
  | 'video/webm'
  | 'audio/mpeg'
  | 'audio/ogg'
  | 'audio/wav'
  | 'audio/mp4'
export type Signature =
  | { family: 'image'; mime: ImageMime }
  | { family: 'track'; mime: TrackMime }
  | { family: 'pdf' | 'zip' }

/**
 * What a file is, by its first bytes alone; at least 4096 of them, or all.
 * Throws a refusal for programs, SVG, HEIC and whatever is not known.
 */
export function signatureOf(head: Buffer): Signature {
  if (head.length === 0) throw refuseMedia('media.empty')
  const found = imageOf(head) ?? isoOf(head) ?? trackOf(head) ?? documentOf(head)
  if (found) return found
  if (isProgram(head)) throw refuseMedia('media.executable')
  if (/<svg[\s>]/i.test(head.toString('latin1'))) throw refuseMedia('media.svg')
  throw refuseMedia('media.unknownType')
}

const startsWith = (head: Buffer, text: string, at = 0) => head.toString('latin1', at, at + text.length) === text

function imageOf(head: Buffer): Signature | undefined {
  if (startsWith(head, '\xff\xd8\xff')) return { family: 'image', mime: 'image/jpeg' }
  if (startsWith(head, '\x89PNG\r\n\x1a\n')) return { family: 'image', mime: 'image/png' }
  if (startsWith(head, 'GIF87a') || startsWith(head, 'GIF89a')) return { family: 'image', mime: 'image/gif' }
  if (startsWith(head, 'RIFF') && startsWith(head, 'WEBP', 8)) return { family: 'image', mime: 'image/webp' }
  return undefined
}

const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx']

function isoOf(head: Buffer): Signature | undefined {
  if (!startsWith(head, 'ftyp', 4)) return undefined
  const size = Math.min(head.readUInt32BE(0), head.length)
  const brands: string[] = []
  for (let at = 8; at + 4 <= size; at += 4) if (at !== 12) brands.push(head.toString('latin1', at, at + 4))
  const major = brands[0] ?? ''
  if (major === 'avis') throw refuseMedia('media.animatedAvif')
  if (brands.includes('avif')) return { family: 'image', mime: 'image/avif' }
  if (brands.some((brand) => heicBrands.includes(brand))) throw refuseMedia('media.heic')
  if (major === 'qt  ') return { family: 'track', mime: 'video/quicktime' }
  if (major.startsWith('M4A') || major.startsWith('M4B')) return { family: 'track', mime: 'audio/mp4' }
  return { family: 'track', mime: 'video/mp4' }
}

function trackOf(head: Buffer): Signature | undefined {
  const oldQuickTime = ['moov', 'mdat', 'wide', 'free', 'skip'].includes(head.toString('latin1', 4, 8))
  if (oldQuickTime) return { family: 'track', mime: 'video/quicktime' }
  if (startsWith(head, '\x1a\x45\xdf\xa3') && head.subarray(0, 64).includes('webm'))
    return { family: 'track', mime: 'video/webm' }
  if (startsWith(head, 'OggS')) return { family: 'track', mime: 'audio/ogg' }
  if (startsWith(head, 'RIFF') && startsWith(head, 'WAVE', 8)) return { family: 'track', mime: 'audio/wav' }
  if (startsWith(head, 'ID3') || isMp3Frame(head)) return { family: 'track', mime: 'audio/mpeg' }
  return undefined
}

/** An MPEG layer III frame header: sync, no reserved version, rate or sampling. */
function isMp3Frame(head: Buffer): boolean {
  if (head.length < 4) return false
  const [a = 0, b = 0, c = 0] = head
  return (
    a === 0xff &&
    (b & 0xe6) === 0xe2 &&
    (b & 0x18) !== 0x08 &&
    (c & 0xf0) !== 0xf0 &&
    (c & 0xf0) !== 0 &&
    (c & 0x0c) !== 0x0c
  )
}

function documentOf(head: Buffer): Signature | undefined {
  if (startsWith(head, '%PDF-')) return { family: 'pdf' }
  if (startsWith(head, 'PK\x03\x04')) return { family: 'zip' }
  return undefined
}

const programs = [
  'MZ',
  '\x7fELF',
  '#!',
  '\xca\xfe\xba\xbe',
  '\xfe\xed\xfa\xce',
  '\xfe\xed\xfa\xcf',
  '\xcf\xfa\xed\xfe',
  '\xce\xfa\xed\xfe',
  '\0asm',
  '<?php',
]

const isProgram = (head: Buffer) => programs.some((start) => startsWith(head, start))

/** Throws when an image or a track is also something else that a reader could be made to run or open. */
export function refuseTwoInOne(head: Buffer, tail: Buffer): void {
  const text = `${head.toString('latin1')}\n${tail.toString('latin1')}`
  if (/<(script|html|svg|iframe|!doctype html)[\s>]|<\?php/i.test(text)) throw refuseMedia('media.twoInOne')
  if (head.subarray(0, 1024).includes('%PDF-')) throw refuseMedia('media.twoInOne')
  const zipEnd = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (zipEnd >= 0 && zipEnd + 22 <= tail.length && zipEnd + 22 + tail.readUInt16LE(zipEnd + 20) === tail.length)
    throw refuseMedia('media.twoInOne')
}
