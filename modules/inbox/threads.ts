/** What of an interaction tells in which conversation it stands. */
export type Placeable = {
  space: string
  remoteId: string
  /** What it answers or reacts to. */
  parent: string | null
  under: string | null
  authorId: string
  own: boolean
}

const talks = new Set(['said', 'message', 'review'])

/** Reactions, reshares and follows belong to a person; a conversation they have only by what they react to. */
export const isTalk = ({ space }: Pick<Placeable, 'space'>) => talks.has(space)

/** The key of the conversation it begins, as far as it alone tells. */
export function ownKey({ space, remoteId, under, authorId, own }: Placeable): string {
  if (space === 'review') return `review:${remoteId}`
  if (space === 'said') return `thread:${remoteId}`
  return `dm:${under ?? (own ? `to ${remoteId}` : authorId)}`
}

/** Of an answer whose parent nobody told of yet: all answers to that parent stand together until it comes. */
export function awaitedKey({ space, parent, under }: Placeable): string | undefined {
  if (space !== 'said' || parent === null || under === null || under === parent) return undefined
  return `thread:${parent}`
}

/**
 * Does the answer stand in the conversation of what it answers? Not under a post of our own: there everybody who comments
 * begins a conversation. More told of either never parts what stood together, so the order of telling does not matter.
 */
export function standsWith(answer: Placeable, parent: Placeable): boolean {
  if (answer.space !== 'said' || parent.space === 'message') return false
  const isOwnPost = parent.own && parent.parent === null && (answer.under ?? parent.remoteId) === parent.remoteId
  return !isOwnPost
}

/** Which keys are one conversation, by what leads to what. The one that leads nowhere names it. */
export class Roots {
  readonly #leads = new Map<string, string>()

  of(key: string): string {
    let at = key
    for (let next = this.#leads.get(at); next !== undefined; next = this.#leads.get(at)) at = next
    return at
  }

  /** Answers that go in a circle stay with the one they came to first. */
  lead(from: string, to: string): void {
    const [begin, end] = [this.of(from), this.of(to)]
    if (begin !== end) this.#leads.set(begin, end)
  }
}
