import type { Comment } from '../builder/comments-in.ts'
import { type Problem, problem } from '../matcher/problem.ts'
import type { Distance, Span } from '../matcher/query.ts'
import type { Dialect, Join } from './dialect.ts'
import type { NoteCode } from './note.ts'

/** A pasted query in pieces. `loose` is the number behind ~, NaN when there is none. */
export type Piece = Span &
  (
    | { kind: 'open' | 'close' | 'line' }
    | { kind: 'join'; join: Join }
    | { kind: 'near'; distance: Distance; told?: NoteCode }
    | { kind: 'loose'; count: number }
    | { kind: 'field'; name: string }
    | { kind: 'word'; text: string; raw: Raw }
    | { kind: 'quoted'; text: string; raw: Raw }
    | { kind: 'case'; text: string }
    | { kind: 'range'; text: string }
  )
/** What is asked of letters by a sign before them. */
export type Raw = '' | '+' | '++' | '!' | '='

export function scanForeign(text: string, dialect: Dialect): Scanned {
  const scanner = new ForeignScanner(text, dialect)
  scanner.scan()
  return scanner
}

export type Scanned = { pieces: Piece[]; problems: Problem[]; comments: Comment[] }

const closers: Record<string, string> = { '"': '"', '“': '”"', '”': '”"', '„': '“”"', '«': '»"', '»': '«»"' }
/** Neither a range nor a name in braces is longer. */
const mostEnclosed = 200
const run = /(?:(?!<<<)[^\s()[\]{}"“”„«»~])+/uy

class ForeignScanner implements Scanned {
  readonly pieces: Piece[] = []
  readonly problems: Problem[] = []
  readonly comments: Comment[] = []
  private readonly text: string
  private readonly dialect: Dialect
  private at = 0

  constructor(text: string, dialect: Dialect) {
    this.text = text
    this.dialect = dialect
  }

  scan(): void {
    while (this.at < this.text.length) this.take(this.text.charAt(this.at), this.at)
  }

  private take(character: string, from: number): void {
    if (/\s/.test(character)) return this.takeSpace(from)
    if (this.text.startsWith('<<<', from)) return this.takeComment(from)
    const sign = this.dialect.signs.find(([one]) => this.text.startsWith(one, from))
    if (sign) return this.push({ kind: 'join', join: sign[1], from, to: this.skip(sign[0].length) })
    if (character === '(') return this.push({ kind: 'open', from, to: this.skip(1) })
    if (character === ')') return this.push({ kind: 'close', from, to: this.skip(1) })
    if (character === '~') return this.takeLoose(from)
    if (closers[character]) return this.takeQuoted(from, '')
    if (character === '[') return this.takeEnclosed(from, ']', 'range')
    if (character === '{' && this.dialect.has.braces) return this.takeEnclosed(from, '}', 'case')
    if ('-−–'.includes(character)) return this.takeMinus(from)
    if (']{}'.includes(character)) this.takeStray(from)
    else this.takeRun(from)
  }

  private takeSpace(from: number): void {
    const space = /\s+/y
    space.lastIndex = from
    this.at += space.exec(this.text)?.[0].length ?? 1
    const isLine = this.dialect.has.lines && this.text.slice(from, this.at).includes('\n')
    if (isLine) this.push({ kind: 'line', from, to: this.at })
  }

  private takeComment(from: number): void {
    const end = this.text.indexOf('>>>', from)
    this.at = end < 0 ? this.text.length : end + 3
    const span = { from, to: this.at }
    if (end < 0)
      this.problems.push(problem('listening.query.openComment', { from, to: from + 3 }, {}, this.atEnd('>>>')))
    else this.comments.push({ ...span, text: this.text.slice(from + 3, end).trim() })
  }

  private takeMinus(from: number): void {
    this.at++
    if (/[^\s)]/.test(this.text.charAt(this.at))) this.push({ kind: 'join', join: 'not', from, to: this.at })
    else this.takeStray(from)
  }

  /** A sign with nothing to do stays, so that its loss is told. */
  private takeStray(from: number): void {
    this.at = from + 1
    this.push({ kind: 'word', text: this.text.charAt(from), raw: '', from, to: this.at })
  }

  private takeLoose(from: number): void {
    const written = /~(\d{0,9})/y
    written.lastIndex = from
    const [whole = '~', count = ''] = written.exec(this.text) ?? []
    this.at += whole.length
    this.push({ kind: 'loose', count: count ? Number(count) : Number.NaN, from, to: this.at })
  }

  private takeRun(from: number): void {
    const written = this.runAt(from)
    const span = { from, to: this.at }
    const join = Object.hasOwn(this.dialect.operators, written) ? this.dialect.operators[written] : undefined
    if (join) return this.push({ ...span, kind: 'join', join })
    const reach = this.dialect.distanceOf(written)
    if (reach) return this.push({ ...span, ...reach, kind: 'near' })
    if (/^O?NEAR(\/.*)?$/.test(written) && this.dialect.word === 'form')
      this.problems.push(problem('listening.query.badDistance', span, { most: 100 }, { ...span, text: 'NEAR/5' }))
    const [, name, rest = ''] = /^([a-z][a-z_]*):(.*)$/isu.exec(written) ?? []
    if (name === undefined || rest.startsWith('//')) return this.takeWord(written, from)
    this.push({ kind: 'field', name: name.toLowerCase(), from, to: from + name.length + 1 })
    this.at = rest ? from + name.length + 1 : this.at
    if (rest) this.takeValue(this.at)
  }

  /** What touches the colon of a field is its value, whatever it looks like. */
  private takeValue(from: number): void {
    const text = this.runAt(from)
    this.push({ kind: 'word', text, raw: '', from, to: this.at })
  }

  private takeWord(written: string, from: number): void {
    const { raw: hasRaw, modes } = this.dialect.has
    const sign = asRaw((hasRaw ? /^\+{1,2}/ : modes ? /^[!=]/ : /^(?!)/).exec(written)?.[0])
    const text = written.slice(sign.length)
    if (text) return this.push({ kind: 'word', text, raw: sign, from, to: this.at })
    if (sign && closers[this.text.charAt(this.at)]) return this.takeQuoted(from, sign)
    this.push({ kind: 'word', text: written, raw: '', from, to: this.at })
  }

  private takeQuoted(from: number, raw: Raw): void {
    const start = from + raw.length
    const ends = closers[this.text.charAt(start)] ?? '"'
    let to = start + 1
    while (to < this.text.length && !ends.includes(this.text.charAt(to))) to++
    if (to === this.text.length)
      this.problems.push(problem('listening.query.openQuote', { from: start, to: start + 1 }, {}, this.atEnd('"')))
    this.at = Math.min(to + 1, this.text.length)
    this.push({ kind: 'quoted', text: this.text.slice(start + 1, to), raw, from, to: this.at })
  }

  private takeEnclosed(from: number, end: string, kind: 'range' | 'case'): void {
    const length = this.text.slice(from, from + mostEnclosed).indexOf(end)
    const isRange = kind === 'case' || this.pieces.at(-1)?.kind === 'field'
    if (length < 0 || !isRange) return this.takeStray(from)
    const to = from + length
    this.at = to + 1
    const text = kind === 'range' ? this.text.slice(from, to + 1) : this.text.slice(from + 1, to)
    this.push({ kind, text, from, to: this.at })
  }

  private runAt(from: number): string {
    run.lastIndex = from
    let written = run.exec(this.text)?.[0] ?? this.text.charAt(from)
    for (const [sign] of this.dialect.signs) {
      const cut = written.indexOf(sign)
      if (cut > 0) written = written.slice(0, cut)
    }
    this.at = from + written.length
    return written
  }

  private push(piece: Piece): void {
    this.pieces.push(piece)
  }

  private skip(length: number): number {
    this.at += length
    return this.at
  }

  private atEnd = (text: string) => ({ from: this.text.length, to: this.text.length, text })
}

const asRaw = (sign: string | undefined): Raw =>
  sign === '+' || sign === '++' || sign === '!' || sign === '=' ? sign : ''
