import type { Sharp, SharpOptions } from 'sharp'
import { mediaLimits } from './limits.ts'

const atOnce = 2
/** A photo of 16 megapixels. */
const usualBytes = 64 * 1024 * 1024
let running = 0
let bytesInUse = 0
const waiting: { bytes: number; start: () => void }[] = []

/** Runs `work`, which needs about so many bytes, when there is room for it: memory is bounded whoever asks for however many. */
export async function inTurn<T>(work: () => Promise<T>, bytes = usualBytes): Promise<T> {
  await new Promise<void>((start) => {
    waiting.push({ bytes, start })
    admit()
  })
  try {
    return await work()
  } finally {
    running -= 1
    bytesInUse -= bytes
    admit()
  }
}

/** First come, first served; what is larger than all the room goes alone. */
function admit(): void {
  for (let next = waiting[0]; next; next = waiting[0]) {
    const fits = running === 0 || (running < atOnce && bytesInUse + next.bytes <= mediaLimits.decodeBytes)
    if (!fits) return
    waiting.shift()
    running += 1
    bytesInUse += next.bytes
    next.start()
  }
}

export type Source = string | Buffer

/** A picture opened within our bounds, upright as its EXIF says. Loaded late: most processes never decode one. */
export async function openImage(source: Source, options: SharpOptions = {}): Promise<Sharp> {
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
