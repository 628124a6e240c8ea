import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import { announce } from '../../kernel/events.ts'
import { conflict, notFound } from '../../kernel/failure.ts'
import type { World } from '../../kernel/world.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { type Caller, iso, noticeSettled, recordAct } from '../team/index.ts'
import type { Account } from './api.ts'
import { doorOf, leaveDeliveries } from './deliveries.ts'
import { type MissingScope, missingScopes } from './missing-scopes.ts'
import { publicationsAhead, type QuotaTold, quotasTold } from './ports.ts'
import type { AccountRow } from './store.ts'

type Of = { brandId: string; accountId: string }

/** A paused account is sent nothing until it is let go on. */
export async function pauseAccount(world: World, caller: Caller, of: Of, paused: boolean): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    const changed = await tx
      .updateTable('account')
      .set({ paused })
      .where('brandId', '=', of.brandId)
      .where('id', '=', of.accountId)
      .where('archivedAt', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!changed) throw notFound('brand.noAccount')
    const name = paused ? 'account.paused' : 'account.resumed'
    await recordAct(tx, { by: caller, name, brandId: of.brandId, subject: of.accountId, at: world.clock.now() })
    await announce(tx, 'account.changed', { accountId: of.accountId, paused }, { brandId: of.brandId })
  })
}

/**
 * Forgets the access and hides the account; what was published on it stays. Refused while something waits to be sent or taken
 * down there: nobody else could do it then.
 */
export async function disconnectAccount(world: World, caller: Caller, of: Of): Promise<void> {
  const now = world.clock.now()
  await inTransaction(world.db, async (tx) => {
    await tx.selectFrom('account').select('id').where('id', '=', of.accountId).forUpdate().execute()
    const ahead = await publicationsAhead.ask()(tx, of)
    if (ahead > 0) throw conflict('brand.accountStillPlanned', { count: ahead })
    await leaveDeliveries(tx, world, [of.accountId])
    const changed = await tx
      .updateTable('account')
      .set({ secrets: null, expiresAt: null, health: 'disconnected', healthReason: null, archivedAt: now })
      .where('brandId', '=', of.brandId)
      .where('id', '=', of.accountId)
      .where('archivedAt', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!changed) throw notFound('brand.noAccount')
    await noticeSettled(tx, `account ${of.accountId}`, now)
    await recordAct(tx, {
      by: caller,
      name: 'account.disconnected',
      brandId: of.brandId,
      subject: of.accountId,
      at: now,
    })
    await announce(tx, 'account.disconnected', { accountId: of.accountId }, { brandId: of.brandId })
  })
}

/** Several at once: what is asked beside them is asked once. */
export async function accountAnswers(world: NetworkedWorld, rows: AccountRow[]): Promise<z.input<typeof Account>[]> {
  const ids = rows.map((row) => row.id)
  const [quotas, asked] = await Promise.all([quotasTold.ask()(world.db, ids, world.clock.now()), askedOf(world, ids)])
  return rows.map((row) => accountAnswer(world, row, { quota: quotas.get(row.id), asked: asked.get(row.id) }))
}

type AskedToDeliver = { askedAt: Date; refusal: string | null }

async function askedOf(world: World, ids: string[]): Promise<Map<string, AskedToDeliver>> {
  if (ids.length === 0) return new Map()
  const columns = ['accountId', 'askedAt', 'refusal'] as const
  const rows = await world.db.selectFrom('accountDelivery').select(columns).where('accountId', 'in', ids).execute()
  return new Map(rows.map((row) => [row.accountId, row]))
}

export function accountAnswer(
  world: NetworkedWorld,
  row: AccountRow,
  { quota, asked }: { quota?: QuotaTold; asked?: AskedToDeliver } = {},
): z.input<typeof Account> {
  const missing = missingScopes(world.networks, row)
  return {
    ...{ id: row.id, brandId: row.brandId, network: row.network, kind: row.kind, name: row.name, handle: row.handle },
    ...{ url: row.url, avatarUrl: row.avatarUrl, server: row.server, practice: row.practice, scopes: row.scopes },
    ...{ facts: row.facts, paused: row.paused, createdAt: iso(row.createdAt), way: row.way },
    reopens: row.practice && row.practiceAs !== null,
    door: doorTold(world, row),
    health: {
      state: stateOf(world, row, missing),
      ...{ checkedAt: iso(row.checkedAt), expiresAt: iso(row.expiresAt), reason: row.healthReason, missing },
      renews: row.expiresAt !== null && isRenewed(world, row),
      ...{ accessSince: iso(row.secretsChangedAt), succeededAt: iso(row.succeededAt), quota: quota ?? null },
      deliveries: asked ? { at: iso(asked.askedAt), refusal: asked.refusal } : null,
    },
  }
}

/** Only where each account has its own: the one for all stands in the guide of the app. */
function doorTold(world: NetworkedWorld, row: AccountRow): string | null {
  const network = world.networks.all.find((one) => one.composing.id === row.network)
  return network?.webhooks?.per === 'account' && !row.archivedAt ? doorOf(world, network, row.id) : null
}

function stateOf(world: NetworkedWorld, row: AccountRow, missing: MissingScope[]) {
  if (row.health !== 'connected') return row.health
  if (missing.some((scope) => scope.needed)) return 'limited'
  return isExpiring(world, row) ? 'expiring' : row.health
}

const warnAheadMs = 7 * 24 * 3600_000

/** Access that ends within a week and that only a person can renew. */
export function isExpiring(
  world: NetworkedWorld,
  row: AccountRow,
): row is AccountRow & { health: 'connected'; expiresAt: Date } {
  if (row.health !== 'connected' || !row.expiresAt) return false
  return !isRenewed(world, row) && row.expiresAt.getTime() - world.clock.now().getTime() < warnAheadMs
}

const isRenewed = ({ networks }: NetworkedWorld, { network, renewalRefusedAt }: AccountRow) =>
  renewalRefusedAt === null && networks.all.some((one) => one.composing.id === network && one.refresh !== undefined)
