import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { readKey, writtenKey } from '../../kernel/db/moment-key.ts'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { World } from '../../kernel/world.ts'
import type { Caller } from '../team/index.ts'
import type { InboxPage, InboxQuery } from './api.ts'
import { type BriefRow, briefColumns, briefsOf } from './brief.ts'
import { searchInbox } from './search.ts'
import { all, conditionsOf, type Wish, wishOf } from './wish.ts'

/** A page of conversations of all brands the caller may see; with words to look for, those in which they were said. */
export async function inboxPage(
  world: World,
  caller: Caller,
  { after, limit, order, ...filter }: z.output<typeof InboxQuery>,
): Promise<z.input<typeof InboxPage>> {
  const wish = wishOf(caller, filter)
  if (wish.brandIds.length === 0) return { items: [], next: null }
  const now = world.clock.now()
  if (filter.q) return searchInbox(world.db, wish, { q: filter.q, order, after, limit, now })
  const { rows, next } = await conversationsLike(world.db, wish, { order, after, limit, now })
  return { items: await briefsOf(world.db, rows), next }
}

type Asked = { order: z.output<typeof InboxQuery>['order']; after?: string; limit: number; now: Date }

const never = 'infinity'

/**
 * By the place of each: the moment of its last words, or for `due` the moment its answer is due. Each brand is read in that
 * order by its own index, and only as far as a page reaches.
 */
async function conversationsLike(db: DbOrTx, wish: Wish, { order, after, limit, now }: Asked) {
  const place = order === 'due' ? sql`coalesce(c.due_at, 'infinity'::timestamptz)` : sql`c.last_at`
  const way = order === 'newest' ? sql`desc` : sql`asc`
  const most = limit + 1
  const conditions = [...conditionsOf(wish, now), ...beyond(place, order === 'newest', after)]
  const { rows } = await sql<BriefRow & { dueAt: Date | null }>`
    select ${briefColumns} from unnest(${wish.brandIds}::text[]) as brand (id)
     cross join lateral (
       select c.id from conversation c where c.brand_id = brand.id and ${all(conditions)}
        order by ${place} ${way}, c.id ${way} limit ${most}) listed
      join conversation c on c.id = listed.id
      left join identity on identity.id = c.identity_id
     order by ${place} ${way}, c.id ${way} limit ${most}`.execute(db)
  const shown = rows.slice(0, limit)
  const end = shown.at(-1)
  return { rows: shown, next: rows.length > limit && end ? keyOf(end, order) : null }
}

function keyOf(row: BriefRow, order: Asked['order']): string {
  if (order === 'due' && row.dueAt === null) return `${never} ${row.id}`
  return writtenKey({ at: (order === 'due' ? row.dueAt : null) ?? row.lastAt, id: row.id })
}

function beyond(place: RawBuilder<unknown>, isDown: boolean, after: string | undefined) {
  const [moment, id] = after?.split(' ') ?? []
  const key = after ? readKey(after) : undefined
  const at = moment === never && id ? never : key?.at
  if (at === undefined || !id) return []
  return [sql<boolean>`(${place}, c.id) ${isDown ? sql`<` : sql`>`} (${at}::timestamptz, ${id})`]
}
