import { type Answer, sendAnswer } from '../../modules/publishing/index.ts'
import { givenAccounts, givenBrand, givenPublications } from '../../modules/publishing/testing.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { connectLabAccounts, type LabAccount } from '../lab-accounts.ts'
import { givenFiles } from '../publishable.ts'
import { type Place, type Reached, reached, type Setting, writtenOn } from './places.ts'
import { markerOf, type Run, shapeOf } from './plan.ts'
import type { FaultLab } from './processes.ts'
import { isAnsweredOn, spokenTo } from './spoken.ts'

/** A brand with accounts on all networks of the lab that are published to, and its publications and answers planned. */
export async function prepare(world: NetworkedWorld, lab: FaultLab, run: Run): Promise<Setting> {
  const brand = await givenBrand(world)
  const files = await givenFiles(world, brand)
  const chosen = world.networks.all.filter(
    (one) => run.networks.length === 0 || run.networks.includes(one.composing.id),
  )
  const published = chosen.filter((one) => one.publish)
  const wanted = Array.from({ length: run.accounts }, (_, n) => ({
    network: published[n % published.length]?.composing.id ?? '',
    handle: `shop${n}`,
  }))
  const { connected, ids } = await connect(world, lab, brand.brandId, wanted)
  const accounts = connected.map((account, at) => reached(world, ids[at] ?? '', account, files))
  const heard = run.messages ? chosen.filter((one) => !one.publish && one.inbox?.reply && isAnsweredOn(run, one)) : []
  const others = await connect(
    ...([world, lab, brand.brandId] as const),
    heard.map((one) => ({ network: one.composing.id, handle: 'counter' })),
  )
  const onlyAnswering = others.connected.map(({ network, openedAs }, at) => ({
    ...{ id: others.ids[at] ?? '', network, openedAs },
  }))
  const setting: Setting = {
    ...brand,
    accounts,
    onlyAnswering,
    spoken: [],
    files,
    ids: [],
    start: 0,
    publications: run.publications,
  }
  setting.spoken.push(...(await spokenTo(world, lab, setting, run)))
  const start = Date.now() + 3_000 + run.publications / 2
  setting.start = start
  await planMore(world, setting, run.publications, { start, spreadMs: run.spreadMs })
  await planAnswers(world, setting, run)
  return setting
}

async function connect(
  world: NetworkedWorld,
  lab: FaultLab,
  brandId: string,
  wanted: { network: string; handle: string }[],
): Promise<{ connected: LabAccount[]; ids: string[] }> {
  const connected = await connectLabAccounts(world, lab, wanted)
  return { connected, ids: connected.length > 0 ? await givenAccounts(world, brandId, connected) : [] }
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

function written(setting: Setting, n: number) {
  const place = placeOf(setting, n)
  const texts = Array.from({ length: place.parts }, (_, part) => `Coffee of the day ${markerOf(n, part)}`)
  return writtenOn(setting, place, texts, { alt: `A cup ${markerOf(n, 0)}`, picture: shapeOf(n).picture })
}

/** They come with their numbers after the publications, and fall due among them. */
async function planAnswers(world: NetworkedWorld, setting: Setting, run: Run): Promise<void> {
  const { brandId, userId, spoken, ids, start, files } = setting
  for (const [at, { accountId, to, way, picture }] of spoken.entries()) {
    const text = `Yes, we do ${markerOf(run.publications + at, 0)}`
    const given = {
      ...{ brandId, accountId, by: { userId, name: 'Portia' }, at: new Date() },
      dueAt: new Date(start + Math.floor((at * run.spreadMs) / spoken.length)),
    }
    const answer: Answer = {
      ...{ to, href: '/' },
      ...(way === 'private' ? { way, text } : { way, text, mediaIds: picture ? [files.image.id] : [] }),
    }
    ids.push(await world.db.transaction().execute((tx) => sendAnswer(tx, { ...given, answer })))
  }
}

/** What a person does when an account asks to be connected again. */
export async function reconnectLost(world: NetworkedWorld, lab: FaultLab, setting: Setting): Promise<number> {
  const accounts: Place[] = [...setting.accounts, ...setting.onlyAnswering]
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
