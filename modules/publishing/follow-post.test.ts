import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Refusal } from '../../kernel/failure.ts'
import { type DeskWorld, deskWorld, givenAccount, givenBrand, type TestBrand } from '../brand/testing-desk.ts'
import { changePost, makePost, type PostRow } from '../content/index.ts'
import type { Caller } from '../team/index.ts'
import { schedulePosts } from './index.ts'

const zone = 'Europe/Sofia'
const monday = { wall: '2027-03-01T12:00', zone }
const tuesday = { wall: '2027-03-02T15:00', zone }
let world: DeskWorld
let brand: TestBrand
let channel: string
let other: string

before(async () => {
  world = await deskWorld({ now: new Date('2027-02-20T09:00:00Z') })
  brand = await givenBrand(world)
  channel = await givenAccount(world, brand.brandId, { network: 'telegram' })
  other = await givenAccount(world, brand.brandId, { network: 'telegram' })
})
after(() => world.close())

async function planned(more: object = {}): Promise<PostRow> {
  const body = { parts: [{ text: 'Coffee', media: [] }] }
  const post = await makePost(world, brand.owner, brand.brandId, { body, accountIds: [channel], ...more })
  await schedulePosts(world, brand.owner, brand.brandId, [{ postId: post.id, plan: monday }])
  return post
}

const change = async (post: PostRow, changes: object, by: Caller = brand.owner) => {
  const { version } = await world.db
    .selectFrom('post')
    .select('version')
    .where('id', '=', post.id)
    .executeTakeFirstOrThrow()
  return changePost(world, by, brand.brandId, post.id, { version, changes })
}
const publicationsOf = (post: PostRow) =>
  world.db.selectFrom('publication').selectAll().where('postId', '=', post.id).orderBy('accountId').execute()
const standing = async (post: PostRow) => (await publicationsOf(post)).filter((one) => one.state !== 'cancelled')
const code = (wanted: string) => (error: unknown) =>
  error instanceof Refusal && [error.code, ...error.fields.map((field) => field.code)].includes(wanted)

test('another date written into a planned post moves what is planned', async () => {
  const post = await planned()
  await change(post, { plan: tuesday })
  assert.deepEqual(
    (await standing(post)).map((one) => one.dueAt.toISOString()),
    ['2027-03-02T13:00:00.000Z'],
  )
})

test('a date taken away takes the post from the plan', async () => {
  const post = await planned()
  await change(post, { plan: null })
  assert.deepEqual(
    (await publicationsOf(post)).map((one) => one.state),
    ['cancelled'],
  )
})

test('a past date is refused, and neither post nor publication moves', async () => {
  const post = await planned()
  await assert.rejects(change(post, { plan: { wall: '2020-01-01T12:00', zone } }), code('publishing.past'))
  assert.equal((await standing(post))[0]?.wall, monday.wall)
  const row = await world.db.selectFrom('post').select('planWall').where('id', '=', post.id).executeTakeFirst()
  assert.equal(row?.planWall, monday.wall)
})

test('an account taken away loses its publication, an added one gets its own at the same time', async () => {
  const post = await planned()
  await change(post, { accountIds: [other] })
  const rows = await publicationsOf(post)
  assert.deepEqual(
    rows.map((one) => [one.accountId, one.state]).sort(),
    [
      [channel, 'cancelled'],
      [other, 'planned'],
    ].sort(),
  )
  assert.equal(rows.find((one) => one.accountId === other)?.wall, monday.wall)
})

test('an added account whose network would refuse the post waits, and the rest stays planned', async () => {
  const small = await givenAccount(world, brand.brandId, { network: 'bluesky' })
  const post = await planned({ body: { parts: [{ text: 'a'.repeat(1000), media: [] }] } })
  await change(post, { accountIds: [channel, small] })
  assert.deepEqual(
    (await standing(post)).map((one) => one.accountId),
    [channel],
  )
})

test('an expiry given afterwards counts for what is planned, and for what stands at the network', async () => {
  const post = await planned()
  await change(post, { expiry: { afterSeconds: 3600 } })
  const [row] = await standing(post)
  assert.deepEqual(row?.expiry, { afterSeconds: 3600 })
  const publishedAt = new Date('2027-02-20T08:00:00Z')
  await world.db
    .updateTable('publication')
    .set({ state: 'published', publishedAt, wakeAt: null, work: null })
    .where('id', '=', row?.id ?? '')
    .execute()
  await change(post, { expiry: { afterSeconds: 7200 } })
  const [live] = await standing(post)
  assert.deepEqual([live?.expiresAt?.toISOString(), live?.work], ['2027-02-20T10:00:00.000Z', 'remove'])
  await change(post, { expiry: null })
  assert.deepEqual(
    (await standing(post)).map((one) => [one.expiresAt, one.work]),
    [[null, null]],
  )
})

test('an author may change the words of a planned post, but neither its time nor its accounts', async () => {
  const post = await planned()
  const author: Caller = {
    ...brand.owner,
    workspaceRole: 'member',
    brands: new Map([[brand.brandId, 'author' as const]]),
  }
  await change(post, { body: { parts: [{ text: 'Better coffee', media: [] }] } }, author)
  await assert.rejects(change(post, { plan: tuesday }, author), code('publishing.mayNotPlan'))
  await assert.rejects(change(post, { accountIds: [] }, author), code('publishing.mayNotPlan'))
})

test('a missed or rejected publication that is given a new date is planned again', async () => {
  const post = await planned()
  const reason = JSON.stringify({ code: 'publishing.reason.missed' })
  await world.db
    .updateTable('publication')
    .set({ state: 'missed', reason, wakeAt: null, work: null })
    .where('postId', '=', post.id)
    .execute()
  await change(post, { plan: tuesday })
  assert.deepEqual(
    (await standing(post)).map((one) => [one.state, one.wall]),
    [['planned', tuesday.wall]],
  )
})

test('a draft without publications takes any date, also a past one', async () => {
  const post = await makePost(world, brand.owner, brand.brandId, { accountIds: [channel] })
  await change(post, { plan: { wall: '2020-01-01T12:00', zone } })
  assert.deepEqual(await publicationsOf(post), [])
})
