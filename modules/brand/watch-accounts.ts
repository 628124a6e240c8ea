import { sql } from 'kysely'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { World } from '../../kernel/world.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { markReconnect, warnOfExpiry, warnOfMissing } from './account-health.ts'
import { isExpiring } from './accounts.ts'
import { checkAccount } from './check-account.ts'
import { eachOf } from './each-of.ts'
import { missingScopes } from './missing-scopes.ts'
import { openAccount } from './open-account.ts'
import { refreshAccount } from './refresh-account.ts'
import { type AccountRow, accountColumns } from './store.ts'

const checkEveryMs = 6 * 3600_000
const unreachableEveryMs = 10 * 60_000

/** Asks after the accounts that were not asked for long: every six hours, every ten minutes those that did not answer. */
export async function checkAccountsDue(world: NetworkedWorld): Promise<void> {
  const now = world.clock.now().getTime()
  const due = await connected(world)
    .where((is) =>
      is.or([
        is('checkedAt', 'is', null),
        is('checkedAt', '<', new Date(now - checkEveryMs)),
        is.and([is('health', '=', 'unreachable'), is('checkedAt', '<', new Date(now - unreachableEveryMs))]),
      ]),
    )
    .orderBy('checkedAt')
    .limit(200)
    .execute()
  await eachOf(due, async (account) => {
    const checked = await checkAccount(world, account.brandId, account.id)
    if (isExpiring(world, checked)) await warnOfExpiry(world, checked)
    const needed = missingScopes(world.networks, checked).filter((scope) => scope.needed)
    if (checked.health === 'connected' && needed.length > 0)
      await warnOfMissing(
        world,
        checked,
        needed.map((scope) => scope.name),
      )
  })
}

/** Renews access in the last fifth of its life, long before a publication needs it. A network that is away is asked again. */
export async function refreshAccountsDue(world: NetworkedWorld): Promise<void> {
  const now = world.clock.now()
  const due = await connected(world)
    .where('expiresAt', 'is not', null)
    .where('renewalRefusedAt', 'is', null)
    .where(sql<boolean>`expires_at - ${now}::timestamptz < (expires_at - secrets_changed_at) * 0.2`)
    .orderBy('expiresAt')
    .limit(500)
    .execute()
  await eachOf(due, async (account) => {
    if (!world.networks.all.find((one) => one.composing.id === account.network)?.refresh) return
    try {
      await refreshAccount(world, await openAccount(world, account.id))
    } catch (error) {
      if (!(error instanceof NetworkFailure)) throw error
      if (error.kind === 'reconnect') await markRefused(world, account, error.message)
      else world.log.info({ account: account.id, kind: error.kind }, 'access could not be renewed yet')
    }
  })
}

/** Access that still holds goes on until its end: a person is warned of that, and nothing stops before. */
async function markRefused(world: World, { id, expiresAt }: AccountRow, reason: string): Promise<void> {
  const now = world.clock.now()
  if (expiresAt === null || expiresAt <= now) await markReconnect(world, id, reason)
  else await world.db.updateTable('account').set({ renewalRefusedAt: now }).where('id', '=', id).execute()
}

const connected = (world: World) =>
  world.db
    .selectFrom('account')
    .select(accountColumns)
    .where('archivedAt', 'is', null)
    .where('secrets', 'is not', null)
    .where('health', 'in', ['connected', 'unreachable'])
