import * as program from './program.ts'

/** Where operands stand, as positions of their first and last word, in order of the first. */
export type Runs = { first: number; last: number }[]

/**
 * The runs of a chain of operands, each near the next, that take part in any way to go through all of them; with
 * `first`, only some of the last operand, which is enough to know that there is a way.
 */
export function nearChain(
  cells: Int32Array,
  at: number,
  runsOf: (cells: Int32Array, at: number) => Runs,
  sentenceOf: (position: number) => number,
  wanted: 'first' | 'all',
): Runs {
  const parts = program.partsOf(cells, at)
  const links = parts.slice(1).map((_, n) => linkOf(cells[at + program.distancesAt + n] ?? 0, sentenceOf))
  const reached: Runs[] = []
  for (const [n, part] of parts.entries()) {
    const [here, link, before] = [runsOf(cells, part), links[n - 1], reached[n - 1]]
    reached.push(link && before ? nearTo(before, here, link) : here)
    if (reached[n]?.length === 0) return []
  }
  if (wanted === 'first') return reached.at(-1) ?? []
  return backOver(reached, links).flat()
}

/** Leaves of each operand only what leads on to the end. */
function backOver(reached: Runs[], links: Link[]): Runs[] {
  const kept = [...reached]
  for (let n = kept.length - 2; n >= 0; n--) {
    const [here, after, link] = [kept[n], kept[n + 1], links[n]]
    if (here && after && link) kept[n] = nearTo(after, here, turned(link))
  }
  return kept
}

type Side = 'before' | 'after' | 'any'
/** `side`: where the one stands that is near, seen from the other. */
type Link = { words: number; side: Side; sentenceOf: ((position: number) => number) | undefined }

const linkOf = (distance: number, sentenceOf: (position: number) => number): Link =>
  distance === program.inSentence
    ? { words: Number.POSITIVE_INFINITY, side: 'any', sentenceOf }
    : {
        words: program.wordsOfDistance(distance),
        side: program.isInOrder(distance) ? 'before' : 'any',
        sentenceOf: undefined,
      }

const turned = (link: Link): Link =>
  link.side === 'any' ? link : { ...link, side: link.side === 'before' ? 'after' : 'before' }

/** Those of `runs` that have one of `others` near them. Both are in order, and so is the answer. */
function nearTo(others: Runs, runs: Runs, link: Link): Runs {
  const longest = others.reduce((most, { first, last }) => Math.max(most, last - first + 1), 0)
  let low = 0
  return runs.filter((run) => {
    while (low < others.length && isTooEarly(others[low], run, link, longest)) low++
    for (let n = low; n < others.length; n++) {
      const other = others[n]
      if (!other || isTooLate(other, run, link)) return false
      if (areNear(other, run, link)) return true
    }
    return false
  })
}

type Run = Runs[number]

function isTooEarly(other: Run | undefined, run: Run, link: Link, longest: number): boolean {
  if (!other) return false
  if (link.sentenceOf) return link.sentenceOf(other.first) < link.sentenceOf(run.first)
  return other.first + longest + link.words < run.first
}

function isTooLate(other: Run, run: Run, link: Link): boolean {
  if (link.sentenceOf) return link.sentenceOf(other.first) > link.sentenceOf(run.first)
  return other.first > run.last + link.words + 1
}

function areNear(other: Run, run: Run, { words, side }: Link): boolean {
  if (other.last < run.first) return side !== 'after' && run.first - other.last - 1 <= words
  return run.last < other.first && side !== 'before' && other.first - run.last - 1 <= words
}
