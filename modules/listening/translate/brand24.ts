import type { Query, Span } from '../matcher/query.ts'
import type { Dialect, Tell } from './dialect.ts'
import { note, type TranslationProblem } from './note.ts'
import { readForeignPhrase } from './read-foreign-words.ts'

/** After help.brand24.com: keywords, required and excluded words in lists, or a Boolean search of AND, OR and NOT. */
export const brand24: Dialect = {
  ...{ vendor: 'brand24', word: 'form', phrase: 'form' },
  operators: { AND: 'and', OR: 'or', NOT: 'not' },
  signs: [],
  distanceOf: () => undefined,
  looseness: (n) => n,
  fields: {},
  has: {},
}

type List = 'keywords' | 'required' | 'excluded'
type Told = { tell: Tell; complain: (problem: TranslationProblem) => void }

const headings: [RegExp, List][] = [
  [/^\s*(?:keywords?|słowa kluczowe)\s*:/iu, 'keywords'],
  [/^\s*(?:required(?: key)?(?: ?words?)?|wymagane(?: słowa(?: kluczowe)?)?)\s*:/iu, 'required'],
  [/^\s*(?:excluded(?: key)?(?: ?words?)?|wykluczone(?: słowa(?: kluczowe)?)?)\s*:/iu, 'excluded'],
]

const headingOf = (line: string) =>
  headings
    .map(([shape, list]) => ({ list, length: shape.exec(line)?.[0].length ?? 0 }))
    .find(({ length }) => length > 0)

/** Lists are told from a Boolean search by their headings, or by having lines and no operators. */
export const isLists = (text: string): boolean =>
  text.split('\n').some((line) => headingOf(line)) || (/[\n,;]/.test(text.trim()) && !/\b(?:AND|OR|NOT)\b/.test(text))

export const hasHeadings = (text: string): boolean => text.split('\n').some((line) => headingOf(line))

/** Any keyword, any of what is required, and nothing of what is excluded. */
export function readLists(text: string, told: Told): Query | undefined {
  const lists = itemsOf(text, told)
  const whole = { from: 0, to: text.length }
  if (lists.required.length > 1) told.tell(note('listening.translation.requiredAny', whole))
  const excluded = anyOf(lists.excluded)
  const parts = [
    anyOf(lists.keywords),
    anyOf(lists.required),
    excluded && ({ kind: 'not', of: excluded, from: excluded.from, to: excluded.to } satisfies Query),
  ].filter((one) => one !== undefined)
  return parts.length > 1 ? { kind: 'and', of: parts, ...whole } : parts[0]
}

function itemsOf(text: string, told: Told): Record<List, Query[]> {
  const lists: Record<List, Query[]> = { keywords: [], required: [], excluded: [] }
  let list: List = 'keywords'
  for (const { 0: line, index } of text.matchAll(/[^\n]+/g)) {
    const heading = headingOf(line)
    if (heading) list = heading.list
    const from = index + (heading?.length ?? 0)
    for (const { 0: item, index: at } of text.slice(from, index + line.length).matchAll(/[^,;\s][^,;]*/g)) {
      const read = itemOf(item, { from: from + at, to: from + at + item.length }, told)
      if (read) lists[list].push(read)
    }
  }
  return lists
}

const itemOf = (item: string, span: Span, told: Told): Query | undefined =>
  readForeignPhrase(item.replace(/["“”„«»]/g, ' '), span, 'form', told).query

function anyOf(of: Query[]): Query | undefined {
  const [first] = of
  return first && of.length > 1 ? { kind: 'or', of, from: first.from, to: of.at(-1)?.to ?? first.to } : first
}
