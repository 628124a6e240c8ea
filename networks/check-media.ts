import { checkMoving } from './check-moving.ts'
import type { Composing, Desk, Finding, Limits, MediaFacts, MediaRule, MediaUse } from './compose.ts'

type MediaLimits = Limits['media']

export function checkMedia(
  media: MediaUse[],
  limits: MediaLimits,
  path: string,
  composing: Composing,
  desk?: Desk,
): Finding[] {
  const count = media.length
  const tooMany: Finding[] =
    count > limits.perPart
      ? [{ path, code: 'networks.check.tooManyMedia', severity: 'error', values: { count, max: limits.perPart } }]
      : []
  const mixed: Finding[] = isMixAllowed(media, limits.mix)
    ? []
    : [{ path, code: `networks.check.mix.${limits.mix}`, severity: 'error' }]
  return [
    ...tooMany,
    ...mixed,
    ...checkPulled(media, limits, path, composing, desk),
    ...media.flatMap((one, index) => checkFile(one, limits, `${path}.${index}`, composing, desk)),
  ]
}

/** A network that fetches files itself must reach the desk. */
function checkPulled(
  media: MediaUse[],
  limits: MediaLimits,
  path: string,
  { name: network }: Composing,
  desk: Desk | undefined,
): Finding[] {
  if (!desk || desk.reachable === 'yes' || !media.some((one) => isPulled(one, limits))) return []
  if (desk.reachable === 'no')
    return [{ path, code: 'networks.check.pulledNeedsPublicDesk', severity: 'error', values: { network } }]
  return [{ path, code: 'networks.check.pulledMayFail', severity: 'warning', values: { network } }]
}

const isPulled = ({ kind }: MediaUse, { pulled }: MediaLimits) => pulled === true || pulled?.includes(kind) === true

/** The rule for a file; an animation goes as a video where animations are not taken and videos are made to fit. */
export function ruleOf({ kind }: Pick<MediaFacts, 'kind'>, limits: MediaLimits): MediaRule | undefined {
  const { video } = limits
  return limits[kind] ?? (kind === 'gif' && video?.reencode && video.mimes.includes('video/mp4') ? video : undefined)
}

function isMixAllowed(media: MediaUse[], mix: MediaLimits['mix']): boolean {
  if (mix === 'any') return true
  if (mix === 'one-kind') return new Set(media.map((one) => one.kind)).size <= 1
  const visual = media.filter((one) => one.kind === 'image' || one.kind === 'video')
  return media.length <= 1 || visual.length === media.length
}

function checkFile(media: MediaUse, limits: MediaLimits, path: string, composing: Composing, desk?: Desk): Finding[] {
  const rule = ruleOf(media, limits)
  if (!rule)
    return [
      {
        path,
        code: 'networks.check.mediaKind',
        severity: 'error',
        values: { kind: media.kind, network: composing.name },
      },
    ]
  return [...checkAgainst(media, rule, path, desk), ...checkAlt(media, limits, path, composing)]
}

function checkAgainst(media: MediaUse, rule: MediaRule, path: string, desk: Desk | undefined): Finding[] {
  const duration = checkDuration(media, rule, path)
  const moves =
    media.kind === 'video' || media.kind === 'audio' || !rule.mimes.some((mime) => mime.startsWith('image/'))
  if (rule.reencode && moves && media.kind !== 'document')
    return duration.length > 0 ? duration : checkMoving(media, rule, path, desk)
  return [
    ...checkFormat(media, rule, path),
    ...checkStream(media, rule, path),
    ...checkLeast(media, rule, path),
    ...checkShape(media, rule, path),
    ...duration,
  ]
}

/** What Rialto re-makes to fit is no finding. */
function checkFormat(media: MediaUse, rule: MediaRule, path: string): Finding[] {
  if (rule.reencode) return []
  const findings: Finding[] = []
  if (!rule.mimes.includes(media.mime))
    findings.push({
      path,
      code: 'networks.check.mediaFormat',
      severity: 'error',
      values: { mime: media.mime, allowed: rule.mimes.map(shortName).join(', ') },
    })
  if (media.bytes > rule.maxBytes)
    findings.push({
      path,
      code: 'networks.check.mediaBytes',
      severity: 'error',
      values: { megabytes: megabytes(media.bytes), max: megabytes(rule.maxBytes) },
    })
  const { width = 0, height = 0 } = sizeOf(media)
  const tooWide = width > (rule.maxWidth ?? Infinity) || height > (rule.maxHeight ?? Infinity)
  if (tooWide || width * height > (rule.maxPixels ?? Infinity))
    findings.push({ path, code: 'networks.check.mediaPixels', severity: 'error', values: { width, height } })
  return findings
}

/** What a video is made of, where it goes as it is. Facts that were not measured are not held against it. */
function checkStream({ codec, frameRate, bitRate }: MediaUse, rule: MediaRule, path: string): Finding[] {
  if (rule.reencode) return []
  const findings: Finding[] = []
  const tell = (code: string, values: Record<string, string | number>) =>
    findings.push({ path, code: `networks.check.${code}`, severity: 'error', values })
  if (rule.codecs && codec && !rule.codecs.includes(codec))
    tell('mediaCodec', { codec: codec.toUpperCase(), allowed: rule.codecs.join(', ').toUpperCase() })
  if ((frameRate ?? 0) > (rule.maxFrameRate ?? Infinity) + 0.5)
    tell('mediaFrameRate', { rate: Math.round(frameRate ?? 0), max: rule.maxFrameRate ?? 0 })
  if ((bitRate ?? 0) > (rule.maxBitRate ?? Infinity))
    tell('mediaBitRate', { rate: megabits(bitRate ?? 0), max: megabits(rule.maxBitRate ?? 0) })
  return findings
}

const megabits = (rate: number) => Math.ceil(rate / 100_000) / 10

/** A small picture is never blown up. */
function checkLeast(media: MediaUse, { minWidth = 0, minHeight = 0 }: MediaRule, path: string): Finding[] {
  const { width, height } = sizeOf(media)
  if (!width || !height || (width >= minWidth && height >= minHeight)) return []
  const values = { width, height, minWidth, minHeight }
  return [{ path, code: 'networks.check.mediaTooSmall', severity: 'error', values }]
}

const shortName = (mime: string) => (mime.split('/')[1] ?? mime).replace(/^x-|^vnd\./, '').toUpperCase()
const megabytes = (bytes: number) => Math.ceil(bytes / 104_857.6) / 10

/** Width and height after the crop. */
function sizeOf({ width, height, crop }: MediaUse): { width?: number; height?: number } {
  if (!width || !height) return {}
  return crop ? { width: Math.round(width * crop.width), height: Math.round(height * crop.height) } : { width, height }
}

/** The tolerance is what rounding to whole pixels costs. */
function checkShape(media: MediaUse, rule: MediaRule, path: string): Finding[] {
  const { width, height } = sizeOf(media)
  if (!rule.ratio || !width || !height) return []
  const ratio = width / height
  if (ratio >= rule.ratio.min * 0.995 && ratio <= rule.ratio.max * 1.005) return []
  const values = { ratio: hundredths(ratio), min: hundredths(rule.ratio.min), max: hundredths(rule.ratio.max) }
  return [{ path, code: 'networks.check.mediaRatio', severity: 'error', values }]
}

const hundredths = (value: number) => Math.round(value * 100) / 100

function checkDuration({ durationMs }: MediaUse, rule: MediaRule, path: string): Finding[] {
  if (durationMs === undefined) return []
  const seconds = Math.ceil(durationMs / 1000)
  if (durationMs > (rule.maxDurationMs ?? Infinity))
    return [
      {
        path,
        code: 'networks.check.mediaTooLong',
        severity: 'error',
        values: { seconds, max: (rule.maxDurationMs ?? 0) / 1000 },
      },
    ]
  if (durationMs < (rule.minDurationMs ?? 0))
    return [
      {
        path,
        code: 'networks.check.mediaTooShort',
        severity: 'error',
        values: { seconds, min: (rule.minDurationMs ?? 0) / 1000 },
      },
    ]
  return []
}

function checkAlt(media: MediaUse, limits: MediaLimits, path: string, composing: Composing): Finding[] {
  const described = limits.altOn?.includes(media.kind) ?? media.kind !== 'document'
  if (!composing.can.alt || !described) return []
  const alt = media.alt?.trim() ?? ''
  if (alt === '') return [{ path: `${path}.alt`, code: 'networks.check.altMissing', severity: 'warning' }]
  const count = [...alt].length
  if (count <= limits.altMax) return []
  return [
    {
      path: `${path}.alt`,
      code: 'networks.check.altTooLong',
      severity: 'error',
      values: { count, max: limits.altMax, over: count - limits.altMax },
    },
  ]
}
