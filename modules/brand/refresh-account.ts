import type { NetworkedWorld } from '../../networks/world.ts'
import { sealSecrets } from './account-secrets.ts'
import { type OpenedAccount, openAccount } from './open-account.ts'
import { takeTurn } from './renewal-turn.ts'

const running = new Map<string, Promise<OpenedAccount>>()

/**
 * Renews the access, once for all who ask at the same time, over all processes: a network takes a refresh token only once.
 * The new secrets are stored before anybody uses them. Throws what the network answered; `reconnect` when a person must come.
 */
export function refreshAccount(world: NetworkedWorld, stale: OpenedAccount): Promise<OpenedAccount> {
  const key = `${world.config.databaseUrl ?? ''} ${stale.id} ${stale.secretsVersion}`
  const joined = running.get(key)
  if (joined) return joined
  const fresh = renewedInTurn(world, stale).finally(() => running.delete(key))
  running.set(key, fresh)
  return fresh
}

const lookEveryMs = 200

async function renewedInTurn(world: NetworkedWorld, stale: OpenedAccount): Promise<OpenedAccount> {
  for (;;) {
    const turn = await takeTurn(world, stale.signIn ?? stale.id)
    if (turn) return renewed(world, stale).finally(turn.giveBack)
    await world.clock.sleep(lookEveryMs)
    const account = await openAccount(world, stale.id)
    if (account.secretsVersion !== stale.secretsVersion) return account
  }
}

async function renewed(world: NetworkedWorld, stale: OpenedAccount): Promise<OpenedAccount> {
  const account = await openAccount(world, stale.id)
  if (account.secretsVersion !== stale.secretsVersion) return account
  const { refresh } = world.networks.get(account.network)
  if (!refresh) return account
  const signal = AbortSignal.timeout(45_000)
  const { secrets, expiresAt } = await refresh({ account, http: world.http, clock: world.clock, signal })
  await keepRenewed(world, account, { secrets, expiresAt: expiresAt ?? null })
  for (const sibling of await ofSameSignIn(world, account))
    await keepRenewed(world, sibling, {
      secrets: replaced(sibling.secrets, account.secrets, secrets),
      expiresAt: endsWith(sibling, account) ? (expiresAt ?? null) : sibling.expiresAt,
    })
  return openAccount(world, account.id)
}

/** Somebody may have connected the account again meanwhile: what they brought is newer than what this token gave. */
async function keepRenewed(
  world: NetworkedWorld,
  { id, secretsVersion }: OpenedAccount,
  fresh: { secrets: Record<string, string>; expiresAt: Date | null },
): Promise<void> {
  await world.pool.query(
    `update account set secrets = $2, expires_at = $3, secrets_changed_at = $4, secrets_version = secrets_version + 1
      where id = $1 and secrets is not null and secrets_version = $5`,
    [id, sealSecrets(world, id, fresh.secrets), fresh.expiresAt, world.clock.now(), secretsVersion],
  )
}

/** Other accounts that hold the very token which was just used up: a network may take each refresh token only once. */
async function ofSameSignIn(world: NetworkedWorld, { id, signIn, secrets }: OpenedAccount): Promise<OpenedAccount[]> {
  if (signIn === null) return []
  const rows = await world.db
    .selectFrom('account')
    .select('id')
    .where('signIn', '=', signIn)
    .where('id', '<>', id)
    .where('secrets', 'is not', null)
    .execute()
  const others = await Promise.all(rows.map((row) => openAccount(world, row.id)))
  return others.filter((other) => Object.entries(other.secrets).some(([key, value]) => secrets[key] === value))
}

/** What both held is now the new; what only the other holds stays its own. */
const replaced = (own: Record<string, string>, before: Record<string, string>, fresh: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(own).map(([key, value]) => [key, before[key] === value ? (fresh[key] ?? value) : value]),
  )

const endsWith = (one: OpenedAccount, other: OpenedAccount) => one.expiresAt?.getTime() === other.expiresAt?.getTime()
