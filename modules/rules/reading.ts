import type { Desk, Facts, Place } from './facts.ts'
import type { FoundWord } from './find-words.ts'
import { type Folded, foldExact, foldMasked } from './fold-masked.ts'
import { languageOf } from './language-of.ts'
import { type LinkFound, linksIn } from './links-in.ts'
import { lengthOf } from './traits.ts'
import { findStopWords, type PackLanguage, type StopWord } from './word-packs.ts'

/** A text with what was found out about it so far: each look is taken once, and only when a rule asks for it. */
export class Reading {
  readonly facts: Facts
  readonly desk: Desk
  private readonly kept = new Map<string, unknown>()

  constructor(facts: Facts, desk: Desk) {
    this.facts = facts
    this.desk = desk
  }

  get masked(): Folded {
    return this.once('masked', () => foldMasked(this.facts.text))
  }
  get exact(): Folded {
    return this.once('exact', () => foldExact(this.facts.text))
  }
  get language(): PackLanguage | null {
    return this.once('language', () => languageOf(this.facts.text))
  }
  get links(): LinkFound[] {
    return this.once('links', () => linksIn(this.facts.text))
  }
  get length(): number {
    return this.once('length', () => lengthOf(this.facts.text))
  }
  get stopWords(): FoundWord<StopWord>[] {
    return this.once('stopWords', () => findStopWords(this.desk.stopWords, this.facts.text, this.language))
  }
  get spamScore(): number {
    return this.once('spamScore', () => this.desk.spamScore(this.facts, this.stopWords))
  }

  private once<T>(name: string, look: () => T): T {
    if (!this.kept.has(name)) this.kept.set(name, look())
    return this.kept.get(name) as T
  }
}

/** Not met, or met: by something at these places of the text, or by the text as a whole. */
export type Met = false | Place[]
