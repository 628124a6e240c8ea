import { sql } from 'kysely'
import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import type { MessageValues } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { World } from '../../kernel/world.ts'
import type { NoticePage } from './api.ts'
import { type BrandRole, brandRoles, type Caller } from './route.ts'
import type { NoticeSeverity } from './tables.ts'
import { wordsIn } from './words.ts'

export type NewNotice = {
  /** Certain people, or all who have at least that role in the brand, the owners of the workspace included. */
  to: { userIds: string[] } | { brandId: string; least: BrandRole }
  brandId?: string
  /** What kind of thing, such as `account.reconnect`. */
  kind: string
  severity: NoticeSeverity
  /** Message of the catalogues, said in each reader's language. */
  key: string
  values?: MessageValues
  /** Where in the desk it leads, such as `/posts/…`. */
  href?: string
  /** While an unseen notice about the same thing stands, no second one is made. */
  about?: string
  at: Date
}

/** Tells people something, in the transaction that makes it so. Urgent notices are mailed too, bundled by the hour. */
export async function notify(tx: DbOrTx, notice: NewNotice): Promise<void> {
  const userIds = 'userIds' in notice.to ? notice.to.userIds : await peopleOf(tx, notice.to.brandId, notice.to.least)
  if (!userIds.length) return
  const brandId = notice.brandId ?? ('brandId' in notice.to ? notice.to.brandId : null)
  await tx
    .insertInto('notice')
    .values(
      userIds.map((userId) => ({
        ...{ id: newId(notice.at), userId, brandId, kind: notice.kind, severity: notice.severity },
        ...{ messageKey: notice.key, messageValues: JSON.stringify(notice.values ?? {}) },
        ...{ href: notice.href ?? null, about: notice.about ?? null, at: notice.at, seenAt: null, mailedAt: null },
      })),
    )
    .onConflict((found) =>
      found.columns(['userId', 'about']).where('seenAt', 'is', null).where('about', 'is not', null).doNothing(),
    )
    .execute()
  await announce(tx, 'notice.made', { userIds, kind: notice.kind }, { brandId })
}

/** Who has at least that role in the brand, the owners of the workspace included. */
export async function peopleOf(db: DbOrTx, brandId: string, least: BrandRole): Promise<string[]> {
  const enough = brandRoles.slice(0, brandRoles.indexOf(least) + 1)
  const { rows } = await sql<{ userId: string }>`
    select m.user_id from brand b join member m on m.workspace_id = b.workspace_id
      left join brand_role r on r.brand_id = b.id and r.user_id = m.user_id
    where b.id = ${brandId} and (m.role = 'owner' or r.role = any(${enough}))`.execute(db)
  return rows.map((row) => row.userId)
}

/** Withdraws what was said about a thing that is well again. */
export async function noticeSettled(tx: DbOrTx, about: string, at: Date): Promise<void> {
  await tx.updateTable('notice').set({ seenAt: at }).where('about', '=', about).where('seenAt', 'is', null).execute()
}

/** The newest first; only of brands the reader may still see. */
export async function noticesFor(
  world: World,
  caller: Caller,
  page: { after?: string; limit: number },
  locale: string,
): Promise<z.input<typeof NoticePage>> {
  const { say } = wordsIn(locale)
  let query = readable(world.db, caller)
    .selectAll()
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
  if (page.after) query = query.where('id', '<', page.after)
  const rows = await query.execute()
  const items = rows.slice(0, page.limit).map((row) => ({
    ...{ id: row.id, kind: row.kind, severity: row.severity, brandId: row.brandId, href: row.href },
    ...{ text: say(row.messageKey, row.messageValues), at: row.at.toISOString(), seen: row.seenAt !== null },
  }))
  const { unseen } = await readable(world.db, caller)
    .select((is) => is.fn.countAll<number>().as('unseen'))
    .where('seenAt', 'is', null)
    .executeTakeFirstOrThrow()
  return { items, next: rows.length > page.limit ? (items.at(-1)?.id ?? null) : null, unseen }
}

function readable(db: DbOrTx, caller: Caller) {
  const ids = [...caller.brands.keys()]
  return db
    .selectFrom('notice')
    .where('userId', '=', caller.userId)
    .where((is) => is.or([is('brandId', 'is', null), ...(ids.length ? [is('brandId', 'in', ids)] : [])]))
}

export async function noticesSeen(world: World, caller: Caller, upTo: string): Promise<void> {
  await world.db
    .updateTable('notice')
    .set({ seenAt: world.clock.now() })
    .where('userId', '=', caller.userId)
    .where('id', '<=', upTo)
    .where('seenAt', 'is', null)
    .execute()
}
