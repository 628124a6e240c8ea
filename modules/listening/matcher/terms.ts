import { IntLists } from './int-lists.ts'
import { type ExactField, valuesOf } from './meet-field.ts'
import { Patterns } from './patterns.ts'
import type { Post } from './post.ts'
import { everyPost, type Presence } from './presence.ts'
import { foldValue, writtenOf } from './read-word.ts'
import { tokenise } from './tokenise.ts'
import { picture, plain, Tokens } from './tokens.ts'
import { Vocabulary } from './vocabulary.ts'
import type { TokenTest } from './word-forms.ts'

/**
 * What queries look for, each thing once however many ask for it: a class of word forms, a tag, a pattern, a value of a
 * field. A term is a number; it lives as long as a query uses it.
 */
export class Terms {
  readonly tokens = new Tokens()
  private readonly presence: Presence
  private readonly words = new Vocabulary()
  /** By the number of a word, the terms it meets; one that also asks for the letters' case stands as its complement. */
  private readonly termsOf = new IntLists()
  private readonly patterns = new Patterns()
  private readonly fields = new Map<ExactField, Map<string, number>>()
  private readonly writings = new Map<number, string>()
  private readonly byName = new Map<string, number>()
  /** What a term is, as its name: a sign for the kind, then what tells it from others. */
  private readonly names: (string | undefined)[] = ['']
  private readonly uses: number[] = [1]
  /** By term, the numbers of its words. */
  private readonly wordsOf = new IntLists()
  private readonly left: number[] = []

  constructor(presence: Presence) {
    this.presence = presence
    presence.know(everyPost)
  }

  forTest(test: TokenTest): number {
    switch (test.kind) {
      case 'forms':
        return this.use(`f${test.languages}:${test.key}`, (term) => this.addWords(test.forms(), 0, term))
      case 'form':
        return this.use(`!${test.key}`, (term) => this.addWords([test.key], 0, term))
      case 'signed':
        return this.use(`${String.fromCharCode(test.sign)}${test.key}`, (term) =>
          this.addWords([test.key], test.sign, term),
        )
      case 'case':
        return this.use(`=${test.written}`, (term) => {
          this.writings.set(term, test.written)
          this.addWords([test.key], 0, term)
        })
      case 'pattern':
        return this.use(`*${test.pattern}`, (term) => this.patterns.add(test.pattern, term))
    }
  }

  forField(field: ExactField, value: string): number {
    const wanted = foldValue(value)
    return this.use(`:${field}:${wanted}`, (term) => {
      const values = this.fields.get(field) ?? new Map<string, number>()
      this.fields.set(field, values.set(wanted, term))
    })
  }

  release(term: number): void {
    const uses = (this.uses[term] ?? 0) - 1
    this.uses[term] = uses
    const name = this.names[term]
    if (uses > 0 || !name) return
    if (name.startsWith('*')) this.patterns.remove(term)
    else if (name.startsWith(':')) for (const values of this.fields.values()) forget(values, term)
    else this.forgetWords(term)
    this.byName.delete(name)
    this.names[term] = undefined
    this.left.push(term)
  }

  /** Reads a post and marks all terms that it has. */
  read(post: Post): void {
    const { tokens, presence, words, patterns } = this
    presence.begin()
    tokenise(post, tokens)
    const hasPatterns = !patterns.isEmpty
    for (let token = 0; token < tokens.count; token++) {
      const position = tokens.positionOf(token)
      const kind = tokens.kind[token] ?? plain
      this.markWord(words.findToken(tokens, token, 0), token, position)
      if (kind > picture) this.markWord(words.findToken(tokens, token, kind), token, position)
      if (hasPatterns && kind !== picture) patterns.mark(tokens, token, presence)
    }
    for (const [field, values] of this.fields) if (values.size > 0) this.markField(values, valuesOf[field](post))
  }

  private markWord(word: number, token: number, position: number): void {
    if (word < 0) return
    const { cells, start, length } = this.termsOf
    const from = start[word] ?? 0
    const to = from + (length[word] ?? 0)
    for (let n = from; n < to; n++) {
      const term = cells[n] ?? 0
      if (term >= 0) this.presence.mark(term, position)
      else if (this.writings.get(~term) === writtenOf(this.tokens, token)) this.presence.mark(~term, position)
    }
  }

  private markField(values: Map<string, number>, held: string[]): void {
    for (const value of held) {
      const term = values.get(value)
      if (term !== undefined) this.presence.mark(term, -1)
    }
  }

  private use(name: string, add: (term: number) => void): number {
    const known = this.byName.get(name)
    if (known !== undefined) {
      this.uses[known] = (this.uses[known] ?? 0) + 1
      return known
    }
    const term = this.left.pop() ?? this.names.length
    this.presence.know(term)
    this.names[term] = name
    this.uses[term] = 1
    this.byName.set(name, term)
    add(term)
    return term
  }

  private addWords(keys: readonly string[], sign: number, term: number): void {
    const isWritten = this.writings.has(term)
    const words = keys.map((key) => this.words.add(key, sign))
    this.wordsOf.set(term, words)
    for (const word of words) this.termsOf.push(word, isWritten ? ~term : term)
  }

  private forgetWords(term: number): void {
    const written = this.writings.delete(term)
    for (const word of this.wordsOf.of(term)) {
      this.termsOf.takeOut(word, this.termsOf.of(word).indexOf(written ? ~term : term), 1)
      if ((this.termsOf.length[word] ?? 0) === 0) this.words.remove(word)
    }
    this.wordsOf.clear(term)
  }
}

function forget(values: Map<string, number>, term: number): void {
  for (const [value, one] of values) if (one === term) values.delete(value)
}
