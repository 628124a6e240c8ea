import { randomBytes } from 'node:crypto'
import { conflict } from '../../kernel/failure.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import type { Caller } from '../team/index.ts'
import { connectBySecret } from './connect.ts'
import { type AccountRow, brandOf } from './store.ts'

/** An account of the practice network, opened and connected. Throws `brand.noPractice` where it is not offered. */
export async function openPractice(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  given: { network: string; name?: string },
  signal: AbortSignal,
): Promise<AccountRow[]> {
  if (!world.practice) throw conflict('brand.noPractice')
  const brand = await brandOf(world.db, brandId)
  const name = given.name ?? brand.name
  const who = { name, handle: handleFor(name), locale: caller.locale }
  if (!world.networks.all.some((one) => one.composing.id === given.network)) throw conflict('brand.noNetwork')
  const { way, fields } = await world.practice.openAccount(given.network, who)
  return connectBySecret(world, caller, brandId, { network: given.network, way, fields }, signal)
}

/** Letters and digits that every network takes; the ending keeps two brands of one name apart. */
function handleFor(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(0, 12)
  return `${/^[a-z]/.test(plain) ? plain : `desk${plain}`}${randomBytes(2).toString('hex')}`
}
