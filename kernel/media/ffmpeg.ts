import { spawn } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { setPriority } from 'node:os'
import { delimiter, join } from 'node:path'

/** The system's ffmpeg, as far as we use it. Never bundled: its usual builds are GPL. */
export type Ffmpeg = { path: string; version: string; encoders: ReadonlySet<string> }

/** The one an operator named, else the first on the PATH; undefined where there is none that answers. */
export async function findFfmpeg(named?: string): Promise<Ffmpeg | undefined> {
  const path = named || (await onPath('ffmpeg'))
  if (!path) return undefined
  try {
    const [about, list] = await Promise.all([asked(path, ['-version']), asked(path, ['-hide_banner', '-encoders'])])
    const version = /^ffmpeg version (\S+)/.exec(about)?.[1]
    if (!version) return undefined
    return {
      path,
      version,
      encoders: new Set([...list.matchAll(/^ [VAS][.\w]{5} (\S+)/gm)].map((row) => row[1] ?? '')),
    }
  } catch {
    // A program that does not start or answer is as good as none; `rialto doctor` tells so.
    return undefined
  }
}

async function onPath(program: string): Promise<string | undefined> {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, program)
    const runs = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (folder && runs) return path
  }
  return undefined
}

const asked = async (path: string, args: string[]) =>
  (await runChild(path, args, { quietForMs: 10_000 })).toString('utf8')

export type FfmpegRun = {
  signal?: AbortSignal
  /** Milliseconds of the output made so far. */
  progress?: (madeMs: number) => void
  /** Killed when it says nothing for so long. */
  quietForMs?: number
  /** Killed after so long, whatever it says. */
  withinMs?: number
}

/** What it said on its way down. */
export class FfmpegFailed extends Error {
  constructor(said: string, code: number | null) {
    super(`ffmpeg ended with ${code}: ${said.trim().slice(-400) || 'it said nothing'}`)
    this.name = 'FfmpegFailed'
  }
}

/** Before every input: no prompts, no networks, no other files than the one named, and a container that is named to it. */
export const guardedInput = (path: string, demuxer: string): string[] => [
  ...['-nostdin', '-hide_banner', '-v', 'error', '-protocol_whitelist', 'file'],
  ...['-threads', '1', '-f', demuxer, '-i', `file:${path}`],
]

/** Runs it to its end and gives what it wrote to its output; throws `FfmpegFailed`, or the signal's reason when cancelled. */
export function runFfmpeg(ffmpeg: Ffmpeg, args: string[], run: FfmpegRun = {}): Promise<Buffer> {
  const telling = run.progress ? ['-nostats', '-progress', 'pipe:1'] : []
  return runChild(ffmpeg.path, [...telling, ...args], run)
}

const quietForMs = 60_000
const mostBytes = 32 * 1024 * 1024

function runChild(program: string, args: string[], run: FfmpegRun): Promise<Buffer> {
  run.signal?.throwIfAborted()
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH } })
    const kill = () => void child.kill('SIGKILL')
    const told: Buffer[] = []
    let size = 0
    let errors = ''
    let silence = setTimeout(kill, run.quietForMs ?? quietForMs)
    const late = run.withinMs ? setTimeout(kill, run.withinMs) : undefined
    run.signal?.addEventListener('abort', kill, { once: true })
    child.once('spawn', () => giveWay(child.pid))
    child.stdout.on('data', (piece: Buffer) => {
      clearTimeout(silence)
      silence = setTimeout(kill, run.quietForMs ?? quietForMs)
      if (run.progress) return tellProgress(piece, run.progress)
      size += piece.length
      if (size > mostBytes) return kill()
      told.push(piece)
    })
    child.stderr.on('data', (piece: Buffer) => {
      errors = (errors + piece.toString('utf8')).slice(-4_000)
    })
    const end = (settle: () => void) => {
      clearTimeout(silence)
      clearTimeout(late)
      run.signal?.removeEventListener('abort', kill)
      settle()
    }
    child.once('error', (error) => end(() => reject(error)))
    child.once('close', (code) =>
      end(() => {
        if (run.signal?.aborted) reject(run.signal.reason)
        else if (code === 0 && size <= mostBytes) resolve(Buffer.concat(told))
        else reject(new FfmpegFailed(errors, code))
      }),
    )
  })
}

/** What is published on time goes before what is prepared for later. */
function giveWay(pid: number | undefined): void {
  try {
    if (pid) setPriority(pid, 15)
  } catch {
    // It may have ended already, or the system knows no priorities.
  }
}

function tellProgress(piece: Buffer, progress: (madeMs: number) => void): void {
  const made = [...piece.toString('latin1').matchAll(/^out_time_us=(\d+)/gm)].at(-1)?.[1]
  if (made) progress(Number(made) / 1_000)
}
