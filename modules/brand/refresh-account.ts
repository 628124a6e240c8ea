import type { NetworkedWorld } from '../../networks/world.ts'
import { type OpenedAccount, openAccount } from './open-account.ts'
import { takeTurn } from './renewal-turn.ts'
import { keepRenewed, shareRenewal } from './share-renewal.ts'

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
  await keepRenewed(world, account, secrets, expiresAt ?? null)
  await shareRenewal(world, account, secrets, expiresAt ?? null)
  return openAccount(world, account.id)
}
