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
import { forgetAsked } from './deliveries.ts'
import { type AccountRow, accountOf, accountsOf } from './store.ts'

export type Connecting = {
  brandId: string
  network: string
  way: string
  /** One for all accounts that come of one sign-in, kept with those whose access is the same. */
  signIn: string
  /** Set when the practice network was asked to open it. */
  practiceAs?: string
  /** Set when a certain account is connected again. */
  accountId?: string | null
}

/**
 * Keeps what a network gave. The same place at the network stays the same account, also when it was disconnected before.
 * Connecting one again mends those that wait for the very same sign-in too. Throws `brand.otherIdentity` when another place
 * was given than the one to be connected again, `brand.noLongerThere` when it is not among several.
 */
export const keepAccounts = (
  world: NetworkedWorld,
  caller: Caller,
  connecting: Connecting,
  answer: ConnectedAccount[],
): Promise<AccountRow[]> => inTransaction(world.db, (tx) => keepAccountsIn(tx, world, caller, connecting, answer))

export async function keepAccountsIn(
  tx: Tx,
  world: NetworkedWorld,
  caller: Caller,
  connecting: Connecting,
  answer: ConnectedAccount[],
): Promise<AccountRow[]> {
  if (!answer.length) throw new Refusal(422, 'brand.connect.nothing')
  const given = answer.map((one) => ({ ...storable(one), secrets: one.secrets }))
  const { brandId, accountId } = connecting
  const wanted = accountId
    ? await toConnectAgain(tx, brandId, accountId, given)
    : given.map((one) => ({ account: one }))
  const kept: AccountRow[] = []
  for (const one of wanted) {
    const shares = wanted.some((other) => other !== one && shareAccess(other.account, one.account))
    kept.push(await keep(world, tx, connecting, one, shares ? connecting.signIn : null))
  }
  await forgetAsked(
    tx,
    kept.map((one) => one.id),
  )
  for (const { id, network } of kept) {
    const at = world.clock.now()
    await recordAct(tx, { by: caller, name: 'account.connected', brandId, subject: id, details: { network }, at })
    await noticeSettled(tx, `account ${id}`, at)
    await announce(tx, 'account.connected', { accountId: id }, { brandId })
  }
  return kept
}

type Wanted = { account: ConnectedAccount; id?: string }

/** A network may take a token that both hold only once: such accounts are renewed together. */
const shareAccess = (one: ConnectedAccount, other: ConnectedAccount) =>
  Object.entries(one.secrets).some(([key, value]) => other.secrets[key] === value)

/** The account that is meant, and others that this sign-in opens as well and that wait for it. */
async function toConnectAgain(
  tx: Tx,
  brandId: string,
  accountId: string,
  given: ConnectedAccount[],
): Promise<Wanted[]> {
  const before = await accountOf(tx, brandId, accountId)
  const waiting = (await accountsOf(tx, brandId)).filter(
    (row) => row.network === before.network && row.health === 'reconnect' && row.id !== accountId,
  )
  const alsoOpened = waiting.flatMap((row) => {
    const account = given.find((one) => isSame(row, one))
    return account ? [{ account, id: row.id }] : []
  })
  return [{ account: sameIdentity(before, given), id: accountId }, ...alsoOpened]
}

function sameIdentity(before: AccountRow, given: ConnectedAccount[]): ConnectedAccount {
  const same = given.find((one) => isSame(before, one))
  if (same) return same
  const wanted = before.handle || before.name
  if (given.length > 1) throw conflict('brand.noLongerThere', { wanted })
  throw conflict('brand.otherIdentity', { wanted, given: given[0]?.handle || given[0]?.name || '' })
}

/** An id alone may mean somebody else on another server; a place that moved keeps its id and its handle. */
export const isSame = (row: AccountRow, given: ConnectedAccount) =>
  given.remoteId === row.remoteId && (given.server === row.server || given.handle === row.handle)

async function keep(
  world: NetworkedWorld,
  tx: Tx,
  { brandId, network, way, practiceAs }: Connecting,
  { account: given, id: knownId }: Wanted,
  signIn: string | null,
): Promise<AccountRow> {
  const now = world.clock.now()
  const id = knownId ?? (await placeOf(tx, brandId, network, given, now))
  await tx
    .updateTable('account')
    .set((is) => ({
      ...{ kind: given.kind, name: given.name, handle: given.handle, server: given.server, scopes: given.scopes },
      ...{ url: given.url ?? null, avatarUrl: given.avatarUrl ?? null, facts: JSON.stringify(given.facts) },
      practice: practiceAs !== undefined || standsInPractice(world, given),
      ...{ way, signIn, succeededAt: now, renewalRefusedAt: null, ...(practiceAs && { practiceAs }) },
      secrets: sealSecrets(world, id, given.secrets),
      ...{ secretsChangedAt: now, secretsVersion: is('secretsVersion', '+', 1), expiresAt: given.expiresAt ?? null },
      ...{ health: 'connected' as const, healthReason: null, checkedAt: now, archivedAt: null },
    }))
    .where('id', '=', id)
    .execute()
  return accountOf(tx, brandId, id)
}

const standsInPractice = ({ practice }: NetworkedWorld, { server }: ConnectedAccount) =>
  practice !== undefined && server.startsWith(`${practice.origin}/`)

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
