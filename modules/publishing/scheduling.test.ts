import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { inTransaction } from '../../kernel/db/connect.ts'
import { Refusal } from '../../kernel/failure.ts'
import { wallAt } from '../../kernel/wall-time.ts'
import { replanForNewZones } from './replan.ts'
import { schedulePosts, type ToSchedule } from './schedule-post.ts'
import { cancelPublication, movePublication, resolvePublication, retryPublication } from './steer-publication.ts'
import { briefsOfPosts, publicationRow, publicationsAheadOf } from './store.ts'
import { givenAccounts, givenBrand, givenPost, type PublishingWorld, publishingWorld } from './testing.ts'
import { scriptedNetwork } from './testing-network.ts'
import { publishNow, unschedulePost } from './unschedule-post.ts'

const there = scriptedNetwork({ again: { way: 'never' } })
const plan = { wall: '2027-03-28T02:30', zone: 'Europe/Prague' }
let world: PublishingWorld
let brand: Awaited<ReturnType<typeof givenBrand>>
let by: { userId: string; name: string }
let accounts: string[]
before(async () => {
  world = await publishingWorld([there.network], { now: new Date('2026-11-22T12:00:00Z') })
  brand = await givenBrand(world)
  by = { userId: brand.userId, name: 'Portia' }
  accounts = await givenAccounts(world, brand.brandId, [{ network: 'scripted' }, { network: 'scripted' }])
})
after(() => world.close())

const schedule = (wanted: ToSchedule[]) => schedulePosts(world, by, brand.brandId, wanted)
const refusing = (path: string, code: string) => (error: unknown) =>
  error instanceof Refusal &&
  (error.code === code || error.fields.some((one) => one.path === path && one.code === code))

test('a planned post has a publication on each of its accounts, and says what the clock change did', async () => {
  const postId = await givenPost(world, brand, 'Coffee', accounts)
  const { publicationIds, advice } = await schedule([{ postId, plan }])
  assert.equal(publicationIds.length, 2)
  assert.deepEqual(
    advice.map((one) => one.code),
    ['publishing.warning.gap'],
  )
  const row = await publicationRow(world.db, brand.brandId, publicationIds[0] ?? '')
  assert.equal(row.dueAt.toISOString(), '2027-03-28T01:30:00.000Z')
  assert.deepEqual(row.wakeAt, row.dueAt)
})

test('planning it again moves it instead of planning it twice', async () => {
  const postId = await givenPost(world, brand, 'Moved', accounts)
  const first = await schedule([{ postId, plan }])
  const again = await schedule([{ postId, plan: { wall: '2027-05-01T09:00', zone: 'Europe/Prague' } }])
  assert.deepEqual(again.publicationIds, first.publicationIds)
  const briefs = (await briefsOfPosts(world.db, [postId])).get(postId)
  assert.deepEqual(
    briefs?.map((one) => one.dueAt),
    ['2027-05-01T07:00:00.000Z', '2027-05-01T07:00:00.000Z'],
  )
})

test('a time that has passed is refused at its field', async () => {
  const postId = await givenPost(world, brand, 'Too late', accounts)
  await assert.rejects(
    schedule([{ postId, plan: { wall: '2026-11-22T12:00', zone: 'Europe/Kyiv' } }]),
    refusing('plan.wall', 'publishing.past'),
  )
})

test('what a network would not take is refused at the field of its account', async () => {
  const postId = await givenPost(world, brand, 'x'.repeat(301), accounts)
  await assert.rejects(schedule([{ postId, plan }]), (error) => {
    assert.ok(error instanceof Refusal)
    assert.equal(error.fields[0]?.path, `accounts.${accounts[0]}.parts.0.text`)
    return true
  })
})

test('when one of many cannot be planned, none is', async () => {
  const good = await givenPost(world, brand, 'Good', accounts)
  const empty = await givenPost(world, brand, 'Nowhere', [])
  await assert.rejects(
    schedule([
      { postId: good, plan },
      { postId: empty, plan },
    ]),
    refusing('accountIds', 'publishing.noAccounts'),
  )
  assert.deepEqual((await briefsOfPosts(world.db, [good])).get(good), [])
})

test('a brand that approves its posts plans only approved ones', async () => {
  const strict = await givenBrand(world)
  await world.db.updateTable('brand').set({ approvalRequired: true }).where('id', '=', strict.brandId).execute()
  const [account = ''] = await givenAccounts(world, strict.brandId, [{ network: 'scripted' }])
  const postId = await givenPost(world, strict, 'Draft', [account])
  const ask = () => schedulePosts(world, by, strict.brandId, [{ postId, plan }])
  await assert.rejects(ask(), refusing('', 'publishing.needsApproval'))
  await world.db.updateTable('post').set({ stage: 'approved' }).where('id', '=', postId).execute()
  await ask()
})

test('a post of another brand does not exist', async () => {
  const other = await givenBrand(world)
  const postId = await givenPost(world, brand, 'Ours', accounts)
  await assert.rejects(
    schedulePosts(world, by, other.brandId, [{ postId, plan }]),
    refusing('', 'content.postNotFound'),
  )
})

test('a thousand posts are planned in one go', async () => {
  const ids = await Promise.all(Array.from({ length: 1_000 }, (_, n) => givenPost(world, brand, `Post ${n}`, accounts)))
  const { publicationIds } = await schedule(ids.map((postId) => ({ postId, plan })))
  assert.equal(new Set(publicationIds).size, 2_000)
})

test('what is taken from the plan is a draft again, and can be planned anew', async () => {
  const postId = await givenPost(world, brand, 'Back', accounts)
  const first = await schedule([{ postId, plan }])
  await unschedulePost(world, by, brand.brandId, postId)
  assert.deepEqual((await briefsOfPosts(world.db, [postId])).get(postId), [])
  const second = await schedule([{ postId, plan }])
  assert.notDeepEqual(second.publicationIds, first.publicationIds)
})

test('published now is due now', async () => {
  const postId = await givenPost(world, brand, 'Now', accounts)
  const asked = world.clock.now()
  const { publicationIds } = await publishNow(world, by, brand.brandId, postId)
  const row = await publicationRow(world.db, brand.brandId, publicationIds[0] ?? '')
  assert.ok(asked <= row.dueAt && row.dueAt <= world.clock.now())
  assert.equal(row.wall, wallAt(row.dueAt, 'Europe/Rome'))
})

test('a person cancels and moves before the network has heard of it, and is told when it is too late', async () => {
  const postId = await givenPost(world, brand, 'Steered', accounts)
  const { publicationIds } = await schedule([{ postId, plan }])
  const [first = '', second = ''] = publicationIds
  await cancelPublication(world, by, brand.brandId, first)
  assert.equal((await publicationRow(world.db, brand.brandId, first)).state, 'cancelled')
  await movePublication(world, by, brand.brandId, second, { wall: '2027-06-01T10:00', zone: 'Europe/Prague' })
  const at = new Date().toISOString()
  const trying = { step: 'post', role: 'post', outcome: 'open', doubtful: false, since: at, at, lineId: 'x', looks: 0 }
  await world.db
    .updateTable('publication')
    .set({ state: 'sending', trying: JSON.stringify(trying) })
    .where('id', '=', second)
    .execute()
  await assert.rejects(cancelPublication(world, by, brand.brandId, second), refusing('', 'publishing.tooLate'))
})

test('a person’s word decides what nobody else can tell', async () => {
  const postId = await givenPost(world, brand, 'Who knows', accounts)
  const { publicationIds } = await schedule([{ postId, plan }])
  const [seen = '', unseen = ''] = publicationIds
  const at = new Date().toISOString()
  const trying = {
    step: 'post',
    role: 'post',
    outcome: 'unknown',
    doubtful: true,
    since: at,
    at,
    lineId: 'x',
    looks: 0,
  }
  for (const id of publicationIds)
    await world.db
      .updateTable('publication')
      .set({
        state: 'unknown',
        trying: JSON.stringify(trying),
        reason: JSON.stringify({ code: 'x' }),
        wakeAt: null,
        work: null,
      })
      .where('id', '=', id)
      .execute()
  await resolvePublication(world, by, brand.brandId, seen, { verdict: 'published', url: 'https://example.org/1' })
  const published = await publicationRow(world.db, brand.brandId, seen)
  assert.deepEqual([published.state, published.url], ['published', 'https://example.org/1'])
  await resolvePublication(world, by, brand.brandId, unseen, { verdict: 'not-published' })
  await retryPublication(world, by, brand.brandId, unseen)
  assert.equal((await publicationRow(world.db, brand.brandId, unseen)).state, 'planned')
})

test('new rules of the zones move the moment and keep the wall time', async () => {
  await replanForNewZones(world)
  const postId = await givenPost(world, brand, 'Zones', accounts)
  const { publicationIds } = await schedule([{ postId, plan: { wall: '2027-07-01T09:00', zone: 'Europe/Prague' } }])
  const [id = ''] = publicationIds
  const wrong = new Date('2027-07-01T08:00:00Z')
  await world.db.updateTable('publication').set({ dueAt: wrong, wakeAt: wrong }).where('id', '=', id).execute()
  assert.equal(await replanForNewZones(world), 0)
  assert.equal(await replanForNewZones(world, 'newer'), 1)
  const row = await publicationRow(world.db, brand.brandId, id)
  assert.equal(row.dueAt.toISOString(), '2027-07-01T07:00:00.000Z')
  assert.deepEqual(row.wakeAt, row.dueAt)
})

test('a plan in a zone that is no more keeps the moment it had, and does not keep the desk from starting', async () => {
  const postId = await givenPost(world, brand, 'Zone gone', accounts)
  const { publicationIds } = await schedule([{ postId, plan: { wall: '2027-07-02T09:00', zone: 'Europe/Prague' } }])
  const [id = ''] = publicationIds
  await world.db.updateTable('publication').set({ zone: 'Europe/Nowhere' }).where('id', '=', id).execute()
  assert.equal(await replanForNewZones(world, 'newest'), 0)
  assert.equal((await publicationRow(world.db, brand.brandId, id)).dueAt.toISOString(), '2027-07-02T07:00:00.000Z')
})

test('an account has something ahead of it as long as a publication there is to be sent, finished or taken down', async () => {
  const [accountId = ''] = await givenAccounts(world, brand.brandId, [{ network: 'scripted' }])
  const postId = await givenPost(world, brand, 'Ahead', [accountId])
  await schedule([{ postId, plan: { wall: '2027-07-03T09:00', zone: 'Europe/Prague' } }])
  const at = world.clock.now()
  const ahead = () => publicationsAheadOf(world.db, { brandId: brand.brandId, accountId })
  const stands = async (set: object) => {
    await world.db.updateTable('publication').set(set).where('accountId', '=', accountId).execute()
    return ahead()
  }
  const live = { state: 'published', publishedAt: at } as const
  assert.equal(await ahead(), 1)
  assert.equal(await stands({ ...live, wakeAt: at, work: 'publish' }), 1)
  assert.equal(await stands({ ...live, wakeAt: new Date(at.getTime() + 86_400_000), work: 'remove' }), 1)
  assert.equal(await stands({ ...live, wakeAt: null, work: null }), 0)
})

test('nothing is planned on an account that is just being disconnected', async () => {
  const [accountId = ''] = await givenAccounts(world, brand.brandId, [{ network: 'scripted' }])
  const postId = await givenPost(world, brand, 'Too late', [accountId])
  const { planning } = await inTransaction(world.db, async (tx) => {
    await tx.selectFrom('account').select('id').where('id', '=', accountId).forUpdate().execute()
    const planning = schedule([{ postId, plan: { wall: '2027-07-04T09:00', zone: 'Europe/Prague' } }])
    await Promise.race([planning, pause(500)])
    await tx.updateTable('account').set({ archivedAt: world.clock.now() }).where('id', '=', accountId).execute()
    return { planning }
  })
  await assert.rejects(planning, refusing('', 'publishing.changedMeanwhile'))
  assert.equal(await publicationsAheadOf(world.db, { brandId: brand.brandId, accountId }), 0)
})

test('a post in the same minute as another on its account, or nearer than the brand wants, is planned with a warning', async () => {
  const close = await givenBrand(world)
  await world.db.updateTable('brand').set({ minimumDistanceMinutes: 60 }).where('id', '=', close.brandId).execute()
  const [account = ''] = await givenAccounts(world, close.brandId, [{ network: 'scripted' }])
  const at = async (wall: string, zone = 'Europe/Sofia') => {
    const postId = await givenPost(world, close, wall, [account])
    const { advice } = await schedulePosts(world, by, close.brandId, [{ postId, plan: { wall, zone } }])
    return advice
  }
  assert.deepEqual(await at('2027-06-01T09:00'), [])
  assert.deepEqual(await at('2027-06-01T08:00', 'Europe/Prague'), [
    { code: 'publishing.warning.clash', values: { account: 'Coffee' }, accountId: account },
  ])
  assert.deepEqual(await at('2027-06-01T09:25'), [
    { code: 'publishing.warning.near', values: { account: 'Coffee', minutes: 25, least: 60 }, accountId: account },
  ])
  assert.deepEqual(await at('2027-06-01T10:25'), [])
})

test('quiet hours are by the clocks of the brand, in whatever zone a post is planned', async () => {
  const quiet = await givenBrand(world)
  await world.db
    .updateTable('brand')
    .set({ quietFrom: '22:00', quietTo: '07:00', zone: 'Europe/Sofia' })
    .where('id', '=', quiet.brandId)
    .execute()
  const [account = ''] = await givenAccounts(world, quiet.brandId, [{ network: 'scripted' }])
  const codes = async (wall: string, zone: string) => {
    const postId = await givenPost(world, quiet, wall, [account])
    const { advice } = await schedulePosts(world, by, quiet.brandId, [{ postId, plan: { wall, zone } }])
    return advice.map((one) => one.code)
  }
  assert.deepEqual(await codes('2027-06-01T23:00', 'America/New_York'), ['publishing.warning.quiet'])
  assert.deepEqual(await codes('2027-06-02T02:00', 'America/New_York'), [])
})

test('what is published at once is due now, not when the minute began', async () => {
  const postId = await givenPost(world, brand, 'At once', accounts)
  world.clock.moveBy(42_000)
  const asked = world.clock.now()
  const { publicationIds } = await publishNow(world, by, brand.brandId, postId)
  const row = await publicationRow(world.db, brand.brandId, publicationIds[0] ?? '')
  assert.ok(row.dueAt >= asked && row.dueAt <= world.clock.now(), row.dueAt.toISOString())
})
