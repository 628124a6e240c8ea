import { type Problem, problem } from '../matcher/problem.ts'
import { limits, type Query, type Span } from '../matcher/query.ts'
import type { Dialect } from './dialect.ts'
import { joinNear, loosenGroup, type NearPart } from './join-near.ts'
import { joined, sitesTogether } from './join-parts.ts'
import { type Note, note, type TranslationProblem } from './note.ts'
import { LeafReader } from './read-foreign-leaf.ts'
import type { Piece } from './scan-foreign.ts'
import { vendorNames } from './vendors.ts'

/** Vendors nest deeper than is allowed here; what comes out is held to our own limit. */
const deepest = 300

type Read = Query | undefined

export function parseForeign(pieces: Piece[], text: string, dialect: Dialect): Parsed {
  const parser = new ForeignParser(pieces, text, dialect)
  return { query: parser.parse(), notes: parser.notes, problems: parser.problems }
}

export type Parsed = { query: Read; notes: Note[]; problems: TranslationProblem[] }

class ForeignParser {
  readonly notes: Note[] = []
  readonly problems: TranslationProblem[] = []
  private readonly pieces: Piece[]
  private readonly text: string
  private readonly dialect: Dialect
  private readonly leaves: LeafReader
  private at = 0
  private depth = 0
  private isGivenUp = false

  constructor(pieces: Piece[], text: string, dialect: Dialect) {
    this.pieces = withoutLines(pieces)
    this.text = text
    this.dialect = dialect
    this.leaves = new LeafReader(dialect, this.text, (one) => this.notes.push(one), this.complain)
  }

  parse(): Read {
    const parts: Read[] = []
    while (this.at < this.pieces.length) {
      parts.push(this.readOr())
      const stray = this.take('close')
      if (stray)
        this.complain(problem('listening.query.strayBracket', spanOf(stray), {}, { ...spanOf(stray), text: '' }))
    }
    return joined('and', parts)
  }

  private readOr(): Read {
    const first = this.at
    const parts = [this.readAnd()]
    let isMixed = this.hasAnd
    let said: Piece | undefined
    for (let join = this.takeOr(); join; join = this.takeOr()) {
      said ??= join
      parts.push(this.readAnd())
      isMixed ||= this.hasAnd
    }
    const from = this.pieces[first]?.from ?? 0
    const to = this.pieces[this.at - 1]?.to ?? from
    if (said?.kind === 'join' && isMixed) this.notes.push(note('listening.translation.mixed', { from, to }))
    const isNarrowed = parts.includes(undefined) && parts.some((one) => one !== undefined)
    if (isNarrowed) this.notes.push(note('listening.translation.choiceNarrowed', { from, to }))
    this.hasAnd = false
    return joined('or', parts)
  }

  /** Whether the part read last says AND itself, outside of brackets. */
  private hasAnd = false

  private readAnd(): Read {
    const parts = [this.readNot()]
    let hasAnd = false
    for (;;) {
      const next = this.peek()
      const join = next?.kind === 'join' ? next.join : undefined
      if (join === 'and' || join === 'andnot') {
        this.at++
        hasAnd = true
        parts.push(join === 'andnot' ? this.readNegated(next) : this.readNot())
      } else if (join === 'not' || beginsOperand(next)) {
        parts.push(this.readNot())
        hasAnd ||= join !== 'not'
        if (join !== 'not') this.sayImplied(next)
      } else break
    }
    this.hasAnd = hasAnd
    return this.dialect.vendor === 'talkwalker' ? sitesTogether(parts) : joined('and', parts)
  }

  /** Only one of them says what words without an operator between them mean. */
  private sayImplied(next: Piece | undefined): void {
    const isKnown = this.dialect.vendor === 'youscan' || this.dialect.vendor === 'brandwatch'
    if (next && !isKnown) this.notes.push(note('listening.translation.sideBySide', next))
  }

  private readNot(): Read {
    const next = this.peek()
    if (next?.kind !== 'join' || next.join !== 'not') return this.readNear()
    this.at++
    return this.readNegated(next)
  }

  /** Two negations are none; a long row of them costs nothing. */
  private readNegated(first: Piece | undefined): Read {
    let isNegative = true
    for (let next = this.peek(); next?.kind === 'join' && next.join === 'not'; next = this.peek()) {
      this.at++
      isNegative = !isNegative
    }
    const of = this.readNear()
    if (!of || !isNegative) return of
    return { kind: 'not', of, from: first?.from ?? of.from, to: of.to }
  }

  private readNear(): Read {
    const first = this.readLoose()
    const parts: NearPart[] = []
    for (let next = this.peek(); next?.kind === 'near'; next = this.peek()) {
      this.at++
      const written = this.textOf(next)
      const { distance, told } = next
      const most = { most: limits.distance, words: distance === 'sentence' ? 0 : distance.words }
      if (told) this.notes.push(note(told, next, { vendor: vendorNames[this.dialect.vendor], written, ...most }))
      const negated = this.peek()
      const isNot = negated?.kind === 'join' && negated.join === 'not'
      parts.push({ distance, at: spanOf(next), query: isNot ? this.readNot() : this.readLoose() })
    }
    return parts.length === 0 ? first : joinNear(first, parts, (one) => this.notes.push(one))
  }

  private readLoose(): Read {
    const before = this.at
    const { query, words } = this.readOperand()
    const loose = this.take('loose')
    if (loose?.kind !== 'loose') return query
    const isGroup = this.pieces[before]?.kind === 'open'
    if (isGroup && query) return loosenGroup(query, loose.count, spanOf(loose), (one) => this.notes.push(one))
    return words ? this.leaves.loosen(words, loose, query) : query
  }

  private readOperand(): { query: Read; words?: Piece } {
    const next = this.peek()
    if (next?.kind === 'open') return { query: this.readGroup(next) }
    if (next?.kind === 'field') return this.readField(next)
    if (next && isWords(next)) {
      this.at++
      return { query: this.leaves.words(next), words: next }
    }
    this.complainOfNoOperand(next)
    return { query: undefined }
  }

  private readField(field: Piece & { kind: 'field' }): { query: Read; words?: Piece } {
    this.at++
    const value = this.peek()
    if (value?.kind === 'open') return { query: this.leaves.within(field, () => this.readGroup(value)) }
    if (!value || !(isWords(value) || value.kind === 'range')) {
      this.complain(problem('listening.query.noValue', spanOf(field), { field: field.name }))
      return { query: undefined }
    }
    this.at++
    return { query: this.leaves.field(field, value) }
  }

  private readGroup(open: Piece): Read {
    this.at++
    const empty = this.take('close')
    if (empty) {
      const whole = { from: open.from, to: empty.to }
      this.complain(problem('listening.query.emptyBrackets', whole, {}, { ...whole, text: '' }))
      return undefined
    }
    if (++this.depth > deepest) return this.giveUp(open)
    const inner = this.readOr()
    this.depth--
    const end = { from: this.text.length, to: this.text.length, text: ')' }
    if (!this.take('close') && !this.isGivenUp)
      this.complain(problem('listening.query.openBracket', spanOf(open), {}, end))
    return inner
  }

  private giveUp(open: Piece): undefined {
    this.complain(problem('listening.query.tooDeep', spanOf(open), { most: limits.depth }))
    this.isGivenUp = true
    this.at = this.pieces.length
  }

  private complainOfNoOperand(next: Piece | undefined): void {
    const before = this.pieces[this.at - 1]
    if (!next || next.kind === 'close') {
      if (before && isJoin(before)) this.complainOf('listening.query.operatorLast', before)
      return
    }
    this.at++
    if (!isJoin(next)) this.notes.push(note('listening.translation.signsDropped', next, { written: this.textOf(next) }))
    const isFirst = !before || before.kind === 'open' || before.kind === 'close'
    if (isJoin(next)) this.complainOf(isFirst ? 'listening.query.operatorFirst' : 'listening.query.operatorTwice', next)
  }

  private complainOf(code: Problem['code'], piece: Piece): void {
    const span = spanOf(piece)
    this.complain(problem(code, span, { operator: this.textOf(piece) }, { ...span, text: '' }))
  }

  private complain = (one: TranslationProblem): void => {
    if (!this.isGivenUp) this.problems.push(one)
  }

  private takeOr(): Piece | undefined {
    const next = this.peek()
    if (next?.kind === 'line') {
      this.notes.push(note('listening.translation.linesAreChoices', next, { vendor: vendorNames[this.dialect.vendor] }))
      this.at++
      return next
    }
    if (next?.kind !== 'join' || next.join !== 'or') return undefined
    this.at++
    return next
  }

  private textOf({ from, to }: Span): string {
    return this.text.slice(from, to)
  }

  private peek(): Piece | undefined {
    return this.pieces[this.at]
  }

  private take(kind: Piece['kind']): Piece | undefined {
    const next = this.peek()
    if (next?.kind !== kind) return undefined
    this.at++
    return next
  }
}

const spanOf = ({ from, to }: Span): Span => ({ from, to })
const isWords = ({ kind }: Piece) => kind === 'word' || kind === 'quoted' || kind === 'case'
const isJoin = ({ kind }: Piece) => kind === 'join' || kind === 'near'
const beginsOperand = (next: Piece | undefined) =>
  next !== undefined && (isWords(next) || ['open', 'field', 'near', 'loose', 'range'].includes(next.kind))

/** A new line says something only between two queries, outside of brackets. */
function withoutLines(pieces: Piece[]): Piece[] {
  let depth = 0
  return pieces.filter((piece, n) => {
    if (piece.kind === 'open') depth++
    if (piece.kind === 'close') depth--
    if (piece.kind !== 'line') return true
    const [before, after] = [pieces[n - 1], pieces[n + 1]]
    return depth === 0 && before && after && ![before, after].some((one) => isJoin(one) || one.kind === 'line')
  })
}
