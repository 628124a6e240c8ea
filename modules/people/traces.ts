/** By what somebody is found in the words of others: what they are called, how they are reached, and what they said. */
export type Traces = { loud: RegExp | undefined; exact: RegExp | undefined; runs: Set<string> }

export const hidden = '…'

/** So many words in a row of theirs are a quotation. */
const wordsOfQuote = 5
const mostNames = 300

/** `said` is what they said. With `parts` a part of a name is a name: for texts that are about them. */
export function tracesOf(given: { names: string[]; said: string[] }, { parts = false } = {}): Traces {
  const names = [...new Set(given.names.flatMap(formsOf))].slice(0, mostNames)
  const pieces = parts ? names.flatMap((name) => name.split(/\s+/u)).filter((piece) => piece.length > 2) : []
  const reached = given.said.flatMap((text) => text.match(howToReach) ?? []).slice(0, mostNames)
  // A short name is a word of many languages ("Will", "Ján"): it is theirs only as they write it.
  const isLoud = (name: string) => name.length > 5 || name.includes(' ')
  return {
    loud: anyOf([...names.filter(isLoud), ...reached], 'giu'),
    exact: anyOf([...names.filter((name) => !isLoud(name)), ...pieces], 'gu'),
    runs: new Set(given.said.flatMap((text) => runsIn(wordsIn(text)).map((run) => run.words))),
  }
}

/** Addresses of mail, and numbers long enough to be somebody's. */
const howToReach = /[^\s@<>]+@[^\s@<>]+\.\p{L}{2,}|\+?\d(?:[\s().-]?\d){5,}/gu

/** `@anna@pottery.example` is `anna` too. */
function formsOf(name: string): string[] {
  const [short = ''] = name.replace(/^@/u, '').split('@')
  return [name, short].map((one) => one.trim()).filter((one) => one.length > 1)
}

function anyOf(names: string[], flags: string): RegExp | undefined {
  if (names.length === 0) return undefined
  const longestFirst = [...new Set(names)].sort((a, b) => b.length - a.length)
  return new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${longestFirst.map((name) => RegExp.escape(name)).join('|')})(?![\\p{L}\\p{N}])`,
    flags,
  )
}

/** The text with all that tells of them left out. */
export function withoutTraces({ loud, exact, runs }: Traces, text: string): string {
  let left = runs.size > 0 ? withoutQuotes(runs, text) : text
  for (const named of [loud, exact]) if (named) left = left.replace(named, hidden)
  return left
}

function withoutQuotes(runs: Set<string>, text: string): string {
  const quotes: { from: number; to: number }[] = []
  for (const { words, from, to } of runsIn(wordsIn(text))) {
    if (!runs.has(words)) continue
    const last = quotes.at(-1)
    if (last && from <= last.to) last.to = to
    else quotes.push({ from, to })
  }
  return quotes.reduceRight((left, { from, to }) => left.slice(0, from) + hidden + left.slice(to), text)
}

type Word = { word: string; from: number; to: number }

const wordsIn = (text: string): Word[] =>
  [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map(({ 0: word, index }) => ({
    ...{ word: word.toLowerCase(), from: index, to: index + word.length },
  }))

const runsIn = (words: Word[]) =>
  words.slice(wordsOfQuote - 1).flatMap((last, at) => {
    const run = words.slice(at, at + wordsOfQuote)
    return run[0] ? [{ words: run.map((one) => one.word).join(' '), from: run[0].from, to: last.to }] : []
  })
