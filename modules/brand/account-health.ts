import { sql } from 'kysely'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { storable } from '../../kernel/storable.ts'
import type { World } from '../../kernel/world.ts'
import type { Network } from '../../networks/contract.ts'
import { noticeSettled, notify } from '../team/index.ts'
import type { AccountRow } from './store.ts'

const troubleOf = (accountId: string) => `account ${accountId}`

/** Keeps what the network told of an account that is well, and withdraws what was said of its trouble. */
export async function markWell(
  world: World,
  before: AccountRow,
  answer: Awaited<ReturnType<Network['health']>>,
): Promise<void> {
  const told = storable(answer)
  const now = world.clock.now()
  await inTransaction(world.db, async (tx) => {
    await tx
      .updateTable('account')
      .set({
        ...{ name: told.name, handle: told.handle, facts: JSON.stringify(told.facts) },
        ...{ url: told.url ?? before.url, avatarUrl: told.avatarUrl ?? before.avatarUrl },
        ...(told.scopes ? { scopes: told.scopes } : {}),
        ...{ health: 'connected', healthReason: null, checkedAt: now, succeededAt: now },
      })
      .where('id', '=', before.id)
      .where('archivedAt', 'is', null)
      .execute()
    if (before.health === 'connected') return
    await noticeSettled(tx, troubleOf(before.id), now)
    await announceChange(tx, before)
  })
}

/** A network that does not answer costs nobody their connection: only how the account looks changes. */
export async function markUnreachable(world: World, before: AccountRow, reason: string): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    await tx
      .updateTable('account')
      .set({ health: 'unreachable', healthReason: storable(reason.slice(0, 500)), checkedAt: world.clock.now() })
      .where('id', '=', before.id)
      .where('health', 'in', ['connected', 'unreachable'])
      .execute()
    if (before.health === 'connected') await announceChange(tx, before)
  })
}

/** Notes that a person must connect the account again, and tells those who can. */
export async function markReconnect(world: World, accountId: string, reason: string): Promise<void> {
  const now = world.clock.now()
  await inTransaction(world.db, async (tx) => {
    const account = await tx
      .updateTable('account')
      .set({ health: 'reconnect', healthReason: storable(reason.slice(0, 500)), checkedAt: now })
      .where('id', '=', accountId)
      .where('archivedAt', 'is', null)
      .where('health', '<>', 'reconnect')
      .returning(['id', 'brandId', 'name', 'handle', 'network'])
      .executeTakeFirst()
    if (!account) return
    await notify(tx, {
      to: { brandId: account.brandId, least: 'manager' },
      ...{ kind: 'account.reconnect', severity: 'urgent', key: 'brand.notice.reconnect' },
      values: { name: account.name || account.handle, network: account.network },
      ...{ href: `/brands/${account.brandId}/accounts`, about: troubleOf(account.id), at: now },
    })
    await announceChange(tx, account)
  })
}

/** Warns of access that ends within a week and that only a person can renew. */
export async function warnOfExpiry(world: World, account: AccountRow & { expiresAt: Date }): Promise<void> {
  await notify(world.db, {
    to: { brandId: account.brandId, least: 'manager' },
    ...{ kind: 'account.expiring', severity: 'warning', key: 'brand.notice.expiring' },
    values: {
      name: account.name || account.handle,
      days: Math.max(0, Math.floor((account.expiresAt.getTime() - world.clock.now().getTime()) / 86_400_000)),
    },
    ...{ href: `/brands/${account.brandId}/accounts`, about: troubleOf(account.id), at: world.clock.now() },
  })
}

/** Warns of a right that is missing and without which nothing can be published. */
export async function warnOfMissing(world: World, account: AccountRow, missing: string[]): Promise<void> {
  await notify(world.db, {
    to: { brandId: account.brandId, least: 'manager' },
    ...{ kind: 'account.limited', severity: 'warning', key: 'brand.notice.limited' },
    values: { name: account.name || account.handle, scopes: missing.join(', ') },
    ...{ href: `/brands/${account.brandId}/accounts`, about: troubleOf(account.id), at: world.clock.now() },
  })
}

/**
 * Notes that these accounts did what was asked of them, at most once a minute each. Whoever holds one of the rows right now
 * is not waited for: the next success tells the same.
 */
export async function noteSuccesses(db: DbOrTx, accountIds: string[], at: Date): Promise<void> {
  if (accountIds.length === 0) return
  await sql`
    update account set succeeded_at = ${at} where id in (
      select id from account
      where id = any(${accountIds}::text[]) and (succeeded_at is null or succeeded_at < ${new Date(at.getTime() - 60_000)})
      order by id for update skip locked)`.execute(db)
}

const announceChange = (tx: World['db'], account: Pick<AccountRow, 'id' | 'brandId'>) =>
  announce(tx, 'account.changed', { accountId: account.id }, { brandId: account.brandId })
