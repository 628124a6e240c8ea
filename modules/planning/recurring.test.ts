import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Refusal } from '../../kernel/failure.ts'
import { type DeskWorld, deskWorld, givenAccount, givenBrand, type TestBrand } from '../brand/testing-desk.ts'
import { makePost } from '../content/index.ts'
import '../publishing/index.ts'
import {
  bringForth,
  bringForthAll,
  changeRecurring,
  endRecurring,
  makeRecurring,
  recurringAnswer,
} from './recurring.ts'
import { madeOccurrences } from './store.ts'

let world: DeskWorld
let brand: TestBrand
let accountId: string
const zone = 'Europe/Sofia'

before(async () => {
  world = await deskWorld({ now: new Date('2027-03-01T07:00:00Z') })
  brand = await givenBrand(world)
  accountId = await givenAccount(world, brand.brandId, { network: 'telegram' })
})
after(() => world.close())

const write = (text: string, more: object = {}) =>
  makePost(world, brand.owner, brand.brandId, {
    body: { parts: [{ text, media: [] }] },
    accountIds: [accountId],
    ...more,
  })
const fail = (error: Error) => {
  throw error
}
const everyMonday = { every: 'week' as const, interval: 1, weekdays: [1] }
const repeat = (postId: string, of = brand) =>
  makeRecurring(world, of.owner, of.brandId, {
    postId,
    start: { wall: '2027-03-01T12:00', zone },
    repeat: everyMonday,
    until: null,
    times: null,
  })
const publicationsOf = (postId: string | null | undefined) =>
  world.db
    .selectFrom('publication')
    .select(['state', 'dueAt'])
    .where('postId', '=', postId ?? '')
    .execute()

test('a post for every Monday stands on the calendar for the weeks ahead, at the same hour over the change of clocks', async () => {
  const row = await repeat((await write('Monday coffee')).id)
  const made = [...(await madeOccurrences(world.db, row.id))]
  assert.deepEqual(
    made.map(([wall]) => wall),
    ['2027-03-01T12:00', '2027-03-08T12:00', '2027-03-15T12:00'],
  )
  assert.equal((await publicationsOf(made[0]?.[1].postId))[0]?.dueAt.toISOString(), '2027-03-01T10:00:00.000Z')
  const answer = await recurringAnswer(world, row)
  assert.deepEqual(answer.next.slice(3, 5), ['2027-03-22T10:00:00.000Z', '2027-03-29T09:00:00.000Z'])
})

test('two workers bringing forth at once make each occurrence once', async () => {
  const row = await repeat((await write('Once each')).id)
  world.clock.moveBy(7 * 86_400_000)
  await Promise.all([bringForthAll(world), bringForthAll(world), bringForthAll(world)])
  const ids = [...(await madeOccurrences(world.db, row.id)).values()].map((one) => one.postId)
  const posts = await world.db.selectFrom('post').select('id').where('recurringId', '=', row.id).execute()
  assert.equal(new Set(ids).size, posts.length)
  assert.equal(posts.length, 4)
})

test('after a month of standing still, what was missed is skipped and does not burst', async () => {
  const row = await repeat((await write('No burst')).id)
  world.clock.moveBy(42 * 86_400_000)
  await bringForthAll(world)
  const known = await madeOccurrences(world.db, row.id)
  const skipped = [...known.values()].filter((one) => one.skipped)
  assert.ok(skipped.length >= 2)
  assert.ok(skipped.every((one) => one.postId === null))
})

test('a paused repetition makes nothing; resumed, it goes on with what is to come', async () => {
  const row = await repeat((await write('Pause')).id)
  await changeRecurring(world, brand.owner, brand.brandId, row.id, { paused: true })
  world.clock.moveBy(21 * 86_400_000)
  await bringForthAll(world)
  const before = (await recurringAnswer(world, row)).made
  await changeRecurring(world, brand.owner, brand.brandId, row.id, { paused: false })
  assert.ok((await recurringAnswer(world, row)).made > before)
})

test('where approval is demanded and the template has none, occurrences wait as drafts', async () => {
  const strict = await givenBrand(world, { approvalRequired: true })
  const account = await givenAccount(world, strict.brandId, { network: 'telegram' })
  const post = await makePost(world, strict.owner, strict.brandId, {
    body: { parts: [{ text: 'x', media: [] }] },
    accountIds: [account],
  })
  const row = await repeat(post.id, strict)
  const [first] = [...(await madeOccurrences(world.db, row.id)).values()].filter((one) => one.postId)
  assert.ok(first)
  assert.deepEqual(await publicationsOf(first.postId), [])
})

test('an occurrence that its network would refuse stays a draft, and its maker is told', async () => {
  const row = await repeat((await write('a'.repeat(5000))).id)
  const made = [...(await madeOccurrences(world.db, row.id)).values()].filter((one) => one.postId)
  assert.deepEqual(await publicationsOf(made[0]?.postId), [])
  const notices = await world.db.selectFrom('notice').select('kind').where('userId', '=', brand.owner.userId).execute()
  assert.ok(notices.some((notice) => notice.kind === 'planning.notScheduled'))
})

test('a process that dies while it brings forth leaves no occurrence that nobody will publish', async () => {
  const row = await repeat((await write('Cut off')).id)
  world.clock.moveBy(7 * 86_400_000)
  const dying = new Error('killed')
  const registry = { ...world.networks, get: () => fail(dying) }
  await assert.rejects(bringForth({ ...world, networks: registry }, row), dying)
  await bringForth(world, row)
  const made = [...(await madeOccurrences(world.db, row.id)).values()].filter((one) => !one.skipped)
  assert.ok(made.length >= 4)
  for (const { postId } of made) assert.equal((await publicationsOf(postId)).length, 1)
})

test('a repetition that breaks, or whose brand is gone, does not hold up those of others', async () => {
  const gone = await givenBrand(world, { approvalRequired: true })
  const lost = await makePost(world, gone.owner, gone.brandId, { body: { parts: [{ text: 'Gone', media: [] }] } })
  const first = await repeat(lost.id, gone)
  const broken = await repeat((await write('Broken')).id)
  const good = await repeat((await write('Good')).id)
  await world.db.updateTable('brand').set({ deletedAt: world.clock.now() }).where('id', '=', gone.brandId).execute()
  await world.db.updateTable('recurring').set({ zone: 'Europe/Nowhere' }).where('id', '=', broken.id).execute()
  const before = [await madeOccurrences(world.db, first.id), await madeOccurrences(world.db, good.id)]
  world.clock.moveBy(7 * 86_400_000)
  await assert.rejects(bringForthAll(world), AggregateError)
  const after = [await madeOccurrences(world.db, first.id), await madeOccurrences(world.db, good.id)]
  assert.equal(after[0]?.size, before[0]?.size)
  assert.ok((after[1]?.size ?? 0) > (before[1]?.size ?? 0))
  await world.db.deleteFrom('recurring').where('id', '=', broken.id).execute()
})

test('a rule that never comes true is refused', async () => {
  const post = await write('Never')
  const never = {
    postId: post.id,
    start: { wall: '2027-02-01T12:00', zone },
    repeat: { every: 'month', interval: 12, day: 30 },
    until: null,
    times: null,
  } as const
  await assert.rejects(
    makeRecurring(world, brand.owner, brand.brandId, never),
    (error) => error instanceof Refusal && error.fields[0]?.code === 'planning.neverRepeats',
  )
})

test('an ended repetition takes back what is still to come, and leaves what went out and what a person rewrote', async () => {
  const row = await repeat((await write('Ends')).id)
  const posts = () =>
    world.db.selectFrom('post').select(['id', 'title', 'deletedAt']).where('recurringId', '=', row.id).execute()
  const [first, second] = await posts()
  assert.ok(first && second)
  await world.db.updateTable('post').set({ version: 2, title: 'Rewritten' }).where('id', '=', second.id).execute()
  await endRecurring(world, brand.owner, brand.brandId, row.id)
  const left = (await posts()).filter((post) => post.deletedAt === null)
  assert.ok(left.some((post) => post.title === 'Rewritten'))
  const planned = await Promise.all((await posts()).map((post) => publicationsOf(post.id)))
  assert.deepEqual(
    planned.flat().filter((one) => one.state === 'planned' && one.dueAt > world.clock.now()),
    [],
  )
})

test('a changed rule replaces what the old one had put on the calendar', async () => {
  const row = await repeat((await write('Changes')).id)
  await changeRecurring(world, brand.owner, brand.brandId, row.id, {
    repeat: { every: 'week', interval: 1, weekdays: [3] },
  })
  const walls = [...(await madeOccurrences(world.db, row.id)).keys()].filter(
    (wall) => new Date(`${wall}:00Z`) > world.clock.now(),
  )
  assert.ok(walls.length > 0 && walls.every((wall) => new Date(`${wall}:00Z`).getUTCDay() === 3), walls.join())
})
