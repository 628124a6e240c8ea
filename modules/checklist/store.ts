import type { Selectable } from 'kysely'
import type { z } from 'zod'
import type { Db } from '../../kernel/db/tables.ts'
import type { AccountRow, BrandRow } from '../brand/index.ts'
import type { Item, Wish } from './api.ts'
import { shortOf, type Wanted } from './judge.ts'
import type { ChecklistLookTable, ChecklistSeenTable } from './tables.ts'

export type Look = Selectable<ChecklistLookTable>
export type Seen = Selectable<ChecklistSeenTable>

const noWish: z.infer<typeof Wish> = { name: '', coreQuery: '', handle: '', link: '', hashtags: [] }

export async function wishOf(db: Db, brandId: string): Promise<z.infer<typeof Wish>> {
  const row = await db
    .selectFrom('checklistWish')
    .select(['name', 'coreQuery', 'handle', 'link', 'hashtags'])
    .where('brandId', '=', brandId)
    .executeTakeFirst()
  return row ?? noWish
}

export async function keepWish(db: Db, brandId: string, wish: z.infer<typeof Wish>): Promise<void> {
  await db
    .insertInto('checklistWish')
    .values({ brandId, ...wish })
    .onConflict((known) => known.column('brandId').doUpdateSet(wish))
    .execute()
}

export async function looksAt(db: Db, accountIds: string[]): Promise<{ looks: Map<string, Look>; seen: Seen[] }> {
  if (accountIds.length === 0) return { looks: new Map(), seen: [] }
  const [looks, seen] = await Promise.all([
    db.selectFrom('checklistLook').selectAll().where('accountId', 'in', accountIds).execute(),
    db.selectFrom('checklistSeen').selectAll().where('accountId', 'in', accountIds).execute(),
  ])
  return { looks: new Map(looks.map((look) => [look.accountId, look])), seen }
}

export async function keepLook(
  db: Db,
  look: { accountId: string; lookedAt: Date; profile?: object; trouble?: string },
) {
  const { accountId, lookedAt } = look
  const profile = look.profile ? JSON.stringify(look.profile) : null
  await db
    .insertInto('checklistLook')
    .values({ accountId, lookedAt, profile, trouble: look.trouble ?? null })
    .onConflict((known) =>
      known.column('accountId').doUpdateSet({
        ...{ lookedAt, trouble: look.trouble ?? null },
        // What was told before stays while the network does not answer.
        ...(profile ? { profile } : {}),
      }),
    )
    .execute()
}

export async function keepSeen(db: Db, seen: Seen): Promise<void> {
  const { isGood, byName, at } = seen
  await db
    .insertInto('checklistSeen')
    .values(seen)
    .onConflict((known) => known.columns(['accountId', 'item']).doUpdateSet({ isGood, byName, at }))
    .execute()
}

export async function forgetSeen(db: Db, accountId: string, item: z.infer<typeof Item>): Promise<void> {
  await db.deleteFrom('checklistSeen').where('accountId', '=', accountId).where('item', '=', item).execute()
}

/** The wishes with what follows from the brand and its accounts: the short name that most of them have. */
export function wantedOf(brand: BrandRow, wish: z.infer<typeof Wish>, accounts: AccountRow[]): Wanted {
  const counts = new Map<string, number>()
  for (const short of accounts.map((one) => shortOf(one.handle)))
    if (short !== '') counts.set(short, (counts.get(short) ?? 0) + 1)
  const [most] = [...counts].sort((a, b) => b[1] - a[1])
  return { ...wish, brandName: brand.name, commonHandle: most && most[1] > 1 ? most[0] : '' }
}
