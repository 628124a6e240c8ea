import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import { Refusal } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { ConnectedAccount } from '../../networks/contract.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { type Caller, hashOf, newToken } from '../team/index.ts'
import type { ConnectChoice } from './api.ts'
import { type Connecting, isSame, keepAccounts, keepAccountsIn } from './keep-accounts.ts'
import { type AccountRow, accountsOf } from './store.ts'

/** What came of a sign-in: accounts that are connected, or a choice of those it opens. */
export type Brought = { accounts: AccountRow[]; choice?: z.input<typeof ConnectChoice> }
type SignedIn = Omit<Connecting, 'signIn'>

const chooseMs = 30 * 60_000

/** Whoever goes on must be the session that began. */
export const sessionOf = (caller: Caller) => caller.sessionId ?? `key of ${caller.userId}`

/** One account is kept at once, and so is the one that was to be connected again; of several the person chooses. */
export async function keepOrOffer(
  world: NetworkedWorld,
  caller: Caller,
  signedIn: SignedIn,
  given: ConnectedAccount[],
): Promise<Brought> {
  const signIn = newId(world.clock.now())
  if (given.length < 2 || signedIn.accountId)
    return { accounts: await keepAccounts(world, caller, { ...signedIn, signIn }, given) }
  return { accounts: [], choice: await offer(world, caller, signedIn, given) }
}

async function offer(
  world: NetworkedWorld,
  caller: Caller,
  { brandId, network, way }: SignedIn,
  given: ConnectedAccount[],
) {
  const token = newToken()
  const tokenHash = hashOf(token)
  const now = world.clock.now()
  await world.db.deleteFrom('connectChoice').where('expiresAt', '<', now).execute()
  await world.db
    .insertInto('connectChoice')
    .values({
      ...{ tokenHash, brandId, userId: caller.userId, session: sessionOf(caller), network, way },
      offered: world.secrets.seal(JSON.stringify(given), owner(tokenHash)),
      expiresAt: new Date(now.getTime() + chooseMs),
    })
    .execute()
  const own = (await accountsOf(world.db, brandId)).filter((row) => row.network === network)
  const offered = given.map((one, at) => ({
    ...{ key: String(at), kind: one.kind, name: one.name, handle: one.handle },
    ...{ url: one.url ?? null, avatarUrl: one.avatarUrl ?? null },
    accountId: own.find((row) => isSame(row, one))?.id ?? null,
  }))
  return { token, network, offered }
}

const owner = (tokenHash: string) => `choice ${tokenHash}`

/** Keeps the chosen ones, once. Throws `brand.connect.stale` for a token that is not this session's, used, or too old. */
export async function chooseAccounts(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  { token, keys }: { token: string; keys: string[] },
): Promise<AccountRow[]> {
  const tokenHash = hashOf(token)
  return inTransaction(world.db, async (tx) => {
    const choice = await tx
      .deleteFrom('connectChoice')
      .where('tokenHash', '=', tokenHash)
      .where('brandId', '=', brandId)
      .where('userId', '=', caller.userId)
      .where('session', '=', sessionOf(caller))
      .where('expiresAt', '>', world.clock.now())
      .returningAll()
      .executeTakeFirst()
    if (!choice) throw new Refusal(409, 'brand.connect.stale')
    const offered = readOffered(world.secrets.open(choice.offered, owner(tokenHash)))
    const { network, way } = choice
    const connecting = { brandId, network, way, signIn: newId(world.clock.now()) }
    return keepAccountsIn(tx, world, caller, connecting, chosenOf(offered, keys))
  })
}

const readOffered = (text: string) =>
  (JSON.parse(text) as (Omit<ConnectedAccount, 'expiresAt'> & { expiresAt?: string })[]).map(
    ({ expiresAt, ...one }): ConnectedAccount => ({ ...one, ...(expiresAt && { expiresAt: new Date(expiresAt) }) }),
  )

function chosenOf(offered: ConnectedAccount[], keys: string[]): ConnectedAccount[] {
  const fields = keys.flatMap((key, at) =>
    offered[Number(key)] ? [] : [{ path: `keys.${at}`, code: 'brand.connect.notOffered' }],
  )
  if (fields.length > 0) throw new Refusal(422, 'request.invalid', { fields })
  return offered.filter((_, at) => keys.includes(String(at)))
}
