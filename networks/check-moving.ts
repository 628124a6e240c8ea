import { Refusal } from '../kernel/failure.ts'
import { audioPlan } from '../kernel/media/plan-audio.ts'
import { type Moving, planVideo } from '../kernel/media/plan-video.ts'
import type { Desk, Finding, MediaRule, MediaUse } from './compose.ts'

/**
 * A video, an animation that becomes one, or sound, which the desk makes fit: told is what cannot be made to fit, by the very
 * plan that will be followed, and what a reader will see of it (bars). Facts that were not measured are not held against it.
 */
export function checkMoving(media: MediaUse, rule: MediaRule, path: string, desk: Desk | undefined): Finding[] {
  try {
    return media.kind === 'audio' ? checkSound(media, rule, path, desk) : checkVideo(media, rule, path, desk)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return [{ path, code: error.code, severity: 'error', values: error.values }]
  }
}

const canMake = (desk: Desk | undefined) => (codec: string) => desk === undefined || desk.makes.includes(codec)
const hasNone = (desk: Desk | undefined) => desk !== undefined && desk.makes.length === 0

function checkVideo(media: MediaUse, rule: MediaRule, path: string, desk: Desk | undefined): Finding[] {
  const file = movingOf(media, rule)
  if (!file) return []
  const plan = planVideo(file, media, rule, hasNone(desk) ? () => true : canMake(desk))
  const stays = plan.way === 'as-it-is' || (plan.way === 'remux' && rule.mimes.includes(media.mime))
  if (!stays && hasNone(desk)) return [needsFfmpeg(media, path)]
  if (plan.way !== 'encode') return []
  const { picture, canvas } = plan.encoding.framing
  const barred = picture.width !== canvas.width || picture.height !== canvas.height
  return barred ? [{ path, code: 'networks.check.mediaBars', severity: 'warning' }] : []
}

function movingOf(media: MediaUse, rule: MediaRule): Moving | undefined {
  const { mime, bytes, width, height, durationMs, frameRate, bitRate } = media
  if (!width || !height) return undefined
  const length = durationMs || (media.kind === 'gif' ? 1_000 : 0)
  if (!length) return undefined
  const codec = media.kind === 'gif' ? undefined : (media.codec ?? rule.codecs?.[0] ?? 'h264')
  const sound = media.hasAudio ? { audioCodec: mime === 'video/webm' ? 'opus' : 'aac' } : {}
  return { mime, bytes, width, height, durationMs: length, frameRate, bitRate, videoCodec: codec, ...sound }
}

function checkSound(media: MediaUse, rule: MediaRule, path: string, desk: Desk | undefined): Finding[] {
  if (!media.durationMs) return []
  const plan = audioPlan({ ...media, durationMs: media.durationMs }, rule, hasNone(desk) ? () => true : canMake(desk))
  return plan.way === 'encode' && hasNone(desk) ? [needsFfmpeg(media, path)] : []
}

const needsFfmpeg = ({ mime }: MediaUse, path: string): Finding => ({
  path,
  code: 'media.needsFfmpeg',
  severity: 'error',
  values: { mime },
})
