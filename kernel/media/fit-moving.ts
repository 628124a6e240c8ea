import { randomUUID } from 'node:crypto'
import { rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ffmpeg } from './ffmpeg.ts'
import type { FitFacts } from './fit.ts'
import type { FitRule } from './fit-rule.ts'
import { openImage } from './imaging.ts'
import { audioPlan } from './plan-audio.ts'
import { type Moving, planVideo } from './plan-video.ts'
import { measure, type Probe } from './probe.ts'
import { refuseMedia } from './refuse.ts'
import { canMake, encoderOf, encodeVideo, made, remux, type Task } from './transcode.ts'

/** What making a video or a sound fit takes: the system's ffmpeg where there is one, a way to stop, an ear for how far it is. */
export type FitTools = { ffmpeg?: Ffmpeg; signal?: AbortSignal; progress?: (share: number) => void }
type Fitted<F> = Promise<{ facts: F; path: string }>

/** A video or an animation as a video that keeps the rule. Throws a refusal that says why it cannot be. */
export async function fitVideo<F extends FitFacts>(
  facts: F,
  path: string,
  rule: FitRule,
  scratch: string,
  tools: FitTools,
): Fitted<F> {
  const { ffmpeg } = tools
  const file = movingOf(await measure(path))
  const plan = planVideo(file, facts, rule, ffmpeg ? canMake(ffmpeg) : () => true)
  if (plan.way === 'as-it-is') return { facts, path }
  if (!ffmpeg) return asItIs(facts, path, file, plan.way === 'remux' && rule.mimes.includes(file.mime))
  const from = file.mime === 'image/webp' ? await asGif(path, scratch) : path
  const task: Task = {
    ...tools,
    ffmpeg,
    scratch,
    path: from,
    file: from === path ? file : { ...file, mime: 'image/gif' },
  }
  const to =
    plan.way === 'remux' ? await remux(task, plan.container) : await encodeVideo(task, plan.encoding, rule.maxBytes)
  if (from !== path) await rm(from, { force: true })
  return await taken(facts, to, file.durationMs)
}

/** What only carries more than it needs to may go as it is where nothing can take that off. */
function asItIs<F extends FitFacts>(facts: F, path: string, file: Moving, mayGo: boolean): { facts: F; path: string } {
  if (mayGo) return { facts, path }
  throw refuseMedia('media.needsFfmpeg', { mime: file.mime })
}

function movingOf(found: Probe): Moving {
  if (found.kind === 'video' && found.width && found.height)
    return { ...found, width: found.width, height: found.height }
  if (found.kind === 'gif')
    return {
      ...found,
      durationMs: found.durationMs || 100,
      frameRate: Math.min(50, rateOf(found.frames, found.durationMs)),
    }
  throw refuseMedia('media.broken')
}

const rateOf = (frames: number, durationMs = 0) => (durationMs > 0 ? Math.max(1, (frames * 1_000) / durationMs) : 10)

/** ffmpeg reads no moving WebP; our own reader does. */
async function asGif(path: string, scratch: string): Promise<string> {
  const to = join(scratch, `${randomUUID()}.gif`)
  await writeFile(to, await (await openImage(path, { pages: -1 })).gif().toBuffer())
  return to
}

/** The new file with its own measures. One that came out shorter than it was read a damaged original. */
async function taken<F extends FitFacts>(facts: F, path: string, durationMs: number): Fitted<F> {
  const found = await measure(path)
  if (found.kind !== 'video' && found.kind !== 'audio') throw refuseMedia('media.broken')
  if (found.durationMs < durationMs * 0.97 - 500) {
    await rm(path, { force: true })
    throw refuseMedia('media.truncated')
  }
  const extension = /[^.]+$/.exec(path)?.[0] ?? 'bin'
  const fileName = facts.fileName?.replace(/\.[^.]*$/, '').concat('.', extension)
  const { kind, mime, bytes, durationMs: length, bitRate } = found
  const shape = found.kind === 'video' ? { width: found.width, height: found.height } : {}
  const stream = {
    ...{
      codec: found.videoCodec ?? found.audioCodec,
      frameRate: found.frameRate,
      hasAudio: found.audioCodec !== undefined,
    },
    ...{ durationMs: length, bitRate, ...shape },
  }
  return { facts: { ...facts, kind, mime, bytes, ...stream, crop: undefined, fileName }, path }
}

/** Sound that keeps the rule: as it is, or encoded at the best rate that its length leaves room for. */
export async function fitAudio<F extends FitFacts>(
  facts: F,
  path: string,
  rule: FitRule,
  scratch: string,
  tools: FitTools,
): Fitted<F> {
  const file = await measure(path)
  if (file.kind !== 'audio') throw refuseMedia('media.broken')
  const { ffmpeg } = tools
  const plan = audioPlan(file, rule, ffmpeg ? canMake(ffmpeg) : () => true)
  if (plan.way === 'as-it-is') return { facts, path }
  if (!ffmpeg) throw refuseMedia('media.needsFfmpeg', { mime: file.mime })
  const encoder = encoderOf(ffmpeg, plan.codec) ?? plan.codec
  const task: Task = { ...tools, ffmpeg, scratch, path, file }
  const args = [
    '-map',
    '0:a:0',
    '-vn',
    '-c:a',
    encoder,
    '-b:a',
    String(plan.rate),
    '-map_metadata',
    '-1',
    '-threads',
    '1',
  ]
  const to = await made(task, plan.extension, args)
  if ((await stat(to)).size > rule.maxBytes) throw refuseMedia('media.cannotFit', { mime: file.mime })
  return await taken(facts, to, file.durationMs)
}
