import { type Problem, problem } from './problem.ts'
import { type Atom, type Distance, type Leaf, limits, type Phrase, type Span } from './query.ts'
import { isProblem, readAtom } from './read-atom.ts'
import { isChoiceField, isMeasureField, readChoice, readMeasure, unknownField } from './read-field.ts'
import { tokensIn } from './read-word.ts'

/** A query in pieces. A leaf that cannot be read keeps its place as `lost`, so that only it is complained of. */
export type Lexeme = Span &
  (
    | { kind: 'open' | 'close' | 'and' | 'or' | 'not' | 'lost' }
    | { kind: 'distance'; distance: Distance }
    | { kind: 'leaf'; leaf: Leaf }
  )

export function scanQuery(text: string): { lexemes: Lexeme[]; problems: Problem[] } {
  const scanner = new Scanner(text)
  scanner.scan()
  return scanner
}

/** What ends each opening quotation mark; word processors make many kinds. */
const closers: Record<string, string> = { '"': '"', '“': '”"', '”': '”"', '„': '“”"', '«': '»"', '»': '«»"' }
const run = /(?:(?!<<<)[^\s()|"“”„«»])+/uy

class Scanner {
  readonly lexemes: Lexeme[] = []
  readonly problems: Problem[] = []
  private readonly text: string
  private at = 0

  constructor(text: string) {
    this.text = text
  }

  scan(): void {
    while (this.at < this.text.length) {
      const [from, character] = [this.at, this.text.charAt(this.at)]
      if (/\s/.test(character)) this.at++
      else if (this.text.startsWith('<<<', from)) this.passComment()
      else if (character === '(') this.push({ kind: 'open', from, to: ++this.at })
      else if (character === ')') this.push({ kind: 'close', from, to: ++this.at })
      else if (character === '|') this.push({ kind: 'or', from, to: ++this.at })
      else if (closers[character]) this.takePhrase(from, '')
      else if ('-−–'.includes(character)) this.takeMinus(from)
      else this.takeRun(from)
    }
  }

  private passComment(): void {
    const end = this.text.indexOf('>>>', this.at)
    if (end < 0) this.complain(problem('listening.query.openComment', this.here(3), {}, this.atEnd('>>>')))
    this.at = end < 0 ? this.text.length : end + 3
  }

  private takeMinus(from: number): void {
    this.at++
    if (/[^\s)|]/.test(this.text.charAt(this.at))) return this.push({ kind: 'not', from, to: this.at })
    const span = { from, to: this.at }
    this.complain(problem('listening.query.loneSign', span, { sign: '-' }, { ...span, text: '' }))
  }

  private takeRun(from: number): void {
    const written = this.runAt(from)
    const to = this.at
    const operator = operators[written]
    if (operator) return this.push({ kind: operator, from, to })
    if (/^(NEAR(\/.*)?|\/(\d.*|s)?)$/.test(written)) return this.takeDistance(written, { from, to })
    if (/^[!=]$/.test(written) && closers[this.text.charAt(to)]) return this.takePhrase(to, written)
    const [, name, rest = ''] = /^([\p{L}_]+):(.*)$/su.exec(written) ?? []
    if (name !== undefined) return this.takeField(name, rest, { from, to })
    this.take(readAtom(written, from))
  }

  private takeDistance(written: string, span: Span): void {
    const [, count, order, sentence] = /^(?:NEAR)?\/(?:(\d{1,9})(f?)|(s))$/.exec(written) ?? []
    const words = Number(count)
    if (sentence) return this.push({ ...span, kind: 'distance', distance: 'sentence' })
    if (count !== undefined && words <= limits.distance)
      return this.push({ ...span, kind: 'distance', distance: { words, inOrder: order === 'f' } })
    const mend = { ...span, text: count === undefined ? 'NEAR/5' : `NEAR/${limits.distance}${order}` }
    const code = count === undefined ? 'listening.query.badDistance' : 'listening.query.distanceTooLong'
    this.complain(problem(code, span, { most: limits.distance }, mend))
    this.push({ ...span, kind: 'distance', distance: { words: 0, inOrder: false } })
  }

  private takePhrase(from: number, mode: string): void {
    const start = from - mode.length
    const inner = this.quotedAt(from)
    const of = this.atomsIn(inner.text, from + 1, mode)
    const within = this.withinAt()
    const span = { from: start, to: this.at }
    if (!of || within === undefined) return this.push({ kind: 'lost', ...span })
    if (of.length === 0) return this.take(problem('listening.query.emptyQuotes', span, {}, { ...span, text: '' }))
    if (of.length > limits.phrase)
      return this.take(problem('listening.query.phraseTooLong', span, { most: limits.phrase }))
    this.push({ ...span, kind: 'leaf', leaf: { ...span, kind: 'phrase', of, within } })
  }

  private atomsIn(text: string, offset: number, mode: string): Atom[] | undefined {
    const read = [...text.matchAll(/\S+/g)]
      .filter(([word]) => word.includes('*') || tokensIn(word).length > 0)
      .map(({ 0: word, index }) => inMode(readAtom(word, offset + index), mode))
    const wrong = read.filter(isProblem)
    this.problems.push(...wrong)
    return wrong.length > 0 ? undefined : read.flatMap((one) => (isProblem(one) ? [] : [one]))
  }

  /** The number behind `~`: undefined when it cannot be understood, which is then told. */
  private withinAt(): number | null | undefined {
    if (this.text.charAt(this.at) !== '~') return null
    const written = this.runAt(this.at)
    const span = { from: this.at - written.length, to: this.at }
    const words = Number(/^~(\d{1,9})$/.exec(written)?.[1] ?? Number.NaN)
    if (words <= limits.distance) return words
    const isLong = words > limits.distance
    const code = isLong ? 'listening.query.distanceTooLong' : 'listening.query.badDistance'
    this.complain(problem(code, span, { most: limits.distance }, { ...span, text: `~${isLong ? limits.distance : 5}` }))
    return undefined
  }

  private takeField(name: string, rest: string, span: Span): void {
    const [field, valueFrom] = [name.toLowerCase(), span.from + name.length + 1]
    if (![isChoiceField, isMeasureField].some((is) => is(field)) && field !== 'title')
      return this.take(unknownField(name, this.text.slice(span.from, span.to), span))
    if (rest) return this.takeValue(field, rest, { from: valueFrom, to: span.to }, span.from)
    const next = this.text.charAt(this.at)
    if (next === '(') return this.takeChoices(field, span.from)
    if (closers[next]) return this.takeQuotedValue(field, span.from)
    this.take(problem('listening.query.noValue', span, { field }))
  }

  private takeQuotedValue(field: string, from: number, mode = ''): void {
    const start = this.at
    if (field !== 'title') {
      const { text } = this.quotedAt(start)
      return this.takeValue(field, text, { from: start, to: this.at }, from)
    }
    const before = this.lexemes.length
    this.takePhrase(start, mode)
    const phrase = this.lexemes.splice(before)[0]
    if (phrase?.kind === 'leaf' && phrase.leaf.kind === 'phrase') this.takeTitle(phrase.leaf, from)
    else this.push({ kind: 'lost', from, to: this.at })
  }

  private takeValue(field: string, value: string, span: Span, from: number): void {
    if (field === 'title') {
      const isQuoted = /^[!=]$/.test(value) && closers[this.text.charAt(this.at)]
      if (isQuoted) return this.takeQuotedValue(field, from, value)
      const atom = readAtom(value, span.from)
      return isProblem(atom) ? this.take(atom) : this.takeTitle(atom, from)
    }
    const read = isChoiceField(field)
      ? readChoice(field, value, span)
      : readMeasure(isMeasureField(field) ? field : 'followers', value, span)
    this.take(isProblem(read) ? read : { ...read, from })
  }

  private takeTitle(of: Atom | Phrase, from: number): void {
    this.take({ kind: 'title', of, from, to: of.to })
  }

  /** `lang:(bg | uk)` is `(lang:bg | lang:uk)`. */
  private takeChoices(field: string, from: number): void {
    this.push({ kind: 'open', from, to: ++this.at })
    let count = 0
    while (this.at < this.text.length && this.text.charAt(this.at) !== ')') {
      const [start, character] = [this.at, this.text.charAt(this.at)]
      if (/[\s|]/.test(character)) this.at++
      else if (character === '(')
        return this.complain(problem('listening.query.noValue', { from: start, to: start + 1 }, { field }))
      else if (closers[character] || this.wordAt(start) !== 'OR') {
        if (count++ > 0) this.push({ kind: 'or', from: start, to: start })
        if (closers[character]) this.takeQuotedValue(field, start)
        else this.takeValue(field, this.runAt(start), { from: start, to: this.at }, start)
      } else this.at += 2
    }
  }

  private wordAt(from: number): string {
    const here = this.at
    const word = this.runAt(from)
    this.at = here
    return word
  }

  private runAt(from: number): string {
    run.lastIndex = from
    const written = run.exec(this.text)?.[0] ?? this.text.charAt(from)
    this.at = from + written.length
    return written
  }

  private quotedAt(from: number): { text: string } {
    const ends = closers[this.text.charAt(from)] ?? '"'
    let to = from + 1
    while (to < this.text.length && !ends.includes(this.text.charAt(to))) to++
    if (to === this.text.length)
      this.complain(problem('listening.query.openQuote', { from, to: from + 1 }, {}, this.atEnd('"')))
    this.at = Math.min(to + 1, this.text.length)
    return { text: this.text.slice(from + 1, to) }
  }

  private take(read: Leaf | Problem): void {
    if (isProblem(read)) {
      this.complain(read)
      this.push({ kind: 'lost', from: read.from, to: read.to })
    } else this.push({ kind: 'leaf', leaf: read, from: read.from, to: read.to })
  }

  private push(lexeme: Lexeme): void {
    this.lexemes.push(lexeme)
  }

  private complain(one: Problem): void {
    this.problems.push(one)
  }

  private here = (length: number): Span => ({ from: this.at, to: this.at + length })
  private atEnd = (text: string) => ({ from: this.text.length, to: this.text.length, text })
}

const operators: Record<string, 'and' | 'or' | 'not' | undefined> = { AND: 'and', OR: 'or', NOT: 'not' }

/** A sign before a quotation is meant for each word in it that has none of its own. */
function inMode(atom: Atom | Problem, mode: string): Atom | Problem {
  if (isProblem(atom) || atom.kind !== 'word' || atom.mode !== 'forms' || !mode) return atom
  return { ...atom, mode: mode === '!' ? 'form' : 'case' }
}
