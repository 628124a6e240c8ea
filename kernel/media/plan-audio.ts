import type { FitRule } from './fit-rule.ts'
import { refuseMedia } from './refuse.ts'

const sounds = [
  { mime: 'audio/mpeg', extension: 'mp3', codec: 'mp3' },
  { mime: 'audio/mp4', extension: 'm4a', codec: 'aac' },
  { mime: 'audio/ogg', extension: 'ogg', codec: 'opus' },
]
const rates = [192_000, 128_000, 96_000, 64_000, 40_000]

export type AudioPlan = { way: 'as-it-is' } | { way: 'encode'; extension: string; codec: string; rate: number }

/** What must be done with a sound so that it keeps a rule. Throws a refusal for what cannot be: nothing is cut short to fit. */
export function audioPlan(
  { mime, bytes, durationMs }: { mime: string; bytes: number; durationMs: number },
  rule: FitRule,
  makes: (codec: string) => boolean,
): AudioPlan {
  const max = Math.floor((rule.maxDurationMs ?? Number.POSITIVE_INFINITY) / 1000)
  if (durationMs > (rule.maxDurationMs ?? Number.POSITIVE_INFINITY) + 50)
    throw refuseMedia('media.longerThanTaken', { seconds: Math.ceil(durationMs / 1000), max })
  if (rule.mimes.includes(mime) && bytes <= rule.maxBytes) return { way: 'as-it-is' }
  const sound = sounds.find((one) => rule.mimes.includes(one.mime) && makes(one.codec))
  if (!sound) throw refuseMedia('media.cannotFit', { mime })
  const room = (rule.maxBytes * 8_000 * 0.97) / durationMs
  const rate = rates.find((one) => one <= room)
  if (!rate) throw refuseMedia('media.tooLongForSize', { megabytes: Math.floor(rule.maxBytes / 1e6) })
  return { way: 'encode', extension: sound.extension, codec: sound.codec, rate }
}
