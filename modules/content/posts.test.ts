import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Refusal } from '../../kernel/failure.ts'
import {
  type DeskWorld,
  deskWorld,
  givenAccount,
  givenBrand,
  givenMember,
  type TestBrand,
} from '../brand/testing-desk.ts'
import { binPost, copyPost, restorePost } from './bin-post.ts'
import { findingsOf } from './check-post.ts'
import { type Brief, publicationsFollow, publicationsOfPosts } from './ports.ts'
import { beHere } from './presence.ts'
import { postsOf, revisionsOf, thinRevisions } from './store.ts'
import { changePost, makePost } from './write-post.ts'

let world: DeskWorld
let brand: TestBrand
const publications = new Map<string, Brief[]>()

before(async () => {
  world = await deskWorld()
  brand = await givenBrand(world)
  publicationsOfPosts.provide(async () => publications)
  publicationsFollow.provide(async () => {})
})
after(() => world.close())

const text = (words: string) => ({ parts: [{ text: words, media: [] }] })
const write = (words: string, more: object = {}) =>
  makePost(world, brand.owner, brand.brandId, { body: text(words), ...more })
const change = (id: string, version: number, changes: object, by = brand.owner) =>
  changePost(world, by, brand.brandId, id, { version, changes })
const isRefusal = (code: string, path?: string) => (error: unknown) =>
  error instanceof Refusal &&
  [error.code, ...error.fields.map((field) => field.code)].includes(code) &&
  (path === undefined || error.fields.some((field) => field.path === path))

test('two people writing one post at the same moment both find their words in it', async () => {
  const post = await write('Fresh beans have arrived. Come and taste.')
  const other = await givenMember(world, {
    workspaceId: brand.owner.workspaceId,
    brandId: brand.brandId,
    name: 'Jessica',
  })
  await Promise.all([
    change(post.id, 1, { body: text('Fresh Ethiopian beans have arrived. Come and taste.') }),
    change(post.id, 1, { body: text('Fresh beans have arrived. Come and taste them.') }, other),
  ])
  const [row] = await postsOf(world.db, { brandId: brand.brandId, limit: 1 })
  assert.equal(row?.body.parts[0]?.text, 'Fresh Ethiopian beans have arrived. Come and taste them.')
  assert.equal(row?.version, 3)
})

test('two people who change the same word are told, and the second text is not written over the first', async () => {
  const post = await write('Green beans.')
  await change(post.id, 1, { body: text('Brown beans.') })
  await assert.rejects(change(post.id, 1, { body: text('Black beans.') }), isRefusal('content.collided', 'body'))
  assert.equal((await postsOf(world.db, { brandId: brand.brandId, limit: 1 }))[0]?.body.parts[0]?.text, 'Brown beans.')
})

test('twenty saves in a row keep each its revision, and thinning keeps the newest', async () => {
  const post = await write('0')
  for (let n = 1; n <= 20; n++) await change(post.id, n, { body: text(`${n}`) })
  assert.equal((await revisionsOf(world.db, post.id)).length, 21)
  await thinRevisions(world.db, new Date(world.clock.now().getTime() + 3 * 86_400_000))
  const left = await revisionsOf(world.db, post.id)
  assert.equal(left[0]?.version, 21)
  assert.ok(left.length <= 3, `${left.length} left`)
})

test('a rubric, an account, a file, a zone or an hour that the brand does not have is refused at its field', async () => {
  const stranger = '018f0000-0000-7000-8000-00000000dead'
  await assert.rejects(write('x', { rubricId: stranger }), isRefusal('content.rubricUnknown', 'rubricId'))
  await assert.rejects(write('x', { accountIds: [stranger] }), isRefusal('content.accountUnknown', 'accountIds.0'))
  await assert.rejects(
    write('x', { body: { parts: [{ text: 'x', media: [{ mediaId: stranger }] }] } }),
    isRefusal('content.mediaUnknown', 'body'),
  )
  await assert.rejects(
    write('x', { plan: { wall: '2027-03-01T10:00', zone: 'Europe/Atlantis' } }),
    isRefusal('time.unknownZone', 'plan.zone'),
  )
  await assert.rejects(
    write('x', { plan: { wall: '2027-02-30T10:00', zone: 'Europe/Sofia' } }),
    (error) => error instanceof Refusal,
  )
})

test('an approved post that changes is a draft again where the brand demands approval', async () => {
  const strict = await givenBrand(world, { approvalRequired: true })
  const post = await makePost(world, strict.owner, strict.brandId, { body: text('Approved words') })
  await world.db.updateTable('post').set({ stage: 'approved' }).where('id', '=', post.id).execute()
  const labelled = await changePost(world, strict.owner, strict.brandId, post.id, {
    version: 1,
    changes: { labels: ['spring'] },
  })
  assert.equal(labelled.row.stage, 'approved')
  const rewritten = await changePost(world, strict.owner, strict.brandId, post.id, {
    version: 2,
    changes: { body: text('Other words') },
  })
  assert.equal(rewritten.row.stage, 'draft')
})

test('posts are found by the words in them, in any case and script, and percent signs are only signs', async () => {
  const post = await write('Ранкова КАВА зі знижкою 100%')
  const found = await postsOf(world.db, { brandId: brand.brandId, words: 'кава 100%', limit: 10 })
  assert.deepEqual(
    found.map((row) => row.id),
    [post.id],
  )
  assert.deepEqual(await postsOf(world.db, { brandId: brand.brandId, words: '%_%', limit: 10 }), [])
})

test('a list is paged by key without losing or repeating a post', async () => {
  const own = await givenBrand(world)
  for (let n = 0; n < 5; n++) await makePost(world, own.owner, own.brandId, { title: String(n) })
  const first = await postsOf(world.db, { brandId: own.brandId, limit: 3 })
  const last = first.at(-1)
  assert.ok(last)
  const second = await postsOf(world.db, { brandId: own.brandId, after: last, limit: 3 })
  assert.deepEqual([...first, ...second].map((row) => row.title).sort(), ['0', '1', '2', '3', '4'])
})

test('a post of which something is still planned does not go into the bin; afterwards it does, and comes back', async () => {
  const post = await write('Soon')
  const brief = { id: 'p', accountId: 'a', network: 'n', dueAt: world.clock.now().toISOString(), url: null }
  publications.set(post.id, [{ ...brief, state: 'planned' }])
  await assert.rejects(binPost(world, brand.owner, brand.brandId, post.id), isRefusal('content.stillPlanned'))
  publications.set(post.id, [{ ...brief, state: 'published' }])
  await binPost(world, brand.owner, brand.brandId, post.id)
  await assert.rejects(change(post.id, 1, { title: 'x' }), isRefusal('content.postNotFound'))
  assert.equal((await restorePost(world, brand.owner, brand.brandId, post.id)).deletedAt, null)
})

test('a copy has the same words and no plan', async () => {
  const post = await write('Once more', { plan: { wall: '2027-03-01T10:00', zone: 'Europe/Sofia' }, labels: ['a'] })
  const copy = await copyPost(world, brand.owner, brand.brandId, post.id)
  assert.deepEqual([copy.body, copy.labels, copy.planAt, copy.stage], [post.body, ['a'], null, 'draft'])
})

test('who is in a post is seen by others, moves from field to field, and is gone after a while', async () => {
  const post = await write('Together')
  const other = await givenMember(world, {
    workspaceId: brand.owner.workspaceId,
    brandId: brand.brandId,
    name: 'Nerissa',
  })
  await beHere(world, other, brand.brandId, post.id, { field: 'parts.0.text', leaving: false })
  const seen = await beHere(world, brand.owner, brand.brandId, post.id, { field: null, leaving: false })
  assert.deepEqual(
    seen.people.map((one) => [one.name, one.field]),
    [['Nerissa', 'parts.0.text']],
  )
  world.clock.moveBy(60_000)
  assert.deepEqual(
    (await beHere(world, brand.owner, brand.brandId, post.id, { field: null, leaving: false })).people,
    [],
  )
})

test('what every network would refuse is told for each account', async () => {
  const long = 100_000
  const bounded = world.networks.all.filter(
    ({ composing: { can, limits } }) => can.publish !== false && limits({}).text.some((rule) => rule.max < long),
  )
  const accounts = await Promise.all(
    bounded.map((one) => givenAccount(world, brand.brandId, { network: one.composing.id })),
  )
  const post = await write('a'.repeat(long), { accountIds: accounts })
  const errors = (await findingsOf(world, post)).filter((finding) => finding.severity === 'error')
  assert.deepEqual(new Set(errors.map((finding) => finding.accountId)), new Set(accounts))
})

test('an account that is only read is no place for a post, not even for a text of its own', async () => {
  const read = world.networks.all.find((one) => one.composing.can.publish === false)
  assert.ok(read, 'every network is published to')
  const accountId = await givenAccount(world, brand.brandId, { network: read.composing.id })
  const refused = { fields: [{ path: 'accountIds.0', code: 'content.accountOnlyRead' }] }
  await assert.rejects(write('For nobody', { accountIds: [accountId] }), refused)
})
