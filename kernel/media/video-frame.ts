import { type Ffmpeg, guardedInput, runFfmpeg } from './ffmpeg.ts'

const demuxers: Record<string, string> = { 'video/mp4': 'mov', 'video/quicktime': 'mov', 'video/webm': 'matroska' }
const timeoutMs = 20_000

/** One picture of a video as PNG, at most `side` pixels wide or high; undefined where ffmpeg is absent or cannot read the file. */
export async function videoFrame(
  path: string,
  mime: string,
  atMs: number,
  side: number,
  ffmpeg: Ffmpeg | undefined,
): Promise<Buffer | undefined> {
  const demuxer = demuxers[mime]
  if (!demuxer || !ffmpeg) return undefined
  const scale = `scale='min(${side},iw)':'min(${side},ih)':force_original_aspect_ratio=decrease`
  const seek = ['-ss', String(atMs / 1000)]
  const [options, input] = [guardedInput(path, demuxer).slice(0, -2), ['-i', `file:${path}`]]
  const args = [
    ...options,
    ...seek,
    ...input,
    '-an',
    '-frames:v',
    '1',
    '-vf',
    scale,
    '-c:v',
    'png',
    '-f',
    'image2pipe',
    'pipe:1',
  ]
  try {
    const frame = await runFfmpeg(ffmpeg, args, { withinMs: timeoutMs })
    return frame.length > 0 ? frame : undefined
  } catch {
    // What has no readable picture shows a drawn one.
    return undefined
  }
}
