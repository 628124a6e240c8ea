import type { Selectable } from 'kysely'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import { notFound } from '../../kernel/failure.ts'
import type { BrandTable } from '../team/tables.ts'
import type { AccountTable, RubricTable, SlotTable } from './tables.ts'

export type BrandRow = Selectable<BrandTable>
/** An account without its secrets, which only `open-account.ts` reads. */
export type AccountRow = Omit<Selectable<AccountTable>, 'secrets'>
export type RubricRow = Selectable<RubricTable>
export type SlotRow = Selectable<SlotTable>

export const accountColumns = [
  ...(['id', 'brandId', 'network', 'remoteId', 'kind', 'name', 'handle', 'url', 'avatarUrl', 'server'] as const),
  ...(['practice', 'scopes', 'facts', 'secretsVersion', 'secretsChangedAt', 'expiresAt'] as const),
  ...(['health', 'healthReason', 'checkedAt', 'paused', 'createdAt', 'archivedAt'] as const),
  ...(['way', 'signIn', 'practiceAs', 'succeededAt', 'renewalRefusedAt'] as const),
] as const

/** Throws `brand.gone` for one that was deleted. */
export async function brandOf(db: DbOrTx, brandId: string): Promise<BrandRow> {
  const row = await db
    .selectFrom('brand')
    .selectAll()
    .where('id', '=', brandId)
    .where('deletedAt', 'is', null)
    .executeTakeFirst()
  if (!row) throw notFound('brand.gone')
  return row
}

export async function brandsByIds(db: DbOrTx, ids: string[]): Promise<(BrandRow & { accounts: number })[]> {
  if (!ids.length) return []
  return db
    .selectFrom('brand')
    .selectAll()
    .select((of) =>
      of
        .selectFrom('account')
        .select((is) => is.fn.countAll<number>().as('accounts'))
        .whereRef('account.brandId', '=', 'brand.id')
        .where('archivedAt', 'is', null)
        .$asScalar()
        .$notNull()
        .as('accounts'),
    )
    .where('id', 'in', ids)
    .where('deletedAt', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute()
}

/** The connected accounts of a brand, in the order they were connected; disconnected ones are not among them. */
export async function accountsOf(db: DbOrTx, brandId: string): Promise<AccountRow[]> {
  return db
    .selectFrom('account')
    .select(accountColumns)
    .where('brandId', '=', brandId)
    .where('archivedAt', 'is', null)
    .orderBy('id')
    .execute()
}

/** All that are connected, of all brands, those asked longest ago first. */
export async function accountsToCheck(db: DbOrTx): Promise<AccountRow[]> {
  return db
    .selectFrom('account')
    .select(accountColumns)
    .where('archivedAt', 'is', null)
    .orderBy('checkedAt', (order) => order.asc().nullsFirst())
    .orderBy('id')
    .execute()
}

/** Also a disconnected one, for what was published on it. Throws `brand.noAccount`. */
export async function accountOf(db: DbOrTx, brandId: string, accountId: string): Promise<AccountRow> {
  const row = await db
    .selectFrom('account')
    .select(accountColumns)
    .where('brandId', '=', brandId)
    .where('id', '=', accountId)
    .executeTakeFirst()
  if (!row) throw notFound('brand.noAccount')
  return row
}

export type PlacedAccount = Pick<AccountRow, 'id' | 'brandId' | 'server' | 'remoteId' | 'secretsVersion'>

/** Those connected at a network, or at one place of it, in whatever brands. */
export async function accountsAtNetwork(
  db: DbOrTx,
  of: { network: string; practice: boolean; remoteId?: string },
): Promise<PlacedAccount[]> {
  let query = db
    .selectFrom('account')
    .select(['id', 'brandId', 'server', 'remoteId', 'secretsVersion'])
    .where('network', '=', of.network)
    .where('practice', '=', of.practice)
    .where('secrets', 'is not', null)
    .where('archivedAt', 'is', null)
  if (of.remoteId !== undefined) query = query.where('remoteId', '=', of.remoteId)
  return query.orderBy('id').execute()
}

export async function accountIdsOf(db: DbOrTx, brandId: string): Promise<Set<string>> {
  return new Set((await accountsOf(db, brandId)).map((account) => account.id))
}

export async function rubricsOf(db: DbOrTx, brandId: string): Promise<RubricRow[]> {
  return db.selectFrom('rubric').selectAll().where('brandId', '=', brandId).orderBy('name').orderBy('id').execute()
}

export async function rubricIdsOf(db: DbOrTx, brandId: string): Promise<Set<string>> {
  return new Set((await rubricsOf(db, brandId)).map((rubric) => rubric.id))
}

/** The weekly slots in the order of the week. */
export async function slotsOf(db: DbOrTx, brandId: string): Promise<SlotRow[]> {
  return db
    .selectFrom('slot')
    .selectAll()
    .where('brandId', '=', brandId)
    .orderBy('weekday')
    .orderBy('time')
    .orderBy('id')
    .execute()
}
