import { randomBytes } from 'node:crypto'
import { badField, conflict } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { ConnectedAccount } from '../../networks/contract.ts'
import type { OpenedAccount } from '../../networks/lab/network.ts'
import { signIn } from '../../networks/lab/sign-in.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import type { Caller } from '../team/index.ts'
import { asked, contextOf } from './connect.ts'
import { type Connecting, keepAccounts } from './keep-accounts.ts'
import { keepPracticeApp } from './network-apps.ts'
import { type Brought, keepOrOffer } from './offer-accounts.ts'
import { accountOf, brandOf } from './store.ts'

type Wish = { network: string; name?: string; accountId?: string; choose?: boolean }

/**
 * An account of the practice network, opened and connected as a person would connect it. Throws `brand.noPractice` where it
 * is not offered.
 */
export async function openPractice(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  wish: Wish,
  signal: AbortSignal,
): Promise<Brought> {
  const { practice } = world
  if (!practice) throw conflict('brand.noPractice')
  const who = await whoIsIt(world, brandId, wish)
  if (!practice.offers(wish.network)) throw badField('network', 'brand.noPracticeThere')
  const opened = await practice.openAccount(wish.network, { ...who, locale: caller.locale })
  if (opened.app) await keepPracticeApp(world, wish.network, opened.app)
  const ways: Way[] = [opened, ...(opened.also ?? [])]
  const wanted = who.way === undefined ? ways : [ways.find((one) => one.way === who.way) ?? opened]
  const brought: Brought = { accounts: [] }
  for (const one of wanted) {
    const { accounts, choice } = await bringOne(world, caller, brandId, { wish, as: who.handle, way: one }, signal)
    brought.accounts.push(...accounts)
    if (choice) return { ...brought, choice }
  }
  return brought
}

type Way = Pick<OpenedAccount, 'way' | 'fields' | 'consent'>

async function bringOne(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  { wish, as, way }: { wish: Wish; as: string; way: Way },
  signal: AbortSignal,
): Promise<Brought> {
  const { network, accountId } = wish
  const given = await connectThere(world, `${world.practice?.origin}/${network}`, network, way, signal)
  const connecting: Omit<Connecting, 'signIn'> = { ...{ brandId, network, way: way.way, accountId }, practiceAs: as }
  if (wish.choose) return keepOrOffer(world, caller, connecting, given)
  return { accounts: await keepAccounts(world, caller, { ...connecting, signIn: newId(world.clock.now()) }, given) }
}

type Who = { name: string; handle: string; way?: string }

/** A certain account is opened again the way it was. */
async function whoIsIt(world: NetworkedWorld, brandId: string, { network, name, accountId }: Wish): Promise<Who> {
  if (!accountId) {
    const called = name ?? (await brandOf(world.db, brandId)).name
    return { name: called, handle: handleFor(called) }
  }
  const account = await accountOf(world.db, brandId, accountId)
  if (account.network !== network || !account.practice || !account.practiceAs) throw conflict('brand.notPractice')
  return { name: account.name, handle: account.practiceAs, way: account.way ?? undefined }
}

/** As a person would: by what is typed, or over the page of consent. */
async function connectThere(
  world: NetworkedWorld,
  standIn: string,
  network: string,
  opened: Way,
  signal: AbortSignal,
): Promise<ConnectedAccount[]> {
  const way = world.networks.get(network).connect.find((one) => one.id === opened.way)
  if (!way) throw conflict('brand.noWay')
  const context = await contextOf(world, network, signal, standIn)
  return asked(world, () => signIn(way, opened, context))
}

/** Letters and digits that every network takes; the ending keeps two brands of one name apart. */
function handleFor(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(0, 11)
  return `${/^[a-z]/.test(plain) ? plain : `desk${plain}`}${randomBytes(2).toString('hex')}`
}
