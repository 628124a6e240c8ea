import { blocksOf } from '../builder/blocks-of.ts'
import type { Comment } from '../builder/comments-in.ts'
import { printBlocks } from '../builder/print-blocks.ts'
import { parseQuery } from '../matcher/parse-query.ts'
import { printQuery } from '../matcher/print-query.ts'
import { problem } from '../matcher/problem.ts'
import { limits, type Query } from '../matcher/query.ts'
import { refuseNegative } from '../matcher/refuse-negative.ts'
import { brand24, isLists, readLists } from './brand24.ts'
import { brandwatch } from './brandwatch.ts'
import { detectVendor } from './detect-vendor.ts'
import type { Dialect } from './dialect.ts'
import { type Note, type NoteCode, note, type TranslationProblem } from './note.ts'
import { type Parsed, parseForeign } from './parse-foreign.ts'
import { readWithoutOperators } from './read-without-operators.ts'
import { scanForeign } from './scan-foreign.ts'
import { talkwalker } from './talkwalker.ts'
import { type Vendor, vendorNames } from './vendors.ts'
import { youscan } from './youscan.ts'

/**
 * `query` is in Rialto's language and always parses; it is empty exactly when there are `problems`, whose characters,
 * like those of `notes`, are of what was pasted. `vendor` is undefined when it has to be asked for.
 */
export type Translation = { vendor: Vendor | undefined; query: string; notes: Note[]; problems: TranslationProblem[] }

const dialects: Record<Vendor, Dialect> = { brandwatch, youscan, talkwalker, brand24 }

/**
 * A query of another vendor in Rialto's language. Where no note says otherwise it means the same. Never throws; the time
 * it takes grows with the length, which is limited as ours is.
 */
export function translate(text: string, vendor: Vendor | 'detect' = 'detect'): Translation {
  const whole = { from: 0, to: text.length }
  if (text.length > limits.characters) {
    const beyond = { from: limits.characters, to: text.length }
    const tooLong = problem('listening.query.tooLong', beyond, { most: limits.characters })
    return refused(vendor === 'detect' ? undefined : vendor, [tooLong])
  }
  const whose = vendor === 'detect' ? detectVendor(text) : vendor
  if (!whose) return refused(undefined, [{ ...whole, code: 'listening.translation.whichVendor', values: {} }])
  return finished(read(text, dialects[whose]), text, dialects[whose])
}

type Read = Parsed & { comments?: Comment[] }

function read(text: string, dialect: Dialect): Read {
  if (dialect.vendor === 'brand24' && isLists(text)) {
    const [notes, problems]: [Note[], TranslationProblem[]] = [[], []]
    const told = { tell: (one: Note) => notes.push(one), complain: (one: TranslationProblem) => problems.push(one) }
    return { query: readLists(text, told), notes, problems }
  }
  const scanned = scanForeign(text, dialect)
  const parsed =
    (dialect.vendor === 'talkwalker' ? readWithoutOperators(scanned.pieces) : undefined) ??
    parseForeign(scanned.pieces, text, dialect)
  return { ...parsed, problems: [...scanned.problems, ...parsed.problems], comments: scanned.comments }
}

function finished({ query, notes, problems, comments = [] }: Read, text: string, dialect: Dialect): Translation {
  const whole = { from: 0, to: text.length }
  const told = inOrder([...(query ? generalNotes(query, text, dialect) : []), ...notes])
  if (problems.length > 0) return refused(dialect.vendor, problems, told)
  if (!query) {
    const isLeftOut = told.some(({ kind }) => kind === 'dropped')
    const code = isLeftOut ? 'listening.translation.nothingLeft' : 'listening.query.empty'
    return refused(dialect.vendor, [{ ...whole, code, values: {} }], told)
  }
  const negative = refuseNegative(query)
  if (negative) return refused(dialect.vendor, [negative], told)
  const printed = printQuery(query)
  const parsed = parseQuery(printed)
  if (!parsed.ok) return refused(dialect.vendor, onPasted(parsed.problems, whole), told)
  const commented = withComments(query, printed, comments)
  const lost = comments.slice(0, commented ? 0 : 1).map((one) => note('listening.translation.commentsDropped', one))
  return { vendor: dialect.vendor, query: commented ?? printed, notes: inOrder([...told, ...lost]), problems: [] }
}

/** The comments where they were said; undefined when there is no room for them. */
function withComments(query: Query, printed: string, comments: Comment[]): string | undefined {
  if (comments.length === 0) return printed
  const commented = printBlocks(blocksOf(query, comments))
  const again = parseQuery(commented)
  return again.ok && printQuery(again.query) === printed ? commented : undefined
}

/** What our own limits refuse is told of the whole, since the places are of another text. */
const onPasted = (problems: TranslationProblem[], whole: { from: number; to: number }): TranslationProblem[] =>
  problems.slice(0, 1).map(({ code, values }) => ({ ...whole, code, values }))

const refused = (vendor: Vendor | undefined, problems: TranslationProblem[], notes: Note[] = []): Translation => ({
  ...{ vendor, query: '', notes, problems: problems.toSorted((a, b) => a.from - b.from) },
})

function generalNotes(query: Query, text: string, { vendor, has }: Dialect): Note[] {
  const whole = { from: 0, to: text.length }
  const values = { vendor: vendorNames[vendor] }
  const words = wordsIn(query)
  const hasForm = words.some(({ mode }) => mode === 'form')
  const isFolding = has.foldsAccents && words.some(({ text: word }) => /\p{Script=Latin}/u.test(word))
  return [
    ...(hasForm && vendor !== 'youscan' ? [note('listening.translation.asWritten', whole, values)] : []),
    ...(isFolding ? [note('listening.translation.accents', whole, values)] : []),
  ]
}

function wordsIn(query: Query): (Query & { kind: 'word' })[] {
  if (query.kind === 'word') return [query]
  if (query.kind === 'not' || query.kind === 'title') return wordsIn(query.of)
  if ('of' in query) return query.of.flatMap(wordsIn)
  return []
}

const saidOnce: readonly NoteCode[] = [
  ...(['listening.translation.stepsCounted', 'listening.translation.distanceUnclear'] as const),
  ...(['listening.translation.linesAreChoices', 'listening.translation.sideBySide'] as const),
]

function inOrder(notes: Note[]): Note[] {
  const said = new Set<NoteCode>()
  const once = notes.filter(({ code }) => {
    if (said.has(code)) return false
    if (saidOnce.includes(code)) said.add(code)
    return true
  })
  return once.toSorted((a, b) => a.from - b.from || b.to - a.to)
}
