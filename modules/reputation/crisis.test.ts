import { deepEqual, equal, rejects } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { Refusal } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import { withFreshAccount } from '../brand/index.ts'
import { startWorker } from '../publishing/index.ts'
import { eventually, givenAccounts, givenBrand, givenPublications, publishingWorld } from '../publishing/testing.ts'
import { scriptedNetwork } from '../publishing/testing-network.ts'
import { chooseAlerts } from '../support/choices.ts'
import { type Caller, callerById, wordsIn } from '../team/index.ts'
import { acknowledge, keepChain, tellDue } from './chain.ts'
import { beginCrisis, endCrisis } from './crisis.ts'
import { crisisHours, spanOf } from './crisis-hours.ts'
import { presentCrisis, standingCrises } from './present-crisis.ts'
import { nextDayAt, resumePosts } from './resume-posts.ts'

const refusedAs = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
const there = scriptedNetwork({ again: { way: 'never' } })
const words = wordsIn('en')

suite('A crisis', { timeout: 120_000 }, () => {
  let world: Awaited<ReturnType<typeof publishingWorld>>
  before(async () => {
    world = await publishingWorld([there.network])
  })
  after(() => world.close())

  async function given(posts: number, dueAt: (n: number) => Date) {
    const brand = await givenBrand(world)
    const [accountId = ''] = await givenAccounts(world, brand.brandId, [{ network: 'scripted' }])
    const rows = Array.from({ length: posts }, (_, n) => ({
      accountId,
      text: `${brand.brandId} ${n}`,
      dueAt: dueAt(n),
    }))
    await givenPublications(world, brand, rows)
    return { ...brand, owner: await callerOf(brand.userId) }
  }
  async function callerOf(userId: string): Promise<Caller> {
    const caller = await callerById(world.db, userId)
    if (!caller) throw new Error('nobody was made')
    return { ...caller, via: 'session', sessionId: 'test' }
  }
  async function coworker({ brandId, workspaceId }: { brandId: string; workspaceId: string }, name: string) {
    const userId = `${name} ${brandId}`
    const now = world.clock.now()
    const person = { id: userId, name, email: `${name}@${brandId}.example.org`, locale: 'en', zone: 'Europe/Rome' }
    await world.db
      .insertInto('deskUser')
      .values({ ...person, image: null, createdAt: now, updatedAt: now })
      .execute()
    await world.db.insertInto('member').values({ workspaceId, userId, role: 'member', joinedAt: now }).execute()
    await world.db.insertInto('brandRole').values({ brandId, userId, role: 'editor' }).execute()
    return callerOf(userId)
  }
  const inAnHour = () => new Date(Date.now() + 3_600_000)
  const begin = (owner: Caller, brandId: string) =>
    beginCrisis(world, owner, brandId, { reason: 'A recall.', caseId: null, pausePosts: true })
  const seen = (owner: Caller, brandId: string, crisisId: string) =>
    presentCrisis(world, owner, { brandId, crisisId }, 'en')

  test('lets nothing go out that was planned, while a worker runs, until each is decided on', async () => {
    const { brandId, owner } = await given(60, (n) => new Date(Date.now() + 150 + n * 15))
    there.during = () => pause(10)
    const worker = startWorker(world, { withAccount: (id, act) => withFreshAccount(world, id, act) })
    await eventually(
      async () => there.calls.length,
      (calls) => calls > 5,
    )
    const crisisId = await begin(owner, brandId)
    const of = { brandId, crisisId }
    await pause(1_200)
    const { posts, isPaused, log } = await seen(owner, brandId, crisisId)
    const out = there.calls.length
    equal(isPaused, true)
    equal(out + posts.length, 60)
    deepEqual(
      posts.map((one) => [one.held, one.state]),
      posts.map(() => [true, 'planned']),
    )
    deepEqual(
      log.map((one) => one.text),
      ['Began the crisis', `Paused ${posts.length} planned posts`],
    )
    await rejects(endCrisis(world, owner, of, 'Over'), refusedAs('publishing.stillHeld'))
    const [one, two] = posts
    const decisions = [
      { publicationId: one?.id ?? '', do: 'go' as const },
      {
        publicationId: two?.id ?? '',
        do: 'move' as const,
        wall: nextDayAt('2026-01-01T10:00', 'Europe/Rome', new Date()),
        zone: 'Europe/Rome',
      },
    ]
    await resumePosts(world, owner, of, { decisions, ahead: 'cancel', passed: 'cancel' })
    await eventually(
      async () => there.calls.length,
      (calls) => calls === out + 1,
    )
    await worker.stop()
    await endCrisis(world, owner, of, 'The recall is over')
    const after = await seen(owner, brandId, crisisId)
    deepEqual([after.isPaused, after.ending, after.postsHeld], [false, 'The recall is over', 0])
    equal(there.calls.length, out + 1)
  })

  test('is told along the chain, each waited for, until somebody has heard', async () => {
    const brand = await given(0, inAnHour)
    const { brandId, owner } = brand
    const [first, second, third] = [
      await coworker(brand, 'First'),
      await coworker(brand, 'Second'),
      await coworker(brand, 'Third'),
    ]
    await keepChain(world, owner, brandId, [
      { userId: first.userId, waitMinutes: 10 },
      { userId: second.userId, waitMinutes: 5 },
      { userId: third.userId, waitMinutes: 5 },
    ])
    const crisisId = await begin(owner, brandId)
    const told = async () =>
      (await seen(owner, brandId, crisisId)).chain.filter((one) => one.toldAt !== null).map((one) => one.person.name)
    const notices = (userId: string) =>
      world.db
        .selectFrom('notice')
        .selectAll()
        .where('userId', '=', userId)
        .where('kind', '=', 'reputation.crisis')
        .execute()
    await tellDue(world)
    deepEqual(await told(), ['First'])
    await rejects(acknowledge(world, second, { brandId, crisisId }), refusedAs('reputation.nothingToAcknowledge'))
    world.clock.moveBy(10 * 60_000)
    await tellDue(world)
    await tellDue(world)
    deepEqual(await told(), ['First', 'Second'])
    deepEqual([(await notices(second.userId)).length, (await notices(third.userId)).length], [1, 0])
    equal((await standingCrises(world, second)).items[0]?.awaitsMe, true)
    await acknowledge(world, second, { brandId, crisisId })
    world.clock.moveBy(3_600_000)
    await tellDue(world)
    deepEqual(await told(), ['First', 'Second'])
    equal((await standingCrises(world, second)).items[0]?.awaitsMe, false)
  })

  test('is told to each person of the chain once, by a notice that stands whatever they chose, and to each channel once', async () => {
    const brand = await given(0, inAnHour)
    const { brandId, owner } = brand
    const [first, second] = [await coworker(brand, 'Vesna'), await coworker(brand, 'Zora')]
    const channelId = await givenChannel(brandId)
    const deaf = { new: [], assigned: [], 'late-soon': [], mentioned: [], negative: [], late: [], crisis: [] }
    await chooseAlerts(world, second, brandId, { choices: deaf, quiet: null, digestMinutes: 60 })
    await keepChain(
      world,
      owner,
      brandId,
      [first, second].map(({ userId }) => ({ userId, waitMinutes: 10 })),
    )
    const crisisId = await begin(owner, brandId)
    world.clock.moveBy(10 * 60_000)
    await tellDue(world)
    const href = `/brands/${brandId}/reputation/crises/${crisisId}`
    for (const { userId } of [first, second]) {
      const notices = await world.db.selectFrom('notice').select(['href']).where('userId', '=', userId).execute()
      deepEqual(notices, [{ href }])
    }
    const deliveries = await world.db
      .selectFrom('alertDelivery')
      .select(['userId', 'channelId', 'inDigest'])
      .where('brandId', '=', brandId)
      .orderBy('userId')
      .execute()
    deepEqual(deliveries, [
      { userId: first.userId, channelId: null, inDigest: false },
      { userId: null, channelId, inDigest: false },
    ])
  })

  async function givenChannel(brandId: string): Promise<string> {
    const id = newId(world.clock.now())
    const settings = { network: 'signed-webhook', name: 'Pager', events: ['crisis' as const], fields: '' }
    await world.db
      .insertInto('alertChannel')
      .values({ id, brandId, ...settings, practice: true, enabled: true, failure: null, failedAt: null, sentAt: null })
      .execute()
    return id
  }

  test('of a brand stands once, is no matter of others, and is told to no client', async () => {
    const brand = await given(0, inAnHour)
    const { brandId, owner } = brand
    const crisisId = await begin(owner, brandId)
    await rejects(begin(owner, brandId), refusedAs('reputation.crisisStands'))
    const other = await given(0, inAnHour)
    deepEqual((await standingCrises(world, other.owner)).items, [])
    await rejects(seen(other.owner, other.brandId, crisisId), refusedAs('reputation.noCrisis'))
    const viewer = await coworker(brand, 'Client')
    await world.db.updateTable('brandRole').set({ role: 'client' }).where('userId', '=', viewer.userId).execute()
    deepEqual((await standingCrises(world, await callerOf(viewer.userId))).items, [])
  })

  test('is seen hour by hour, and what was done stands at its hour', async () => {
    const { brandId, owner } = await given(0, inAnHour)
    const crisisId = await begin(owner, brandId)
    const { step, items } = await crisisHours(world, { brandId, crisisId }, words)
    equal(step, 1)
    deepEqual(
      items.flatMap((one) => one.done),
      ['Began the crisis', 'Paused 0 planned posts'],
    )
    deepEqual(
      items.map((one) => one.index),
      items.map(() => null),
    )
  })

  test('is looked at from the hour before it to as long after it as it was', () => {
    const at = (text: string) => new Date(`2026-11-22T${text}:00Z`)
    const span = spanOf({ begunAt: at('10:20'), endedAt: at('18:20') }, new Date('2026-12-01T00:00:00Z'))
    deepEqual([span.from, span.to, span.stepMs], [at('09:00'), new Date('2026-11-23T02:20:00Z'), 3_600_000])
  })

  test('puts a post to the same hour of the next day that has it ahead', () => {
    const now = new Date('2026-11-22T12:00:00Z')
    equal(nextDayAt('2026-11-20T18:30', 'Europe/Rome', now), '2026-11-22T18:30')
    equal(nextDayAt('2026-11-20T09:30', 'Europe/Rome', now), '2026-11-23T09:30')
  })
})
