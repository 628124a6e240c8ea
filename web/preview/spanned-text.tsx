import type { ReactNode } from 'react'
import type { Span } from '../../networks/compose.ts'

export type DrawSpan = (kind: Span['kind'], children: ReactNode, span: Span) => ReactNode

/** A text with its spans drawn by the network's own pen; spans may nest but not cross. */
export function SpannedText({ text, spans, draw }: { text: string; spans: Span[]; draw: DrawSpan }) {
  const sorted = [...spans].sort((a, b) => a.from - b.from || b.to - a.to)
  return <>{pieces(text, 0, text.length, sorted, draw)}</>
}

function pieces(text: string, from: number, to: number, spans: Span[], draw: DrawSpan): ReactNode[] {
  const drawn: ReactNode[] = []
  let at = from
  for (const [order, span] of spans.entries()) {
    if (span.from < at || span.to > to) continue
    if (span.from > at) drawn.push(text.slice(at, span.from))
    const inside = spans.slice(order + 1).filter((one) => one.from < span.to)
    drawn.push(
      <span key={`${span.from}-${span.kind}`}>
        {draw(span.kind, pieces(text, span.from, span.to, inside, draw), span)}
      </span>,
    )
    at = span.to
  }
  if (at < to) drawn.push(text.slice(at, to))
  return drawn
}
