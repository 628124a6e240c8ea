import { NetworkFailure } from '../../kernel/failure.ts'
import type { World } from '../../kernel/world.ts'
import { sealSecrets } from './account-secrets.ts'
import { type OpenedAccount, openAccount } from './open-account.ts'

type Access = Record<string, string>

/** Somebody may have connected the account again meanwhile: what they brought is newer than what this token gave. */
export async function keepRenewed(
  world: World,
  { id, secretsVersion }: OpenedAccount,
  secrets: Access,
  expiresAt: Date | null,
): Promise<void> {
  await world.pool.query(
    `update account set secrets = $2, expires_at = $3, secrets_changed_at = $4, renewal_refused_at = null,
            secrets_version = secrets_version + 1
      where id = $1 and secrets is not null and secrets_version = $5`,
    [id, sealSecrets(world, id, secrets), expiresAt, world.clock.now(), secretsVersion],
  )
}

/**
 * Gives what was renewed to the other accounts of the same sign-in that hold the very token which was just used up: a
 * network may take each refresh token only once. One whose access is all shared is renewed with it; one that also holds
 * tokens of its own only gets what it needs to renew those.
 */
export async function shareRenewal(
  world: World,
  before: OpenedAccount,
  fresh: Access,
  expiresAt: Date | null,
): Promise<void> {
  for (const other of await holdingTheSame(world, before)) {
    const secrets = replaced(other.secrets, before.secrets, fresh)
    if (sharesAll(other.secrets, before.secrets, fresh)) await keepRenewed(world, other, secrets, expiresAt)
    else
      await world.pool.query('update account set secrets = $2 where id = $1 and secrets_version = $3', [
        other.id,
        sealSecrets(world, other.id, secrets),
        other.secretsVersion,
      ])
  }
}

async function holdingTheSame(world: World, { id, signIn, secrets }: OpenedAccount): Promise<OpenedAccount[]> {
  if (signIn === null) return []
  const rows = await world.db.selectFrom('account').select('id').where('signIn', '=', signIn).execute()
  const others = await Promise.all(rows.filter((row) => row.id !== id).map((row) => openedIfConnected(world, row.id)))
  return others.filter(
    (other): other is OpenedAccount =>
      other !== undefined && Object.entries(other.secrets).some(([key, value]) => secrets[key] === value),
  )
}

async function openedIfConnected(world: World, id: string): Promise<OpenedAccount | undefined> {
  try {
    return await openAccount(world, id)
  } catch (error) {
    if (error instanceof NetworkFailure) return undefined
    throw error
  }
}

/** What both held is now the new; what only the other holds stays its own. */
const replaced = (own: Access, before: Access, fresh: Access): Access =>
  Object.fromEntries(
    Object.entries(own).map(([key, value]) => [key, before[key] === value ? (fresh[key] ?? value) : value]),
  )

const sharesAll = (own: Access, before: Access, fresh: Access) =>
  Object.keys(fresh).every((key) => fresh[key] === before[key] || own[key] === before[key])
