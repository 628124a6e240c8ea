import type { Composing, Finding, Limits, MediaRule, MediaUse } from './compose.ts'

type MediaLimits = Limits['media']

export function checkMedia(media: MediaUse[], limits: MediaLimits, path: string, composing: Composing): Finding[] {
  const count = media.length
  const tooMany: Finding[] =
    count > limits.perPart
      ? [{ path, code: 'networks.check.tooManyMedia', severity: 'error', values: { count, max: limits.perPart } }]
      : []
  const mixed: Finding[] = isMixAllowed(media, limits.mix)
    ? []
    : [{ path, code: `networks.check.mix.${limits.mix}`, severity: 'error' }]
  return [...tooMany, ...mixed, ...media.flatMap((one, index) => checkFile(one, limits, `${path}.${index}`, composing))]
}

function isMixAllowed(media: MediaUse[], mix: MediaLimits['mix']): boolean {
  if (mix === 'any') return true
  if (mix === 'one-kind') return new Set(media.map((one) => one.kind)).size <= 1
  const visual = media.filter((one) => one.kind === 'image' || one.kind === 'video')
  return media.length <= 1 || visual.length === media.length
}

function checkFile(media: MediaUse, limits: MediaLimits, path: string, composing: Composing): Finding[] {
  const rule = limits[media.kind]
  if (!rule)
    return [
      {
        path,
        code: 'networks.check.mediaKind',
        severity: 'error',
        values: { kind: media.kind, network: composing.name },
      },
    ]
  return [
    ...checkFormat(media, rule, path),
    ...checkShape(media, rule, path),
    ...checkDuration(media, rule, path),
    ...checkAlt(media, limits, path, composing),
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
  if (!composing.can.alt || media.kind === 'document') return []
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
