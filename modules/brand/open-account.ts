import { NetworkFailure } from '../../kernel/failure.ts'
import type { World } from '../../kernel/world.ts'
import type { AccountAccess } from '../../networks/contract.ts'
import { openSecrets } from './account-secrets.ts'

/** How to reach an account, and which edition of its secrets this is. */
export type OpenedAccount = AccountAccess & {
  network: string
  secretsVersion: number
  secretsChangedAt: Date
  expiresAt: Date | null
}

type Row = {
  id: string
  network: string
  server: string
  remote_id: string
  handle: string
  facts: Record<string, unknown>
  secrets: string | null
  secrets_version: number
  secrets_changed_at: Date
  expires_at: Date | null
}

/**
 * Opens the secrets of one account; outside any transaction, since access that was renewed stays renewed.
 * Throws `reconnect` for one that has none any more.
 */
export async function openAccount(world: World, accountId: string): Promise<OpenedAccount> {
  const { rows } = await world.pool.query<Row>({
    name: 'open-account',
    text: `select id, network, server, remote_id, handle, facts, secrets, secrets_version, secrets_changed_at, expires_at
             from account where id = $1`,
    values: [accountId],
  })
  const row = rows[0]
  if (!row?.secrets) throw new NetworkFailure('reconnect', 'this account is not connected')
  return {
    ...{ id: row.id, network: row.network, server: row.server, remoteId: row.remote_id, handle: row.handle },
    ...{ facts: row.facts, app: {}, secrets: openSecrets(world, row.id, row.secrets) },
    ...{ secretsVersion: row.secrets_version, secretsChangedAt: row.secrets_changed_at, expiresAt: row.expires_at },
  }
}
