import type { z } from 'zod'
import type { DbOrTx } from '../../../kernel/db/tables.ts'
import type { Caller } from '../../team/index.ts'
import type { MentionsPage, MentionsQuery } from './api.ts'
import { briefsOf } from './present.ts'
import { searchMentions } from './search-mentions.ts'
import { soughtIn } from './sought.ts'
import { topicsOf } from './topic-queries.ts'
import { listed, type Wish } from './wish.ts'

/** A page of what was said about a brand, newest first. */
export async function listMentions(
  db: DbOrTx,
  caller: Caller,
  brandId: string,
  { after, limit, q, ...filter }: z.output<typeof MentionsQuery>,
): Promise<z.input<typeof MentionsPage>> {
  const wish: Wish = { brandId, userId: caller.userId, filter, queries: await queriesAsked(db, brandId, filter) }
  const { hits, next } = await searchMentions(db, wish, { after, limit, sought: q ? soughtIn(q) : undefined })
  return { items: await briefsOf(db, hits), next }
}

/** Of the brand alone: what another brand asks finds nothing here. */
async function queriesAsked(db: DbOrTx, brandId: string, { topics, queries }: Wish['filter']) {
  if (!topics && !queries) return undefined
  const [askedTopics, asked] = [listed(topics ?? ''), listed(queries ?? '')]
  const known = await topicsOf(db, brandId, 'deleted')
  return known.flatMap((topic) =>
    topic.queries.map((one) => one.id).filter((id) => askedTopics.includes(topic.id) || asked.includes(id)),
  )
}
