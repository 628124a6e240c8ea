import type { PoolClient } from 'pg'
import type { NetworkedWorld } from '../../networks/world.ts'
import { sealSecrets } from './account-secrets.ts'
import { type OpenedAccount, readAccount } from './open-account.ts'

const running = new Map<string, Promise<OpenedAccount>>()

/**
 * Renews the access, once for all who ask at the same time, over all processes: a network takes a refresh token only once.
 * The new secrets are stored before anybody uses them. Throws what the network answered; `reconnect` when a person must come.
 */
export function refreshAccount(world: NetworkedWorld, stale: OpenedAccount): Promise<OpenedAccount> {
  const key = `${world.config.databaseUrl ?? ''} ${stale.id} ${stale.secretsVersion}`
  const joined = running.get(key)
  if (joined) return joined
  const fresh = withLock(world, stale.id, (client) => renewed(world, client, stale)).finally(() => running.delete(key))
  running.set(key, fresh)
  return fresh
}

async function renewed(world: NetworkedWorld, client: PoolClient, stale: OpenedAccount): Promise<OpenedAccount> {
  const account = await readAccount(world, client, stale.id)
  if (account.secretsVersion !== stale.secretsVersion) return account
  const { refresh } = world.networks.get(account.network)
  if (!refresh) return account
  const signal = AbortSignal.timeout(45_000)
  const { secrets, expiresAt } = await refresh({ account, http: world.http, clock: world.clock, signal })
  await client.query(
    `update account set secrets = $2, expires_at = $3, secrets_changed_at = $4, secrets_version = secrets_version + 1
      where id = $1 and secrets is not null`,
    [account.id, sealSecrets(world, account.id, secrets), expiresAt ?? null, world.clock.now()],
  )
  return readAccount(world, client, account.id)
}

/**
 * Held by a connection, not by a transaction: an open transaction would hold up the delivery of events while the network thinks.
 * When the process dies, PostgreSQL gives it back.
 */
async function withLock<T>(
  world: NetworkedWorld,
  accountId: string,
  act: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await world.pool.connect()
  let broken: unknown
  try {
    await client.query('select pg_advisory_lock(hashtextextended($1, 4712))', [accountId])
    try {
      return await act(client)
    } finally {
      await client
        .query('select pg_advisory_unlock(hashtextextended($1, 4712))', [accountId])
        .catch((error: unknown) => {
          broken = error
        })
    }
  } finally {
    client.release(broken !== undefined)
  }
}
