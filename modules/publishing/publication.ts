import type { z } from 'zod'
import type { JsonObject } from '../../kernel/json.ts'
import type { Content } from '../../networks/compose.ts'
import type { StepsDone } from '../../networks/contract.ts'
import type { Expiry } from '../content/api.ts'
import type { Answer } from './answer.ts'
import type { LineKind, LineOutcome, Said, TaskKind, Trying, Work } from './tables.ts'

/** One post on one account, or one answer from it. What is intended is the same in every state; how it stands is told by the state. */
export type Publication = Intent & Standing

export type Intent = {
  id: string
  brandId: string
  of: Subject
  accountId: string
  network: string
  wall: string
  zone: string
  dueAt: Date
  expiry: z.infer<typeof Expiry> | null
  /** Grows with every change: who decided on an older one is refused when they save. */
  turn: number
  /** Frozen when the sending begins. */
  content: Content | null
  done: StepsDone
}

/** A post, whose words may change until they are sent; or an answer to somebody, whose words are fixed. */
export type Subject = { kind: 'post'; postId: string } | { kind: 'answer'; answer: Answer }

export type Standing =
  /** `heldBy`: the hold that keeps it back, whatever its moment; null when it goes out then. */
  | { state: 'planned'; heldBy: string | null }
  | ({ state: 'sending'; reason: Said | null } & Pending)
  | (Live & { state: 'published'; reason: Said | null } & Pending)
  | (Live & { state: 'removing'; reason: Said | null } & Pending)
  | (Live & { state: 'removed'; removedAt: Date })
  | { state: 'rejected'; reason: Said }
  | { state: 'unknown'; reason: Said; trying: Trying }
  | { state: 'missed'; reason: Said }
  | { state: 'cancelled' }

/** It stands at the network. `incomplete` names the later steps that failed. */
export type Live = { publishedAt: Date; url: string | null; expiresAt: Date | null; incomplete: string[] }
/** What a worker is to do with it and when; null when it waits for nothing. */
export type Pending = { next: Wake | null; trying: Trying | null; failing: Failing | null }
export type Wake = { at: Date; work: Work }
export type Failing = { times: number; since: Date }

export type In<S extends Publication['state']> = Extract<Publication, { state: S }>

/** A publication as it is to be from now on, and what the ledger, the desk and its people are to be told. */
export type Change<P extends Publication = Publication> = {
  publication: P
  lines: NewLine[]
  /** Lines that stood open and end with this. */
  ended: EndedLine[]
  facts: Fact[]
  asks: Ask[]
}
export type NewLine = {
  id?: string
  at: Date
  endedAt: Date | null
  kind: LineKind
  step?: string
  outcome: LineOutcome
  key?: string
  message: Said
  evidence?: JsonObject
}
export type EndedLine = { id: string; endedAt: Date; outcome: LineOutcome; message: Said; evidence?: JsonObject }
export type Fact = { type: `${'publication' | 'answer'}.${What}`; payload: JsonObject }
/** What happened, to a publication of a post or to an answer. */
type What =
  | 'moved'
  | 'cancelled'
  | 'published'
  | 'incomplete'
  | 'rejected'
  | 'missed'
  | 'unknown'
  | 'edited'
  | 'removed'
/** Something only a person can do. */
export type Ask = { kind: TaskKind | 'missed' | 'rejected' | 'incomplete'; message: Said; dueAt: Date }

export const noPending: Pending = { next: null, trying: null, failing: null }

export const changed = <P extends Publication>(
  publication: P,
  more: Partial<Omit<Change, 'publication'>> = {},
): Change<P> => ({
  ...{ publication, lines: [], ended: [], facts: [], asks: [] },
  ...more,
})

/** One after the other, saved as one. */
export const both = <P extends Publication>(first: Change, second: Change<P>): Change<P> => ({
  publication: second.publication,
  lines: [...first.lines, ...second.lines],
  ended: [...first.ended, ...second.ended],
  facts: [...first.facts, ...second.facts],
  asks: [...first.asks, ...second.asks],
})

/** When a worker has something to do with it. */
export function wakeOf(publication: Publication): Wake | null {
  if (publication.state === 'planned')
    return publication.heldBy === null ? { at: publication.dueAt, work: 'publish' } : null
  return 'next' in publication ? publication.next : null
}

/** May something of it already stand at the network, or be on its way there? */
export function hasGoneOut(publication: Publication): boolean {
  if ('publishedAt' in publication || publication.state === 'unknown') return true
  // Of an answer with files each may be a message of its own.
  if (Object.values(publication.done).some((step) => step.ref !== undefined)) return true
  return publication.state === 'sending' && publication.trying !== null && publication.trying.role !== 'prepare'
}

/** Does it stand at the network, as far as we know? */
export const isLive = (publication: Publication): publication is In<'published' | 'removing'> =>
  publication.state === 'published' || publication.state === 'removing'

/** Milliseconds after its moment; null while it is not published. */
export const latenessOf = (publication: Publication): number | null =>
  'publishedAt' in publication ? Math.max(0, publication.publishedAt.getTime() - publication.dueAt.getTime()) : null

/** Who shows posts hears of those only: an answer is told by a name of its own. */
export function fact(what: What, publication: Intent & { state: string }, more: JsonObject = {}): Fact {
  const { id: publicationId, of, accountId, state } = publication
  if (of.kind === 'answer') return { type: `answer.${what}`, payload: { publicationId, accountId, state, ...more } }
  return { type: `publication.${what}`, payload: { publicationId, postId: of.postId, accountId, state, ...more } }
}

export const line = (
  at: Date,
  kind: LineKind,
  outcome: LineOutcome,
  message: Said,
  more: Partial<NewLine> = {},
): NewLine => ({ at, endedAt: outcome === 'open' ? null : at, kind, outcome, message, ...more })

export const intentOf = (publication: Publication) => {
  const { id, brandId, of, accountId, network, wall, zone, dueAt, expiry, turn, content, done } = publication
  return { id, brandId, of, accountId, network, wall, zone, dueAt, expiry, turn, content, done }
}
