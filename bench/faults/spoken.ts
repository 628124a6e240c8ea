import { setTimeout as pause } from 'node:timers/promises'
import { NetworkFailure } from '../../kernel/failure.ts'
import { openAccount, withFreshAccount } from '../../modules/brand/index.ts'
import { startWorker } from '../../modules/publishing/index.ts'
import { givenPublications } from '../../modules/publishing/testing.ts'
import type { AccountAccess, Call, Interaction, Network, RemoteRef, Step } from '../../networks/contract.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { decidedBy, type Place, type Reached, type Setting, type Spoken, writtenOn } from './places.ts'
import type { Run } from './plan.ts'
import type { FaultLab } from './processes.ts'

export const isAnsweredOn = ({ answersOn }: Run, { composing }: Network) =>
  answersOn.length === 0 || answersOn.includes(composing.id)

const answersEach = 4
const postsWithinMs = 180_000
const pagesAtMost = 20

/** The lab's people speak to accounts of every network on which that can be answered: once for each answer of the run. */
export async function spokenTo(world: NetworkedWorld, lab: FaultLab, setting: Setting, run: Run): Promise<Spoken[]> {
  if (run.answers === 0) return []
  const able = setting.accounts.filter(({ network }) => {
    const one = world.networks.get(network)
    return one.inbox?.reply && isAnsweredOn(run, one)
  })
  const networks = new Set(able.map((one) => one.network)).size
  const reached = able.slice(0, Math.max(networks, Math.ceil(run.answers / answersEach)))
  const posts = await postsOn(world, setting, reached)
  const places: Place[] = [...reached, ...setting.onlyAnswering]
  const heard = await Promise.all(
    places.map((place) =>
      heardAt(world, lab, place, posts.get(place.id), {
        count: Math.ceil(run.answers / places.length) + 1,
        inPrivate: run.messages,
      }),
    ),
  )
  const rounds = Array.from({ length: Math.max(0, ...heard.map((some) => some.length)) }, (_, n) => n)
  return rounds.flatMap((n) => heard.flatMap((some) => some.slice(n, n + 1))).slice(0, run.answers)
}

/** Something under which people can comment, published without any trouble: by account. */
async function postsOn(world: NetworkedWorld, setting: Setting, accounts: Reached[]): Promise<Map<string, RemoteRef>> {
  const now = new Date()
  const posts = accounts.map((account) => ({ ...writtenOn(setting, account, ['Talk to us']), text: '', dueAt: now }))
  const ids = await givenPublications(world, setting, posts)
  const worker = startWorker(world, { withAccount: (id, act) => withFreshAccount(world, id, act) })
  try {
    for (const since = performance.now(); ; await pause(200)) {
      const rows = await world.db.selectFrom('publication').selectAll().where('id', 'in', ids).execute()
      const left = rows.filter((row) => row.state !== 'published' || row.work !== null)
      const wrong = left.find((row) => !['planned', 'sending', 'published'].includes(row.state))
      if (wrong || performance.now() - since > postsWithinMs) {
        const told = left.map((row) => `${row.network} ${row.state} ${JSON.stringify(row.reason)}`)
        throw new Error(`there is nothing to comment on: ${told.join(', ')}`)
      }
      if (left.length === 0)
        return new Map(rows.flatMap(({ accountId, done }) => (done.post?.ref ? [[accountId, done.post.ref]] : [])))
    }
  } finally {
    await worker.stop()
  }
}

async function heardAt(
  world: NetworkedWorld,
  lab: FaultLab,
  place: Place,
  post: RemoteRef | undefined,
  { count, inPrivate }: { count: number; inPrivate: boolean },
): Promise<Spoken[]> {
  const network = world.networks.get(place.network)
  const access = await openAccount(world, place.id)
  const call: Call = { account: access, http: world.http, clock: world.clock, signal: AbortSignal.timeout(120_000) }
  const said = new Map<string, string>()
  for (let n = 0; n < count; n++) {
    const text = `Do you ship? ${place.openedAs} asks ${n}.`
    const id = await sayTo(lab, place, post, inPrivate && n % 3 === 2, text)
    if (id !== undefined) said.set(text, id)
  }
  const heard = await heardOf(network, call, post, [...said.keys()])
  for (const [text, id] of said)
    if (!heard.has(text)) {
      const delivered = await lab.delivered(place.network, id)
      const told = network.webhooks?.read(delivered).find(({ what }) => what.text.includes(text))
      if (told) heard.set(text, told.what)
    }
  return [...heard.values()].flatMap((to, n) => answerTo(network, access, to, { n, inPrivate }) ?? [])
}

/** Under a post, or in private; whatever of it the network's people can. */
async function sayTo(
  lab: FaultLab,
  { network, openedAs: to }: Place,
  post: RemoteRef | undefined,
  inPrivate: boolean,
  text: string,
): Promise<string | undefined> {
  const comment = async () => (post ? lab.say({ network, under: post.id, text }) : undefined)
  const message = () => lab.say({ network, to, text })
  return inPrivate ? ((await message()) ?? comment()) : ((await comment()) ?? message())
}

async function heardOf(
  { inbox }: Network,
  call: Call,
  post: RemoteRef | undefined,
  texts: string[],
): Promise<Map<string, Interaction>> {
  const heard = new Map<string, Interaction>()
  const take = (items: Interaction[]) => {
    for (const one of items) {
      const text = one.own ? undefined : texts.find((some) => one.text.includes(some))
      if (text && !heard.has(text)) heard.set(text, one)
    }
  }
  let cursor: string | undefined
  for (let pages = 0; post && inbox?.comments && pages < pagesAtMost; pages++) {
    const page = await inbox.comments(call, post, cursor)
    take(page.items)
    cursor = page.cursor
    if (!cursor) break
  }
  let since: string | undefined
  for (let polls = 0; inbox?.poll && heard.size < texts.length && polls < pagesAtMost; polls++) {
    const page = await inbox.poll(call, since)
    take(page.items)
    since = page.cursor ?? since
    if (page.items.length === 0) break
  }
  return heard
}

/** Now and then with a picture, or in private to what was said in public, where the network has such ways. */
function answerTo(
  { inbox }: Network,
  account: AccountAccess,
  to: Interaction,
  { n, inPrivate }: { n: number; inPrivate: boolean },
): Spoken | undefined {
  const publicly = () => inbox?.reply?.(to, 'x', account)
  const privately = () => (to.kind === 'message' ? undefined : inbox?.replyPrivately?.(to, 'x', account))
  const ways = inPrivate && n % 4 === 3 ? (['private', 'public'] as const) : (['public', 'private'] as const)
  for (const way of ways) {
    const step = allowed(way === 'public' ? publicly : privately)
    if (!step) continue
    const picture = way === 'public' && n % 3 === 1 && inbox?.replyWith !== undefined
    return { accountId: account.id, to, way, picture, decides: decidedBy([step]) }
  }
  return undefined
}

function allowed(make: () => Step | undefined): Step | undefined {
  try {
    return make()
  } catch (error) {
    if (error instanceof NetworkFailure && error.kind === 'rejected') return undefined
    throw error
  }
}
