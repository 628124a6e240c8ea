import { grown } from './grow.ts'

/** A term that every post has, for queries that name nothing rarer. */
export const everyPost = 0

/**
 * Which terms the post in hand has, and where, in order of their places. A new post forgets the last one by a number
 * alone. It also counts in how many posts each term was, which is what presearch is steered by.
 */
export class Presence {
  now = 0
  /** A term is present when its stamp is `now`. */
  stamp = new Int32Array(256)
  /** Its first and last occurrence; -1 for what has no place. */
  head = new Int32Array(256)
  private tail = new Int32Array(256)
  /** The occurrence last asked about; those asked next mostly stand behind it. */
  private cursor = new Int32Array(256)
  position = new Int32Array(512)
  next = new Int32Array(512)
  private occurrences = 0
  /** The terms present, in the order they were met. */
  terms = new Int32Array(256)
  count = 0
  /** In how many posts a term was, since post `born`. */
  seen = new Int32Array(256)
  private born = new Int32Array(256)
  /** At this many posts it is asked again whether what is found by it had better be found by something else. */
  private reviewAt = new Int32Array(256)
  readonly toReview: number[] = []

  begin(): void {
    if (this.now === agesAt) this.age()
    this.now++
    this.count = 0
    this.occurrences = 0
    this.mark(everyPost, -1)
  }

  /** What was seen long ago counts half; and the number of posts, which are told apart by it, begins anew. */
  private age(): void {
    this.stamp.fill(-1)
    for (let term = 0; term < this.seen.length; term++) {
      const seen = (this.seen[term] ?? 0) >> 1
      this.seen[term] = seen
      this.born[term] = ((this.born[term] ?? 0) - this.now) >> 1
      this.reviewAt[term] = Math.max(firstReview, seen * 2)
    }
    this.now = 0
  }

  /** A term that has just come to be known. */
  know(term: number): void {
    for (const column of ['stamp', 'head', 'tail', 'cursor', 'terms', 'seen', 'born', 'reviewAt'] as const)
      this[column] = grown(this[column], term + 1)
    this.stamp[term] = -1
    this.seen[term] = 0
    this.born[term] = this.now
    this.reviewAt[term] = firstReview
  }

  mark(term: number, position: number): void {
    if (this.stamp[term] === this.now) {
      if (position >= 0) this.markAgain(term, position)
      return
    }
    this.stamp[term] = this.now
    this.terms[this.count++] = term
    this.head[term] = this.tail[term] = this.cursor[term] = position < 0 ? -1 : this.occur(position)
    const seen = (this.seen[term] ?? 0) + 1
    this.seen[term] = seen
    if (seen === this.reviewAt[term]) {
      this.reviewAt[term] = seen * 2
      this.toReview.push(term)
    }
  }

  has(term: number): boolean {
    return this.stamp[term] === this.now
  }

  hasAt(term: number, position: number): boolean {
    if (this.stamp[term] !== this.now) return false
    let one = this.cursor[term] ?? -1
    if (one < 0 || (this.position[one] ?? 0) > position) one = this.head[term] ?? -1
    let before = one
    while (one >= 0 && (this.position[one] ?? 0) < position) {
      before = one
      one = this.next[one] ?? -1
    }
    this.cursor[term] = one < 0 ? before : one
    return one >= 0 && this.position[one] === position
  }

  positionsOf(term: number): number[] {
    const found: number[] = []
    if (!this.has(term)) return found
    for (let one = this.head[term] ?? -1; one >= 0; one = this.next[one] ?? -1) found.push(this.position[one] ?? 0)
    return found
  }

  /** Of all posts, the share that has the term, as far as was seen; a new one is taken to be rather rare. */
  shareOf(term: number): number {
    if (term === everyPost) return 1
    return ((this.seen[term] ?? 0) + 1) / (this.now - (this.born[term] ?? 0) + 2_000)
  }

  private markAgain(term: number, position: number): void {
    const last = this.tail[term] ?? 0
    if (this.position[last] === position) return
    const one = this.occur(position)
    this.next[last] = one
    this.tail[term] = one
  }

  private occur(position: number): number {
    const one = this.occurrences++
    if (one === this.position.length) {
      this.position = grown(this.position, one + 1)
      this.next = grown(this.next, one + 1)
    }
    this.position[one] = position
    this.next[one] = -1
    return one
  }
}

const firstReview = 8
const agesAt = 1 << 20
