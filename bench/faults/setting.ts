import {
  type GivenPublication,
  givenAccounts,
  givenBrand,
  givenPublications,
} from '../../modules/publishing/testing.ts'
import type { ConnectedAccount, Network } from '../../networks/contract.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { connectLabAccounts, type LabAccount } from '../lab-accounts.ts'
import { type Files, givenFiles, type Recipe, recipeFor } from '../publishable.ts'
import { markerOf, type Run, shapeOf } from './plan.ts'
import type { FaultLab } from './processes.ts'

export type Setting = {
  brandId: string
  userId: string
  accounts: Reached[]
  files: Files
  /** Ids of the publications, by their number. */
  ids: string[]
  start: number
}
/** An account of the run, with what a post on it needs and bears. */
export type Reached = {
  id: string
  openedAs: string
  network: string
  recipe: Recipe
  threads: boolean
  pictures: boolean
  decides: boolean
}

/** A brand with accounts on all networks of the lab that are published to, and its publications planned. */
export async function prepare(world: NetworkedWorld, lab: FaultLab, run: Run): Promise<Setting> {
  const brand = await givenBrand(world)
  const files = await givenFiles(world, brand)
  const published = world.networks.all.filter((one) => one.publish).map((one) => one.composing.id)
  const networks = published.filter((id) => run.networks.length === 0 || run.networks.includes(id))
  const wanted = Array.from({ length: run.accounts }, (_, n) => ({
    network: networks[n % networks.length] ?? '',
    handle: `shop${n}`,
  }))
  const connected = await connectLabAccounts(world, lab, wanted)
  const ids = await givenAccounts(world, brand.brandId, connected)
  const accounts = connected.map((account, at) => reached(world, ids[at] ?? '', account, files))
  const start = Date.now() + 3_000 + run.publications / 2
  const setting: Setting = { ...brand, accounts, files, ids: [], start }
  await planMore(world, setting, run.publications, { start, spreadMs: run.spreadMs })
  return setting
}

function reached(world: NetworkedWorld, id: string, account: LabAccount, files: Files): Reached {
  const network = world.networks.get(account.network)
  const recipe = recipeFor(network, account.facts, files)
  if (!recipe) throw new Error(`nothing that the harness can write may be published on ${account.network}`)
  const { can } = network.composing
  const limits = network.composing.limits(account.facts)
  const pictures = limits.media.image !== undefined && recipe.media.length === 0
  return {
    id,
    openedAs: account.openedAs,
    network: account.network,
    recipe,
    threads: can.thread,
    pictures,
    decides: decidesItself(network, account, recipe),
  }
}

/** Has the network a way by which every doubt can be cleared up without a person? */
function decidesItself(network: Network, account: ConnectedAccount, recipe: Recipe): boolean {
  const content = { parts: [{ text: 'x', media: [] }], options: recipe.optionsFor('x') }
  const steps = network.publish?.steps(content, { id: 'x', app: {}, ...account }) ?? []
  return steps.every(
    ({ again }) => again.way !== 'never' && !(again.way === 'look-first' && again.absence === 'never-sure'),
  )
}

/** The account of the nth publication, and how many parts it has there. */
export function placeOf({ accounts }: Pick<Setting, 'accounts'>, n: number): Reached & { parts: number } {
  const account = accounts[n % accounts.length]
  if (!account) throw new Error('the run has no accounts')
  return { ...account, parts: account.threads ? shapeOf(n).parts : 1 }
}

/** Plans that many more, evenly from that moment on. */
export async function planMore(
  world: NetworkedWorld,
  setting: Setting,
  count: number,
  { start, spreadMs }: { start: number; spreadMs: number },
): Promise<void> {
  const { ids } = setting
  const wanted = Array.from({ length: count }, (_, at) => ({
    ...written(setting, ids.length + at),
    ...{ text: '', dueAt: new Date(start + Math.floor((at * spreadMs) / count)) },
  }))
  ids.push(...(await givenPublications(world, setting, wanted)))
}

function written(setting: Setting, n: number): Pick<GivenPublication, 'accountId' | 'parts' | 'options'> {
  const { id, recipe, pictures, parts } = placeOf(setting, n)
  const kinds = shapeOf(n).picture && pictures ? (['image'] as const) : recipe.media
  const alt = `A cup ${markerOf(n, 0)}`
  return {
    accountId: id,
    options: recipe.optionsFor(`Coffee of the day ${markerOf(n, 0)}`),
    parts: Array.from({ length: parts }, (_, part) => ({
      text: `Coffee of the day ${markerOf(n, part)}`,
      media: (part === 0 ? kinds : recipe.media).map((kind) => ({ mediaId: setting.files[kind].id, alt })),
    })),
  }
}

/** What a person does when an account asks to be connected again. */
export async function reconnectLost(world: NetworkedWorld, lab: FaultLab, { accounts }: Setting): Promise<number> {
  const lost = await world.db
    .selectFrom('account')
    .select(['id', 'network'])
    .where('health', '=', 'reconnect')
    .execute()
  for (const account of lost) {
    const handle = accounts.find((one) => one.id === account.id)?.openedAs ?? ''
    const [fresh] = await connectLabAccounts(world, lab, [{ network: account.network, handle }])
    if (!fresh) continue
    const secrets = world.secrets.seal(JSON.stringify(fresh.secrets), `account ${account.id}`)
    await world.db
      .updateTable('account')
      .set((is) => ({
        secrets,
        secretsVersion: is('secretsVersion', '+', 1),
        health: 'connected',
        expiresAt: fresh.expiresAt ?? null,
      }))
      .where('id', '=', account.id)
      .execute()
  }
  return lost.length
}
