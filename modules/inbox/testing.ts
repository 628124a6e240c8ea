import { inTransaction } from '../../kernel/db/connect.ts'
import type { NetworkFailure } from '../../kernel/failure.ts'
import { deliverEvents, registerListeners } from '../../kernel/listen.ts'
import type { Running } from '../../kernel/module.ts'
import type { TestWorld } from '../../kernel/testing.ts'
import { testWorld } from '../../kernel/testing.ts'
import type { Interaction, Moderate, Network } from '../../networks/contract.ts'
import { withFreshAccount } from '../brand/index.ts'
import { type DeskWorld, givenAccount, givenBrand, type TestBrand } from '../brand/testing-desk.ts'
import { startWorker } from '../publishing/index.ts'
import { scriptedNetwork } from '../publishing/testing-network.ts'
import { type BrandRole, type Caller, callerById, wordsIn } from '../team/index.ts'
import { keepHeard } from './keep.ts'
import { answerFacts, whenAnswerMoved } from './when-answered.ts'

/** A network that is answered and moderated; `trouble` is what the next moderations come upon. */
export function answeredNetwork(id = 'answered') {
  const scripted = scriptedNetwork({ again: { way: 'same-key', forMs: 3_600_000 }, id, answers: true })
  const at = { acts: [] as string[], trouble: [] as NetworkFailure[] }
  const act = (kind: keyof Moderate) => async (_call: unknown, what: Interaction) => {
    const failure = at.trouble.shift()
    if (failure) throw failure
    at.acts.push(`${kind} ${what.id}`)
  }
  const moderate: Moderate = { hide: act('hide'), unhide: act('unhide'), like: act('like'), delete: act('delete') }
  const network: Network = { ...scripted.network, moderate }
  return { network, scripted, at }
}

export type InboxTest = { world: DeskWorld; brand: TestBrand; accountId: string }

export async function inboxTest(networks: Network[]): Promise<InboxTest> {
  const get = (id: string) => {
    const found = networks.find((one) => one.composing.id === id)
    if (!found) throw new Error(`no network is called ${id}`)
    return found
  }
  const world = Object.assign(await testWorld(), { networks: { all: networks, get } })
  const brand = await givenBrand(world)
  const accountId = await givenAccount(world, brand.brandId, { network: networks[0]?.composing.id ?? '' })
  return { world, brand, accountId }
}

/** Answers go out, and what becomes of them comes back to the inbox, until it is stopped. */
export async function startAnswering(world: DeskWorld): Promise<Running> {
  const listener = { name: 'inbox.answers', types: answerFacts, handle: whenAnswerMoved }
  await registerListeners(world.db, [listener.name])
  const running = [
    deliverEvents(world, [listener]),
    startWorker(world, { withAccount: (id, act) => withFreshAccount(world, id, act) }),
  ]
  return {
    stop: async () => {
      for (const one of running) await one.stop()
    },
  }
}

export const said = (id: string, more: Partial<Interaction> = {}): Interaction => ({
  ...{ id, kind: 'comment', at: new Date(), text: `Words of ${id}`, media: [], under: { id: 'post' } },
  author: { id: `author of ${id}`, handle: `@${id}`, name: `Name ${id}` },
  ...more,
})

export const hear = (world: TestWorld, of: { brandId: string; accountId: string }, ...what: Interaction[]) =>
  inTransaction(world.db, (tx) =>
    keepHeard(
      tx,
      what.map((one) => ({ accountId: of.accountId, brandId: of.brandId, what: one })),
      world.clock.now(),
    ),
  )

/** Somebody of the same workspace with that role in the brand. */
export async function givenCoworker(
  world: TestWorld,
  brand: TestBrand,
  name: string,
  role: BrandRole,
): Promise<Caller> {
  const now = world.clock.now()
  const userId = `${name.toLowerCase()}-${brand.brandId}`
  const person = { id: userId, name, email: `${userId}@example.org`, locale: 'en', zone: 'Europe/Sofia' }
  await world.db
    .insertInto('deskUser')
    .values({ ...person, image: null, createdAt: now, updatedAt: now })
    .execute()
  const { workspaceId } = brand.owner
  await world.db.insertInto('member').values({ workspaceId, userId, role: 'member', joinedAt: now }).execute()
  await world.db.insertInto('brandRole').values({ brandId: brand.brandId, userId, role }).execute()
  const caller = await callerById(world.db, userId)
  if (!caller) throw new Error('nobody was made')
  return { ...caller, via: 'session', sessionId: 'test' }
}

export const english = wordsIn('en')
