import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { conflict, Refusal } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import { storable } from '../../kernel/storable.ts'
import type { ConnectedAccount } from '../../networks/contract.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { type Caller, noticeSettled, recordAct } from '../team/index.ts'
import { sealSecrets } from './account-secrets.ts'
import { type AccountRow, accountOf } from './store.ts'

export type Connecting = {
  brandId: string
  network: string
  /** Set when a certain account is connected again. */
  accountId?: string | null
}

/**
 * Keeps what a network gave. The same place at the network stays the same account, also when it was disconnected before.
 * Throws `brand.otherIdentity` when another place was given than the one to be connected again.
 */
export async function keepAccounts(
  world: NetworkedWorld,
  caller: Caller,
  connecting: Connecting,
  answer: ConnectedAccount[],
): Promise<AccountRow[]> {
  if (!answer.length) throw new Refusal(422, 'brand.connect.nothing')
  const given = answer.map((one) => ({ ...storable(one), secrets: one.secrets }))
  const { brandId, accountId } = connecting
  return inTransaction(world.db, async (tx) => {
    const kept: AccountRow[] = []
    if (accountId) {
      const before = await accountOf(tx, brandId, accountId)
      kept.push(await keep(world, tx, connecting, sameIdentity(before, given), before.id))
    } else for (const account of given) kept.push(await keep(world, tx, connecting, account))
    for (const { id, network } of kept) {
      const at = world.clock.now()
      await recordAct(tx, { by: caller, name: 'account.connected', brandId, subject: id, details: { network }, at })
      await noticeSettled(tx, `account ${id}`, at)
      await announce(tx, 'account.connected', { accountId: id }, { brandId })
    }
    return kept
  })
}

/** An id alone may mean somebody else on another server; a place that moved keeps its id and its handle. */
function sameIdentity(before: AccountRow, given: ConnectedAccount[]): ConnectedAccount {
  const same = given.find(
    (one) => one.remoteId === before.remoteId && (one.server === before.server || one.handle === before.handle),
  )
  if (!same) throw conflict('brand.otherIdentity', { wanted: before.handle, given: given[0]?.handle ?? '' })
  return same
}

async function keep(
  world: NetworkedWorld,
  tx: Tx,
  { brandId, network }: Connecting,
  given: ConnectedAccount,
  knownId?: string,
): Promise<AccountRow> {
  const now = world.clock.now()
  const id = knownId ?? (await placeOf(tx, brandId, network, given, now))
  await tx
    .updateTable('account')
    .set((is) => ({
      ...{ kind: given.kind, name: given.name, handle: given.handle, server: given.server, scopes: given.scopes },
      ...{ url: given.url ?? null, avatarUrl: given.avatarUrl ?? null, facts: JSON.stringify(given.facts) },
      practice: world.practice !== undefined && given.server.startsWith(`${world.practice.origin}/`),
      secrets: sealSecrets(world, id, given.secrets),
      ...{ secretsChangedAt: now, secretsVersion: is('secretsVersion', '+', 1), expiresAt: given.expiresAt ?? null },
      ...{ health: 'connected' as const, healthReason: null, checkedAt: now, archivedAt: null },
    }))
    .where('id', '=', id)
    .execute()
  return accountOf(tx, brandId, id)
}

/** The account of this place, made without access if there is none yet: its id is needed to seal what opens it. */
async function placeOf(tx: Tx, brandId: string, network: string, given: ConnectedAccount, now: Date): Promise<string> {
  const place = { brandId, network, server: given.server, remoteId: given.remoteId }
  const row = await tx
    .insertInto('account')
    .values({
      ...{ id: newId(now), ...place, kind: given.kind, name: given.name, handle: given.handle, facts: '{}' },
      ...{ url: null, avatarUrl: null, secrets: null, secretsChangedAt: now, expiresAt: null, healthReason: null },
      ...{ checkedAt: null, createdAt: now, archivedAt: null },
    })
    .onConflict((found) =>
      found.columns(['brandId', 'network', 'server', 'remoteId']).doUpdateSet({ name: given.name }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}
