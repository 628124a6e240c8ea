import type { Sharp, SharpOptions } from 'sharp'
import { mediaLimits } from './limits.ts'

/** Pictures being decoded at once, whoever asks: memory is bounded by it. */
const atOnce = 2
let running = 0
const waiting: (() => void)[] = []

/** Runs `work` when fewer than two others are at it. */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

/** A picture opened within our bounds, upright as its EXIF says. Loaded late: most processes never decode one. */
export async function openImage(source: string | Buffer, options: SharpOptions = {}): Promise<Sharp> {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  const pixels = options.pages === -1 ? mediaLimits.animatedPixels : mediaLimits.streamedPixels
  return sharp(source, {
    failOn: 'warning',
    sequentialRead: true,
    limitInputPixels: pixels,
    autoOrient: true,
    ...options,
  })
}
