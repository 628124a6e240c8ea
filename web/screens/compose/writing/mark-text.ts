import type { Span } from '../../../../networks/compose.ts'

/** A stretch of the text under the caret, alike in looks: UTF-16 offsets, end exclusive. */
export type Stretch = { from: number; to: number; text: string; live: boolean; over: boolean }

/** Cuts a text where something begins or ends: what the network makes alive, and what does not fit any more. */
export function markText(text: string, spans: readonly Span[], over: number | null): Stretch[] {
  const edges = new Set([0, text.length])
  for (const span of spans) edges.add(clamp(span.from, text)).add(clamp(span.to, text))
  if (over !== null) edges.add(clamp(over, text))
  const sorted = [...edges].sort((a, b) => a - b)
  return sorted.slice(0, -1).map((from, at) => {
    const to = sorted[at + 1] ?? text.length
    return {
      from,
      to,
      text: text.slice(from, to),
      live: spans.some((span) => isLive(span) && span.from <= from && span.to >= to),
      over: over !== null && from >= over,
    }
  })
}

const clamp = (at: number, text: string) => Math.min(text.length, Math.max(0, at))
const isLive = ({ kind }: Span) => kind === 'link' || kind === 'mention' || kind === 'hashtag' || kind === 'cashtag'
