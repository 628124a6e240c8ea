/** What a file really is, found by decoding it, whatever it calls itself. */
export type Measured =
  | { kind: 'image'; mime: string; width: number; height: number; frames: number }
  | { kind: 'video'; mime: string; width: number; height: number; durationMs: number; sound: boolean }
  | { kind: 'audio'; mime: string; durationMs: number }

/** Undefined for what cannot be decoded: damaged files and what is no media. */
export async function measure(path: string, largestPixels = 100_000_000): Promise<Measured | undefined> {
  return (await measureImage(path, largestPixels)) ?? (await measureTracks(path))
}

/** The decoders are loaded with the first file: most days nobody uploads anything here. */
async function measureImage(path: string, largestPixels: number): Promise<Measured | undefined> {
  const { default: sharp } = await import('sharp')
  try {
    const options = { limitInputPixels: largestPixels, failOn: 'error' as const }
    const { format, width, height, pages } = await sharp(path, options).metadata()
    if (format === 'svg') return undefined
    await sharp(path, options).resize(32, 32, { fit: 'fill' }).raw().toBuffer()
    const mime = format === 'heif' ? 'image/avif' : `image/${format}`
    return { kind: 'image', mime, width, height, frames: pages ?? 1 }
  } catch {
    return undefined
  }
}

async function measureTracks(path: string): Promise<Measured | undefined> {
  const { ALL_FORMATS, FilePathSource, Input } = await import('mediabunny')
  const input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS })
  try {
    const mime = ((await input.getMimeType()).split(';')[0] ?? '').trim()
    const durationMs = Math.round((await input.computeDuration()) * 1000)
    const video = await input.getPrimaryVideoTrack()
    const audio = await input.getPrimaryAudioTrack()
    if (video)
      return {
        kind: 'video',
        mime,
        durationMs,
        sound: audio !== null,
        width: video.displayWidth,
        height: video.displayHeight,
      }
    return audio ? { kind: 'audio', mime, durationMs } : undefined
  } catch {
    return undefined
  } finally {
    input.dispose()
  }
}
