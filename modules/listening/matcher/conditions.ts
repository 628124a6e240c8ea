import { isExactField, meetsAddress, meetsExactly, meetsMeasure } from './meet-field.ts'
import type { Post } from './post.ts'
import type { Choice, Measure } from './query.ts'

type Condition = Choice | Measure

/** What can only be asked of a post as a whole, and finds nothing: numbers, parts of addresses, and what
 * has to be worked out. Each once. */
export class Conditions {
  private readonly known: (Condition | undefined)[] = []
  private readonly uses: number[] = []
  private readonly byName = new Map<string, number>()
  private readonly left: number[] = []

  use(condition: Condition): number {
    const name = nameOf(condition)
    const found = this.byName.get(name)
    const id = found ?? this.left.pop() ?? this.known.length
    this.known[id] ??= condition
    this.uses[id] = (found === undefined ? 0 : (this.uses[id] ?? 0)) + 1
    this.byName.set(name, id)
    return id
  }

  release(id: number): void {
    const condition = this.known[id]
    const uses = (this.uses[id] ?? 0) - 1
    this.uses[id] = uses
    if (uses > 0 || !condition) return
    this.byName.delete(nameOf(condition))
    this.known[id] = undefined
    this.left.push(id)
  }

  holds(id: number, post: Post, addresses: readonly string[]): boolean {
    const condition = this.known[id]
    if (!condition) return false
    if (condition.kind === 'measure') return meetsMeasure(condition, post)
    const { field, value } = condition
    return isExactField(field) ? meetsExactly(field, value, post) : meetsAddress(condition, post, addresses)
  }
}

const nameOf = (one: Condition) =>
  one.kind === 'measure' ? `${one.field}${one.is}${one.number}` : `${one.field}:${one.value}`
