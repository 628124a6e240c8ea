import { sql } from 'kysely'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import { type PublicationRow, publicationOf } from './rows.ts'
import type { Said, State } from './tables.ts'
import { postStep } from './taking-down.ts'
import { wordedFor } from './wording.ts'

/** How an answer stands. `reason` is said in the words of the catalogues: why it is not sent, or not yet. */
export type AnswerSeen = {
  id: string
  state: State
  dueAt: Date
  publishedAt: Date | null
  url: string | null
  reason: Said | null
  /** The network's own name of what stands there; null while nothing does, or where only a person saw it. */
  remote: { id: string; url: string | null } | null
  /** The steps that are done, by their names in the ledger: `media-0-0`, `post`. */
  steps: string[]
}

/** In no order; posts and what is not there are left out. */
export async function answersByIds(db: DbOrTx, ids: string[]): Promise<AnswerSeen[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('publication')
    .selectAll()
    .where(sql<boolean>`id = any(${ids}::text[])`)
    .where('postId', 'is', null)
    .execute()
  return rows.map(seen)
}

function seen(row: PublicationRow): AnswerSeen {
  const publication = publicationOf(row)
  const reason = 'reason' in publication ? publication.reason : null
  const ref = row.done[postStep]?.ref
  return {
    ...{ id: row.id, state: row.state, dueAt: row.dueAt, publishedAt: row.publishedAt, url: row.url },
    reason: reason && { ...reason, code: wordedFor(publication.of, reason.code) },
    remote: ref ? { id: ref.id, url: ref.url ?? null } : null,
    steps: Object.keys(row.done),
  }
}
