import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Refusal } from '../../kernel/failure.ts'
import { type DeskWorld, deskWorld, givenAccount, givenBrand, type TestBrand } from '../brand/testing-desk.ts'
import { makePost, postOf, presentPost } from '../content/index.ts'
import '../publishing/index.ts'
import { wordsIn } from '../team/index.ts'
import { bringForth, bringForthAll } from './bring-forth.ts'
import { changeRecurring, endRecurring, makeRecurring, recurringAnswer } from './recurring.ts'
import { madeOccurrences, recurringOf } from './store.ts'

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

test('a post that a repetition made tells which one, and the post it is made from does not', async () => {
  const original = await write('Told')
  const row = await repeat(original.id)
  const [made] = [...(await madeOccurrences(world.db, row.id)).values()].filter((one) => one.postId)
  const told = async (postId = '') =>
    (await presentPost(world, await postOf(world.db, brand.brandId, postId), wordsIn('en'))).recurringId
  assert.equal(await told(made?.postId ?? ''), row.id)
  assert.equal(await told(original.id), null)
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

const comingOf = async (recurringId: string) =>
  (
    await world.db
      .selectFrom('recurringOccurrence')
      .innerJoin('publication', 'publication.postId', 'recurringOccurrence.postId')
      .select(['recurringOccurrence.wall', 'publication.dueAt', 'publication.zone'])
      .where('recurringId', '=', recurringId)
      .where('publication.state', '=', 'planned')
      .where('publication.dueAt', '>', world.clock.now())
      .orderBy('recurringOccurrence.wall')
      .execute()
  ).map(({ wall, dueAt, zone }) => [wall.slice(10), zone, dueAt.toISOString().slice(11, 16)].join(' '))

test('another hour moves what is to come; what went out stays, and its day gets no second post', async () => {
  const now = world.clock.now().toISOString()
  const today = now.slice(0, 10)
  const post = await write('Daily tip')
  const row = await makeRecurring(world, brand.owner, brand.brandId, {
    ...{ postId: post.id, repeat: { every: 'day', interval: 1 }, until: null, times: null },
    start: { wall: `${today}T10:30`, zone },
  })
  const first = (await madeOccurrences(world.db, row.id)).get(`${today}T10:30`)
  assert.ok(first?.postId)
  await goOut(first.postId)
  world.clock.moveBy(3 * 3_600_000)
  for (const hour of ['18:00', '19:00'])
    await changeRecurring(world, brand.owner, brand.brandId, row.id, { start: { wall: `${today}T${hour}`, zone } })
  const coming = await comingOf(row.id)
  assert.ok(coming.length >= 20)
  assert.deepEqual([...new Set(coming.map((one) => one.slice(0, 6)))], ['T19:00'])
  assert.equal((await madeOccurrences(world.db, row.id)).get(`${today}T19:00`)?.postId, null)
  assert.deepEqual(
    (await publicationsOf(first.postId)).map((one) => one.state),
    ['published'],
  )
  const { next, start } = await recurringAnswer(world, await recurringOf(world.db, brand.brandId, row.id))
  assert.equal(start.wall, `${today}T19:00`)
  assert.ok(next.every((at) => at.slice(0, 10) > today))
})

test('in another zone the same hour comes at another moment', async () => {
  const row = await repeat((await write('Moves away')).id)
  const before = await comingOf(row.id)
  await changeRecurring(world, brand.owner, brand.brandId, row.id, {
    start: { wall: '2027-03-01T12:00', zone: 'Europe/Prague' },
  })
  const after = await comingOf(row.id)
  assert.ok(before.length > 0 && before.length === after.length)
  assert.ok(before.every((one) => one.includes('Europe/Sofia')) && after.every((one) => one.includes('Europe/Prague')))
  assert.notEqual(before[0]?.slice(-5), after[0]?.slice(-5))
})

test('a start that no clock shows, or a rule that would never come, is refused at its field and changes nothing', async () => {
  const row = await repeat((await write('Stays')).id)
  const before = await comingOf(row.id)
  const change = (changes: Parameters<typeof changeRecurring>[4]) =>
    changeRecurring(world, brand.owner, brand.brandId, row.id, changes)
  const at = (path: string) => (error: unknown) => error instanceof Refusal && error.fields[0]?.path === path
  await assert.rejects(change({ start: { wall: '2027-02-30T12:00', zone } }), at('start.wall'))
  await assert.rejects(change({ start: { wall: '2027-03-01T12:00', zone: 'Europe/Nowhere' } }), at('start.zone'))
  await assert.rejects(change({ until: { wall: '2027-02-01T12:00' } }), at('repeat'))
  assert.deepEqual(await comingOf(row.id), before)
  assert.deepEqual(await recurringOf(world.db, brand.brandId, row.id), row)
})

test('a worker that still holds the old rule makes nothing by it', async () => {
  const row = await repeat((await write('Old rule')).id)
  await changeRecurring(world, brand.owner, brand.brandId, row.id, { start: { wall: '2027-03-01T17:00', zone } })
  await bringForth(world, row)
  assert.deepEqual([...new Set((await comingOf(row.id)).map((one) => one.slice(0, 6)))], ['T17:00'])
})

test('a repetition whose zone is gone is still shown, and can be given another', async () => {
  const row = await repeat((await write('Zone gone')).id)
  await world.db.updateTable('recurring').set({ zone: 'Europe/Nowhere' }).where('id', '=', row.id).execute()
  const shown = await recurringAnswer(world, await recurringOf(world.db, brand.brandId, row.id))
  assert.deepEqual(shown.next, [])
  const changed = await changeRecurring(world, brand.owner, brand.brandId, row.id, {
    start: { wall: row.startWall, zone },
  })
  assert.ok((await recurringAnswer(world, changed)).next.length > 0)
})

/** Its publication has gone out, as a worker leaves it. */
async function goOut(postId: string): Promise<void> {
  const at = world.clock.now()
  await world.db
    .updateTable('publication')
    .set({ state: 'published', publishedAt: at, wakeAt: null, work: null, changedAt: at })
    .where('postId', '=', postId)
    .execute()
}
