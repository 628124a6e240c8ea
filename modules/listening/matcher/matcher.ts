import { formsOf } from '../forms/forms-of.ts'
import { anchorsOf } from './anchors.ts'
import { compileQuery, type Language } from './compile-query.ts'
import { Conditions } from './conditions.ts'
import { explain } from './explain.ts'
import { grown } from './grow.ts'
import { IntLists } from './int-lists.ts'
import type { Post, Reason } from './post.ts'
import { Presence } from './presence.ts'
import { eachUse } from './program.ts'
import type { Query } from './query.ts'
import { Terms } from './terms.ts'
import { Verifier } from './verify.ts'

/**
 * Which of many saved queries hold for each post of a stream. A query that is set, changed or removed counts from the
 * next post on. A post is read once; then only those queries are looked at whose anchor, the rarest thing they cannot
 * hold without, is in it.
 */
export class Matcher {
  private readonly presence = new Presence()
  private readonly terms = new Terms(this.presence)
  private readonly conditions = new Conditions()
  private readonly verifier = new Verifier(this.presence, this.terms.tokens, this.conditions)
  private readonly language: Language
  private readonly numbers = new Map<string, number>()
  private readonly ids: (string | undefined)[] = []
  private readonly left: number[] = []
  private readonly programs = new IntLists()
  /** By query, by what it is found: anchor and companion in turn. */
  private readonly anchors = new IntLists()
  /** By term, whom it finds: query and companion in turn. */
  private readonly found = new IntLists()
  /** The post a query was last looked at for. */
  private looked = new Int32Array(64)
  /** Of the terms to review, which one, and how much of its list is done. */
  private reviewing = 0
  private reviewed = 0
  /** Whether what was read last still tells all that queries ask for. */
  private isRead = false

  constructor(language: Partial<Language> = {}) {
    this.language = { formsOf: language.formsOf ?? formsOf, languages: language.languages ?? [] }
  }

  get size(): number {
    return this.numbers.size
  }

  /** Adds a query, or puts it in place of the one of the same id. `languages`: whose word forms it means; else the matcher's. */
  set(id: string, query: Query, languages: readonly string[] = this.language.languages): void {
    const program = compileQuery(query, this.terms, this.conditions, { ...this.language, languages })
    this.remove(id)
    const number = this.left.pop() ?? this.ids.length
    this.ids[number] = id
    this.numbers.set(id, number)
    this.looked = grown(this.looked, number + 1)
    this.looked[number] = -1
    this.programs.set(number, program)
    this.findBy(number)
    this.isRead = false
  }

  remove(id: string): void {
    const number = this.numbers.get(id)
    if (number === undefined) return
    this.findByNothing(number)
    const release = { term: this.terms, condition: this.conditions }
    eachUse(this.programs.of(number), 0, (kind, used) => release[kind].release(used))
    this.programs.clear(number)
    this.numbers.delete(id)
    this.ids[number] = undefined
    this.left.push(number)
  }

  /** The ids of the queries that hold for a post, each once, in no order. */
  match(post: Post): string[] {
    const { presence, found, programs, verifier } = this
    this.read(post)
    const { stamp, now, terms } = presence
    if (now === 1) this.looked.fill(-1)
    const holding: string[] = []
    for (let n = 0; n < presence.count; n++) {
      const term = terms[n] ?? 0
      const from = found.start[term] ?? 0
      const to = from + (found.length[term] ?? 0)
      for (let at = from; at < to; at += 2) {
        const companion = found.cells[at + 1] ?? 0
        if (companion >= 0 && stamp[companion] !== now) continue
        const query = found.cells[at] ?? 0
        if (this.looked[query] === now) continue
        this.looked[query] = now
        if (verifier.holds(programs.cells, programs.start[query] ?? 0)) holding.push(this.ids[query] ?? '')
      }
    }
    this.review()
    return holding
  }

  /** Why and where one query holds for a post; undefined when it does not, or is not there. */
  explain(id: string, post: Post): Reason[] | undefined {
    const number = this.numbers.get(id)
    if (number === undefined) return undefined
    if (!this.isRead || this.verifier.post !== post) this.read(post)
    return explain(this.programs.cells, this.programs.start[number] ?? 0, this.verifier)
  }

  private read(post: Post): void {
    this.terms.read(post)
    this.verifier.post = post
    this.isRead = true
  }

  private findBy(number: number): void {
    const pairs = anchorsOf(this.programs.cells, this.programs.start[number] ?? 0, this.presence)
    this.anchors.set(number, pairs)
    for (let n = 0; n < pairs.length; n += 2) {
      this.found.push(pairs[n] ?? 0, number)
      this.found.push(pairs[n] ?? 0, pairs[n + 1] ?? 0)
    }
  }

  private findByNothing(number: number): void {
    const pairs = [...this.anchors.of(number)]
    for (let n = 0; n < pairs.length; n += 2) {
      const term = pairs[n] ?? 0
      this.found.takeOut(term, placeOf(this.found.of(term), number), 2)
    }
    this.anchors.clear(number)
  }

  /**
   * What turns out to be frequent finds queries no longer, if they have something rarer. A few queries a post, so that
   * no post waits; each term again when it was met twice as often.
   */
  private review(): void {
    const { toReview } = this.presence
    let [budget, looks] = [reviewsAPost, looksAPost]
    while (budget > 0 && looks-- > 0 && this.reviewing < toReview.length) {
      const term = toReview[this.reviewing] ?? 0
      const query = this.found.of(term)[this.reviewed]
      if (query === undefined) this.reviewNext()
      else if ((this.programs.length[query] ?? 0) > mostReviewed) this.reviewed += 2
      else {
        budget--
        if (!this.findBetter(query)) this.reviewed += 2
      }
    }
  }

  private reviewNext(): void {
    this.reviewed = 0
    this.reviewing++
    if (this.reviewing < 1_000) return
    this.presence.toReview.splice(0, this.reviewing)
    this.reviewing = 0
  }

  private findBetter(query: number): boolean {
    const better = anchorsOf(this.programs.cells, this.programs.start[query] ?? 0, this.presence)
    const before = this.anchors.of(query)
    if (better.length === before.length && better.every((one, n) => one === before[n])) return false
    this.findByNothing(query)
    this.findBy(query)
    return true
  }
}

const reviewsAPost = 4
const looksAPost = 16
/** Long lists of words have nothing rarer to be found by. */
const mostReviewed = 400

function placeOf(pairs: Int32Array, query: number): number {
  let at = 0
  while (at < pairs.length && pairs[at] !== query) at += 2
  return at
}
