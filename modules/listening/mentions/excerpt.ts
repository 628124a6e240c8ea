import type { Place, Reason } from '../matcher/post.ts'

export type Mark = { from: number; to: number }
export type Marked = { text: string; marks: Mark[] }

const longest = 320
const before = 70

/** Where in the title or the text anything was found, in order, each place once. */
export function marksIn(zone: Place['in'], reasons: readonly Reason[]): Mark[] {
  const places = reasons.flatMap((one) => one.places).filter((place) => place.in === zone)
  const marks: Mark[] = []
  for (const { from, to } of places.sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = marks.at(-1)
    if (!last || from >= last.to) marks.push({ from, to })
    else last.to = Math.max(last.to, to)
  }
  return marks
}

/** A text with what stands in it of its marks: one that was edited since may be shorter. */
export const marked = (text: string, marks: readonly Mark[]): Marked => ({
  text,
  marks: marks.filter(({ from, to }) => from >= 0 && to > from && to <= text.length),
})

/** A piece of a text around the first mark, which begins with a whole word. */
export function excerptOf({ text, marks }: Marked): Marked {
  const first = marks[0]?.from ?? 0
  const cut = text.length <= longest ? 0 : Math.max(0, first - before)
  const start = cut === 0 ? 0 : cut + (text.slice(cut, first).indexOf(' ') + 1)
  const piece = text.slice(start, start + longest)
  return {
    text: piece.toWellFormed(),
    marks: marks
      .filter(({ from, to }) => from >= start && to <= start + longest)
      .map(({ from, to }) => ({ from: from - start, to: to - start })),
  }
}
