import { sql } from 'kysely'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { HeldDecided, State } from './tables.ts'

export type Held = {
  id: string
  postId: string
  accountId: string
  account: string
  network: string
  title: string
  excerpt: string
  /** As it was planned when it was held. */
  wall: string
  zone: string
  dueAt: Date
  state: State
  /** Is it held now? */
  held: boolean
  decision: HeldDecided | null
}

/** Everything a hold kept back, with what became of it; those due first come first. */
export async function heldBy(db: DbOrTx, holdId: string): Promise<Held[]> {
  const { rows } = await sql<Held>`
    select p.id, p.post_id, p.account_id, a.name as account, p.network, post.title, post.excerpt,
           h.wall, h.zone, h.due_at, p.state, p.held_by is not null as held, h.decision
      from held_publication h join publication p on p.id = h.publication_id
      join post on post.id = p.post_id join account a on a.id = p.account_id
     where h.hold_id = ${holdId} order by h.due_at, p.id`.execute(db)
  return rows
}
