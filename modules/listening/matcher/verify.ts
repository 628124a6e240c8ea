import type { Conditions } from './conditions.ts'
import { nearChain, type Runs } from './near-chain.ts'
import type { Post } from './post.ts'
import type { Presence } from './presence.ts'
import * as program from './program.ts'
import type { Tokens } from './tokens.ts'
import { windowsOf } from './windows.ts'

/** Runs programs on the post that `presence` and `tokens` hold. */
export class Verifier {
  readonly presence: Presence
  readonly tokens: Tokens
  private readonly conditions: Conditions
  post: Post = { text: '' }

  constructor(presence: Presence, tokens: Tokens, conditions: Conditions) {
    this.presence = presence
    this.tokens = tokens
    this.conditions = conditions
  }

  holds(cells: Int32Array, at: number): boolean {
    switch (cells[at]) {
      case program.term:
        return this.holdsTerm(cells, at)
      case program.and:
        return this.holdsEach(cells, at)
      case program.or:
        return this.holdsAny(cells, at)
      case program.not:
        return !this.holds(cells, at + program.partsAt)
      case program.run:
        return this.hasAll(cells, at) && this.hasRun(cells, at)
      case program.window:
        return this.hasAll(cells, at) && this.windowPositions(cells, at, 'first').length > 0
      case program.near:
        return nearChain(cells, at, this.runsFor, this.sentenceOf, 'first').length > 0
      default:
        return this.conditions.holds(cells[at + program.conditionAt] ?? 0, this.post, this.tokens.addresses)
    }
  }

  /** Every place, as positions, that makes a leaf or a near hold; in no order, perhaps more than once. */
  positionsIn(cells: Int32Array, at: number): number[] {
    const kind = cells[at]
    if (kind === program.near)
      return nearChain(cells, at, this.runsFor, this.sentenceOf, 'all').flatMap(({ first, last }) => steps(first, last))
    if (kind === program.window) return this.windowPositions(cells, at, 'all')
    if (kind === program.condition) return []
    return this.runsIn(cells, at).flatMap(({ first, last }) => steps(first, last))
  }

  private holdsTerm(cells: Int32Array, at: number): boolean {
    const term = cells[at + program.termAt] ?? 0
    const { presence } = this
    if (presence.stamp[term] !== presence.now) return false
    if (cells[at + program.zoneAt] === 0) return true
    return (presence.position[presence.head[term] ?? 0] ?? 0) < this.tokens.titleCount
  }

  private holdsEach(cells: Int32Array, at: number): boolean {
    const end = at + (cells[at + 1] ?? 0)
    for (let part = at + program.partsAt; part < end; part += cells[part + 1] ?? end)
      if (!this.holds(cells, part)) return false
    return true
  }

  private holdsAny(cells: Int32Array, at: number): boolean {
    const end = at + (cells[at + 1] ?? 0)
    for (let part = at + program.partsAt; part < end; part += cells[part + 1] ?? end)
      if (this.holds(cells, part)) return true
    return false
  }

  private hasAll(cells: Int32Array, at: number): boolean {
    const end = at + (cells[at + 1] ?? 0)
    const { stamp, now } = this.presence
    for (let n = at + program.termsAt; n < end; n++) if (stamp[cells[n] ?? 0] !== now) return false
    return true
  }

  private hasRun(cells: Int32Array, at: number): boolean {
    const { presence } = this
    const first = cells[at + program.termsAt] ?? 0
    for (let one = presence.head[first] ?? -1; one >= 0; one = presence.next[one] ?? -1) {
      const position = presence.position[one] ?? 0
      if (this.isInZone(cells, at, position) && this.goesOnAt(cells, at, position)) return true
    }
    return false
  }

  private goesOnAt(cells: Int32Array, at: number, position: number): boolean {
    const begin = at + program.termsAt
    const end = at + (cells[at + 1] ?? 0)
    for (let n = begin + 1; n < end; n++) if (!this.presence.hasAt(cells[n] ?? 0, position + n - begin)) return false
    return true
  }

  private windowPositions(cells: Int32Array, at: number, wanted: 'first' | 'all'): number[] {
    const places = this.termsIn(cells, at).map((term) => this.inZone(cells, at, term))
    return windowsOf(places, cells[at + program.othersAt] ?? 0, wanted)
  }

  /** A title's words go on into no text, so that the first word tells for all. */
  private isInZone(cells: Int32Array, at: number, position: number): boolean {
    return cells[at + program.zoneAt] === 0 || position < this.tokens.titleCount
  }

  private inZone(cells: Int32Array, at: number, term: number): number[] {
    return this.presence.positionsOf(term).filter((position) => this.isInZone(cells, at, position))
  }

  private termsIn(cells: Int32Array, at: number): number[] {
    return Array.from(cells.subarray(at + program.termsAt, at + (cells[at + 1] ?? 0)))
  }

  /** Where an operand stands, in order of its first words. */
  private runsIn(cells: Int32Array, at: number): Runs {
    if (cells[at] === program.or) {
      const all = program.partsOf(cells, at).flatMap((part) => this.runsIn(cells, part))
      return all.sort((a, b) => a.first - b.first)
    }
    if (cells[at] === program.term)
      return this.inZone(cells, at, cells[at + program.termAt] ?? 0).map((first) => ({ first, last: first }))
    if (!this.hasAll(cells, at)) return []
    const length = (cells[at + 1] ?? 0) - program.termsAt
    return this.inZone(cells, at, cells[at + program.termsAt] ?? 0)
      .filter((first) => this.goesOnAt(cells, at, first))
      .map((first) => ({ first, last: first + length - 1 }))
  }

  private readonly runsFor = (cells: Int32Array, at: number): Runs => this.runsIn(cells, at)
  private readonly sentenceOf = (position: number): number => this.tokens.sentence[this.tokens.tokenAt(position)] ?? 0
}

const steps = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, n) => first + n)
