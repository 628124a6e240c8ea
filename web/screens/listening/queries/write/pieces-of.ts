import type { Ink, Problem } from '../../../../../modules/listening/compose.ts'

/** A run of a query that looks alike: its ink, and whether something is wrong there. */
export type Piece = { from: number; text: string; ink: Ink['ink'] | 'plain'; isWrong: boolean }

/** A query in pieces, whose texts together are the query. A problem between two characters shows at the one before. */
export function piecesOf(text: string, inks: readonly Ink[], problems: readonly Problem[]): Piece[] {
  const wrong = problems.map(({ from, to }) => (to > from ? { from, to } : { from: Math.max(0, from - 1), to: from }))
  const cuts = [...inks, ...wrong].flatMap(({ from, to }) => [from, to]).filter((at) => at > 0 && at < text.length)
  const edges = [0, ...[...new Set(cuts)].sort((a, b) => a - b), text.length]
  const pieces: Piece[] = []
  let next = 0
  for (const [n, from] of edges.slice(0, -1).entries()) {
    const to = edges[n + 1] ?? text.length
    while ((inks[next]?.to ?? Number.POSITIVE_INFINITY) <= from) next++
    const ink = inks[next]
    const isInked = ink !== undefined && ink.from <= from && to <= ink.to
    const isWrong = wrong.some((one) => one.from <= from && to <= one.to)
    if (to > from) pieces.push({ from, text: text.slice(from, to), ink: isInked ? ink.ink : 'plain', isWrong })
  }
  return pieces
}
