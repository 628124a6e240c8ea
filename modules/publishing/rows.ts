import type { Selectable } from 'kysely'
import { answerOf } from './answer.ts'
import type { Live, Pending, Publication, Subject } from './publication.ts'
import { noPending, wakeOf } from './publication.ts'
import type { PublicationTable } from './tables.ts'

export type PublicationRow = Selectable<PublicationTable>

/** A row as the concept. Throws for a row that no state allows: a defect, never silently repaired. */
export function publicationOf(row: PublicationRow): Publication {
  const { id, brandId, accountId, network, wall, zone, dueAt, expiry, turn, content, done } = row
  const of = subjectOf(row)
  const intent = { id, brandId, of, accountId, network, wall, zone, dueAt, expiry, turn, content, done }
  switch (row.state) {
    case 'planned':
      return { ...intent, state: 'planned', heldBy: row.heldBy }
    case 'cancelled':
      return { ...intent, state: 'cancelled' }
    case 'sending':
      return { ...intent, ...pendingOf(row), state: 'sending', reason: row.reason }
    case 'published':
    case 'removing':
      return { ...intent, ...liveOf(row), ...pendingOf(row), state: row.state, reason: row.reason }
    case 'removed':
      return { ...intent, ...liveOf(row), state: 'removed', removedAt: given(row, 'removedAt') }
    case 'rejected':
    case 'missed':
      return { ...intent, state: row.state, reason: given(row, 'reason') }
    case 'unknown':
      return { ...intent, state: 'unknown', reason: given(row, 'reason'), trying: given(row, 'trying') }
  }
}

export function subjectOf({ id, postId, answer }: Pick<PublicationRow, 'id' | 'postId' | 'answer'>): Subject {
  if (postId !== null) return { kind: 'post', postId }
  if (answer !== null) return { kind: 'answer', answer: answerOf(answer) }
  throw new Error(`publication ${id} is of nothing`)
}

const liveOf = (row: PublicationRow): Live => ({
  publishedAt: given(row, 'publishedAt'),
  url: row.url,
  expiresAt: row.expiresAt,
  incomplete: row.incomplete,
})

const pendingOf = (row: PublicationRow): Pending => ({
  next: row.wakeAt && row.work ? { at: row.wakeAt, work: row.work } : null,
  trying: row.trying,
  failing: row.failingSince ? { times: row.failures, since: row.failingSince } : null,
})

function given<K extends keyof PublicationRow>(row: PublicationRow, column: K): NonNullable<PublicationRow[K]> {
  const value = row[column]
  if (value === null) throw new Error(`publication ${row.id} is ${row.state} without ${column}`)
  return value as NonNullable<PublicationRow[K]>
}

/** The columns that a change may alter, as one JSON object of the saving statement. */
export function columnsOf(publication: Publication) {
  const wake = wakeOf(publication)
  const pending: Pending = 'failing' in publication ? publication : noPending
  const live = 'publishedAt' in publication ? publication : undefined
  return {
    state: publication.state,
    held_by: publication.state === 'planned' ? publication.heldBy : null,
    wall: publication.wall,
    zone: publication.zone,
    due_at: publication.dueAt,
    wake_at: wake?.at ?? null,
    work: wake?.work ?? null,
    done: publication.done,
    trying: 'trying' in publication ? publication.trying : null,
    failures: pending.failing?.times ?? 0,
    failing_since: pending.failing?.since ?? null,
    published_at: live?.publishedAt ?? null,
    url: live?.url ?? null,
    expiry: publication.expiry,
    expires_at: live?.expiresAt ?? null,
    removed_at: publication.state === 'removed' ? publication.removedAt : null,
    reason: 'reason' in publication ? publication.reason : null,
    incomplete: live?.incomplete ?? [],
  }
}
