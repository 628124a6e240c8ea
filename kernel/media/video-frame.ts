import { spawn } from 'node:child_process'

const demuxers: Record<string, string> = { 'video/mp4': 'mov', 'video/quicktime': 'mov', 'video/webm': 'matroska' }
const timeoutMs = 20_000
const maxBytes = 32 * 1024 * 1024

/**
 * One picture of a video as PNG, at most `side` pixels wide or high, by the system's ffmpeg;
 * undefined where there is none or it cannot read the file. The container is named to it, so that a file cannot pose as a playlist.
 */
export async function videoFrame(path: string, mime: string, atMs: number, side: number): Promise<Buffer | undefined> {
  const demuxer = demuxers[mime]
  if (!demuxer) return undefined
  const scale = `scale='min(${side},iw)':'min(${side},ih)':force_original_aspect_ratio=decrease`
  return await output('ffmpeg', [
    ...['-nostdin', '-v', 'error', '-threads', '1', '-protocol_whitelist', 'file', '-f', demuxer],
    ...['-ss', String(atMs / 1000), '-i', `file:${path}`, '-an', '-frames:v', '1', '-vf', scale],
    ...['-c:v', 'png', '-f', 'image2pipe', 'pipe:1'],
  ])
}

function output(program: string, args: string[]): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] })
    const chunks: Buffer[] = []
    let size = 0
    const late = setTimeout(() => child.kill('SIGKILL'), timeoutMs)
    const end = (made: Buffer | undefined) => {
      clearTimeout(late)
      resolve(made)
    }
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > maxBytes) child.kill('SIGKILL')
      else chunks.push(chunk)
    })
    child.once('error', () => end(undefined))
    child.once('close', (code) => end(code === 0 && size > 0 ? Buffer.concat(chunks) : undefined))
  })
}
