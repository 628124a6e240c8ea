import { printQuery } from '../matcher/print-query.ts'
import { problem } from '../matcher/problem.ts'
import { limits, type Phrase, type Query, type Span, type Word } from '../matcher/query.ts'
import type { Dialect, Tell } from './dialect.ts'
import { entitled } from './entitle.ts'
import { note, type TranslationProblem } from './note.ts'
import { phraseOf, readForeignPhrase, readForeignWord } from './read-foreign-words.ts'
import type { Piece, Raw } from './scan-foreign.ts'
import { vendorNames } from './vendors.ts'

type Words = Piece & { text: string; raw?: Raw }
type Loose = Piece & { kind: 'loose' }

/** Reads words, phrases and fields; a field before brackets is meant for everything within them. */
export class LeafReader {
  private readonly dialect: Dialect
  private readonly text: string
  private readonly told: { tell: Tell; complain: (problem: TranslationProblem) => void }
  private around: (Piece & { kind: 'field' }) | undefined

  constructor(dialect: Dialect, text: string, tell: Tell, complain: (problem: TranslationProblem) => void) {
    this.dialect = dialect
    this.text = text
    this.told = { tell, complain }
  }

  words(piece: Piece): Query | undefined {
    if (!hasText(piece)) return undefined
    if (this.around) return this.field(this.around, piece)
    return this.plainWords(piece)
  }

  /** `field:( … )` */
  within(field: Piece & { kind: 'field' }, read: () => Query | undefined): Query | undefined {
    const outer = this.around
    this.around = field.name === 'title' ? outer : field
    const inner = read()
    this.around = outer
    return field.name === 'title' && inner ? entitled(inner, this.told.tell) : inner
  }

  field(field: Piece & { kind: 'field' }, piece: Piece): Query | undefined {
    if (!hasText(piece)) return undefined
    const span = { from: field.to <= piece.from ? field.from : piece.from, to: piece.to }
    if (field.name === 'title') return this.title(piece)
    if (field.name === 'raw' && this.dialect.has.braces) return this.plainWords({ ...piece, kind: 'case' })
    const known = Object.hasOwn(this.dialect.fields, field.name) ? this.dialect.fields[field.name] : undefined
    if (!known) {
      const name = this.text.slice(field.from, field.to)
      this.told.tell(note('listening.translation.fieldDropped', span, { field: name, written: piece.text }))
      return undefined
    }
    const read = known(piece.text, span)
    const written = `${this.text.slice(field.from, field.to)}${piece.text}`
    if (!read) this.told.tell(note('listening.translation.valueDropped', span, { written }))
    if (read?.nearest)
      this.told.tell(note('listening.translation.nearest', span, { written, became: printQuery(read.query) }))
    return read?.query
  }

  private title(piece: Piece): Query | undefined {
    const words = this.plainWords(piece)
    return words && entitled(words, this.told.tell)
  }

  private plainWords(piece: Piece): Query | undefined {
    if (!hasText(piece)) return undefined
    const span = { from: piece.from, to: piece.to }
    if (piece.kind === 'word') return readForeignWord(piece.text, span, this.modeOf(piece), this.told)
    if (piece.text.trim() === '') {
      this.told.complain(problem('listening.query.emptyQuotes', span, {}, { ...span, text: '' }))
      return undefined
    }
    return readForeignPhrase(piece.text, span, this.modeOf(piece), this.told).query
  }

  /** `"a b"~5`, or a sign that similar words are meant. */
  loosen(piece: Piece, loose: Loose, query: Query | undefined): Query | undefined {
    if (!query || !hasText(piece)) return query
    const span: Span = { from: piece.from, to: loose.to }
    const written = this.text.slice(span.from, span.to)
    if (query.kind !== 'phrase' || !Number.isFinite(loose.count)) {
      if (this.dialect.has.fuzzy || query.kind !== 'phrase')
        this.told.tell(
          note('listening.translation.similar', span, { written, vendor: vendorNames[this.dialect.vendor] }),
        )
      return query
    }
    return this.widened(query, loose.count, span, written)
  }

  private widened(query: Phrase, count: number, span: Span, written: string): Query | undefined {
    const others = this.dialect.looseness(count, query.of.length)
    const within = Math.min(others, limits.distance)
    if (others > within) this.told.tell(note('listening.translation.tooFar', span, { written, most: limits.distance }))
    else if (others !== count)
      this.told.tell(
        note('listening.translation.stepsCounted', span, {
          written,
          vendor: vendorNames[this.dialect.vendor],
          words: within,
        }),
      )
    return phraseOf(query.of, span, within, this.told)
  }

  private modeOf(piece: Words): Word['mode'] {
    if (piece.kind === 'case' || piece.raw === '++' || piece.raw === '=') return 'case'
    if (piece.raw === '+' || piece.raw === '!') return 'form'
    return piece.kind === 'quoted' ? this.dialect.phrase : this.dialect.word
  }
}

const hasText = (piece: Piece): piece is Words & Piece => 'text' in piece
