import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { type MomentKey, readKey, writtenKey } from '../../kernel/db/moment-key.ts'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { Words } from '../../kernel/i18n.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import type { Timeline, TimelineQuery } from './api.ts'
import { type ConversationRow, conversationOf } from './conversation.ts'
import { presentEntries } from './present-timeline.ts'

export type Place = MomentKey & { entry: 'said' | 'reply' | 'note' | 'line' }

/** What was said, answered, noted and done, oldest first: the newest page, or the one before or after a place. */
export async function timelineOf(
  world: NetworkedWorld,
  of: { brandId: string; conversationId: string },
  { before, after, limit }: z.output<typeof TimelineQuery>,
  words: Words,
): Promise<z.input<typeof Timeline>> {
  const conversation = await conversationOf(world.db, of.brandId, of.conversationId)
  const from = readKey(after ?? before ?? '')
  const isOnward = after !== undefined && from !== undefined
  const places = await placesOf(world.db, conversation, { from, isOnward, most: limit + 1 })
  const shown = places.slice(0, limit)
  if (!isOnward) shown.reverse()
  const [first, last] = [shown.at(0), shown.at(-1)]
  const hasMore = places.length > limit
  return {
    items: await presentEntries(world, conversation, shown, words),
    before: first && (isOnward || hasMore) ? writtenKey(first) : null,
    after: last && (isOnward ? hasMore : from !== undefined) ? writtenKey(last) : null,
  }
}

type Reach = { from: MomentKey | undefined; isOnward: boolean; most: number }

/** In the order of reading. An answer that is told by what stands at the network is not told twice. */
async function placesOf(db: DbOrTx, { id }: ConversationRow, { from, isOnward, most }: Reach): Promise<Place[]> {
  const way = isOnward ? sql`asc` : sql`desc`
  const part = (entry: Place['entry'], table: string, at: string, more: RawBuilder<unknown> = sql``) => {
    const place = sql`(${sql.ref(at)}, id)`
    const beyond = from ? sql`and ${place} ${isOnward ? sql`>` : sql`<`} (${from.at}::timestamptz, ${from.id})` : sql``
    return sql`(select ${sql.lit(entry)} as entry, id, ${sql.ref(at)} as at from ${sql.table(table)}
      where conversation_id = ${id} ${beyond} ${more} order by ${sql.ref(at)} ${way}, id ${way} limit ${most})`
  }
  const isUntold = sql`and not exists (select from interaction i where i.reply_id = reply.id)`
  const { rows } = await sql<Place>`
    ${part('said', 'interaction', 'at')} union all ${part('reply', 'reply', 'made_at', isUntold)}
    union all ${part('note', 'conversation_note', 'at')} union all ${part('line', 'conversation_line', 'at')}
    order by at ${way}, id ${way} limit ${most}`.execute(db)
  return rows
}
