import { type Problem, problem } from './problem.ts'
import { type Distance, type Leaf, limits, type Near, type Operand, type Query, type Span } from './query.ts'
import { refuseNegative } from './refuse-negative.ts'
import { type Lexeme, scanQuery } from './scan-query.ts'

export type Parsed = { ok: true; query: Query } | { ok: false; problems: Problem[] }

/**
 * Reads a query as `docs/query-language.md` says. All problems that can be told apart are told at once, in order; there
 * is at least one when it is not ok. Never throws.
 */
export function parseQuery(text: string): Parsed {
  if (text.length > limits.characters)
    return refused([
      problem('listening.query.tooLong', { from: limits.characters, to: text.length }, { most: limits.characters }),
    ])
  const { lexemes, problems } = scanQuery(text)
  const parser = new Parser(lexemes, text)
  const query = parser.parse()
  const swallowed = problems.some(
    ({ code }) => code === 'listening.query.openQuote' || code === 'listening.query.openComment',
  )
  const found = [
    ...problems,
    ...parser.problems.filter(({ code }) => !swallowed || code !== 'listening.query.openBracket'),
  ]
  if (found.length === 0 && !query) found.push(problem('listening.query.empty', { from: 0, to: text.length }))
  if (found.length > 0 || !query) return refused(found)
  const negative = refuseNegative(query)
  return negative ? refused([negative]) : { ok: true, query }
}

const refused = (problems: Problem[]): Parsed => ({ ok: false, problems: problems.sort((a, b) => a.from - b.from) })

/** What was lost to a problem that has been told already. */
type Read = Query | undefined

class Parser {
  readonly problems: Problem[] = []
  private readonly lexemes: Lexeme[]
  private readonly text: string
  private at = 0
  private depth = 0
  private leaves = 0
  private isGivenUp = false

  constructor(lexemes: Lexeme[], text: string) {
    this.lexemes = lexemes
    this.text = text
  }

  parse(): Read {
    const parts: Query[] = []
    while (this.at < this.lexemes.length) {
      const read = this.readOr()
      if (read) parts.push(read)
      const stray = this.take('close')
      if (stray) this.complain(problem('listening.query.strayBracket', stray, {}, { ...span(stray), text: '' }))
    }
    return joined('and', parts)
  }

  private readOr(): Read {
    const parts = [this.readAnd()]
    while (this.take('or')) parts.push(this.readAnd())
    return joined('or', parts)
  }

  private readAnd(): Read {
    const parts = [this.readNot()]
    while (this.take('and') || beginsOperand(this.peek())) parts.push(this.readNot())
    return joined('and', parts)
  }

  private readNot(): Read {
    const not = this.take('not')
    if (!not) return this.readNear()
    const of = this.deeper(not, () => this.readNot())
    return of && { kind: 'not', of, from: not.from, to: of.to }
  }

  private readNear(): Read {
    const first = this.readOperand()
    const of: Read[] = [first]
    const distances: (Lexeme & { distance: Distance })[] = []
    for (let next = this.peek(); next?.kind === 'distance'; next = this.peek()) {
      this.at++
      distances.push(next)
      of.push(this.peek()?.kind === 'not' ? this.readNot() : this.readOperand())
    }
    return distances.length === 0 ? first : this.nearOf(of, distances)
  }

  private nearOf(read: Read[], distances: (Lexeme & { distance: Distance })[]): Read {
    const of = read.map((one, n) => {
      if (!one || isOperand(one)) return one
      const at = distances[Math.max(0, n - 1)]
      this.complain(problem('listening.query.hasNoPlace', one, {}, at && { ...span(at), text: 'AND' }))
      return undefined
    })
    const ninth = of[limits.operands]
    if (ninth) this.complain(problem('listening.query.tooManyNear', ninth, { most: limits.operands }))
    const whole = of.filter((one) => one !== undefined)
    if (whole.length < of.length) return undefined
    return { kind: 'near', of: whole, distances: distances.map((one) => one.distance), ...around(whole) } satisfies Near
  }

  private readOperand(): Read {
    const next = this.peek()
    if (next?.kind === 'open') return this.readGroup(next)
    if (next?.kind === 'leaf') return this.readLeaf(next.leaf)
    if (next?.kind === 'lost') this.at++
    else this.complainOfNoOperand(next)
    return undefined
  }

  private readLeaf(leaf: Leaf): Read {
    this.at++
    this.leaves += leaf.kind === 'phrase' ? leaf.of.length : 1
    if (this.leaves <= limits.terms) return leaf
    return this.giveUp(problem('listening.query.tooManyTerms', leaf, { most: limits.terms }))
  }

  private readGroup(open: Lexeme): Read {
    this.at++
    const empty = this.take('close')
    if (empty) {
      const whole = { from: open.from, to: empty.to }
      this.complain(problem('listening.query.emptyBrackets', whole, {}, { ...whole, text: '' }))
      return undefined
    }
    const inner = this.deeper(open, () => this.readOr())
    if (!this.take('close') && !this.isGivenUp)
      this.complain(problem('listening.query.openBracket', open, {}, { ...this.end(), text: ')' }))
    return inner
  }

  private deeper(at: Lexeme, read: () => Read): Read {
    this.depth++
    if (this.depth > limits.depth) return this.giveUp(problem('listening.query.tooDeep', at, { most: limits.depth }))
    const found = this.at < this.lexemes.length ? read() : this.complainOfNoOperand(undefined)
    this.depth--
    return found
  }

  private giveUp(why: Problem): undefined {
    this.complain(why)
    this.isGivenUp = true
    this.at = this.lexemes.length
  }

  /** Something should stand here to be joined, and `next` is what stands there instead. */
  private complainOfNoOperand(next: Lexeme | undefined): undefined {
    const before = this.lexemes[this.at - 1]
    const isOver = !next || next.kind === 'close'
    if (isOver && before && isOperator(before)) this.complainOf('listening.query.operatorLast', before)
    if (isOver) return undefined
    this.at++
    const isFirst = !before || before.kind === 'open' || before.kind === 'close'
    this.complainOf(isFirst ? 'listening.query.operatorFirst' : 'listening.query.operatorTwice', next)
    return undefined
  }

  private complainOf(code: Problem['code'], { from, to }: Lexeme): void {
    this.complain(problem(code, { from, to }, { operator: this.text.slice(from, to) }, { from, to, text: '' }))
  }

  private peek(): Lexeme | undefined {
    return this.lexemes[this.at]
  }

  private take(kind: Lexeme['kind']): Lexeme | undefined {
    const next = this.peek()
    if (next?.kind !== kind) return undefined
    this.at++
    return next
  }

  private complain(one: Problem): void {
    this.problems.push(one)
  }

  private end = (): Span => ({ from: this.text.length, to: this.text.length })
}

const span = ({ from, to }: Span): Span => ({ from, to })

function joined(kind: 'and' | 'or', read: Read[]): Read {
  const of = read.filter((one) => one !== undefined)
  return of.length > 1 ? { kind, of, ...around(of) } : of[0]
}

const around = (parts: Span[]): Span => ({ from: parts[0]?.from ?? 0, to: parts.at(-1)?.to ?? 0 })

const beginsOperand = (next: Lexeme | undefined) =>
  next !== undefined && ['open', 'leaf', 'lost', 'not', 'distance'].includes(next.kind)

const isOperator = ({ kind }: Lexeme) => ['and', 'or', 'not', 'distance'].includes(kind)

function isOperand(query: Query): query is Operand {
  if (query.kind === 'or') return query.of.every(isOperand)
  if (query.kind === 'phrase') return query.within === null
  return query.kind === 'word' || query.kind === 'wildcard' || query.kind === 'tag'
}
