import { NetworkFailure } from '../../kernel/failure.ts'
import type { World } from '../../kernel/world.ts'
import type { AccountAccess } from '../../networks/contract.ts'
import { openSecrets } from './account-secrets.ts'
import { openApp } from './network-apps.ts'

/** How to reach an account, and which edition of its secrets this is. */
export type OpenedAccount = AccountAccess & {
  network: string
  practice: boolean
  secretsVersion: number
  secretsChangedAt: Date
  expiresAt: Date | null
  /** Accounts of one sign-in share what renews them. */
  signIn: string | null
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
  sign_in: string | null
  practice: boolean
  app_keys: string | null
}

/**
 * Opens the secrets of one account; outside any transaction, since access that was renewed stays renewed.
 * Throws `reconnect` for one that has none any more, unless its last ones, sealed, are given to take leave of the network.
 */
export async function openAccount(world: World, accountId: string, lastSealed?: string): Promise<OpenedAccount> {
  const { rows } = await world.pool.query<Row>({
    name: 'open-account',
    text: `select a.id, a.network, a.server, a.remote_id, a.handle, a.facts, a.secrets, a.secrets_version,
                  a.secrets_changed_at, a.expires_at, a.sign_in, a.practice, p.keys as app_keys
             from account a left join network_app p on p.network = a.network and p.practice = a.practice
            where a.id = $1`,
    values: [accountId],
  })
  const row = rows[0]
  const sealed = row?.secrets ?? lastSealed
  if (!row || !sealed) throw new NetworkFailure('reconnect', 'this account is not connected')
  return {
    ...{
      id: row.id,
      network: row.network,
      practice: row.practice,
      server: row.server,
      remoteId: row.remote_id,
      handle: row.handle,
    },
    ...{
      facts: row.facts,
      app: openApp(world, row, row.app_keys),
      signIn: row.sign_in,
      secrets: openSecrets(world, row.id, sealed),
    },
    ...{ secretsVersion: row.secrets_version, secretsChangedAt: row.secrets_changed_at, expiresAt: row.expires_at },
  }
}
