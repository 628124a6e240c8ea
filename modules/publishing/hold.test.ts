import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { inTransaction } from '../../kernel/db/connect.ts'
import { Refusal } from '../../kernel/failure.ts'
import { wallAt } from '../../kernel/wall-time.ts'
import { againOnDeadlock } from './again-on-deadlock.ts'
import { heldBy } from './held.ts'
import { decideHeld, endHold, type HeldDecision, holdPosts } from './hold.ts'
import { schedulePosts } from './schedule-post.ts'
import { cancelPublication, movePublication } from './steer-publication.ts'
import { publicationRow } from './store.ts'
import { eventually, givenAccounts, givenBrand, givenPost, givenPublications } from './testing.ts'
import { type ScriptedBrand, scriptedBrand } from './testing-scripted.ts'

let world: ScriptedBrand['world']
let there: ScriptedBrand['there']
let brand: ScriptedBrand['brand']
let begin: ScriptedBrand['begin']
beforeEach(async () => {
  ;({ world, there, brand, begin } = await scriptedBrand())
})
afterEach(() => world.close())

const ofBrand = () => ({ brandId: brand.brandId, by: { name: 'Portia', userId: brand.userId }, at: new Date() })
const hold = () =>
  againOnDeadlock(() => inTransaction(world.db, (tx) => holdPosts(tx, { ...ofBrand(), reason: 'A recall' })))
const decide = (decisions: HeldDecision[]) =>
  inTransaction(world.db, (tx) => decideHeld(tx, { ...ofBrand(), decisions }))
const end = () => inTransaction(world.db, (tx) => endHold(tx, brand.brandId, new Date()))
const rowOf = (id = '') => publicationRow(world.db, brand.brandId, id)
const inAnHour = () => new Date(Date.now() + 3_600_000)

async function given(texts: string[], dueAt: (n: number) => Date, accounts = 1, of = brand) {
  const wanted = Array.from({ length: accounts }, () => ({ network: 'scripted' }))
  const ids = await givenAccounts(world, of.brandId, wanted)
  const rows = texts.map((text, n) => ({ accountId: ids[n % accounts] ?? '', text, dueAt: dueAt(n) }))
  return givenPublications(world, of, rows)
}

test('from the moment a pause is acknowledged nothing is begun, and what a network was told of comes to its end', {
  timeout: 60_000,
}, async () => {
  there.during = () => pause(15)
  const texts = Array.from({ length: 240 }, (_, n) => `post ${n}`)
  const due = Date.now() + 300
  await given(texts, (n) => new Date(due + n * 4), 12)
  const workers = [begin(), begin()]
  await eventually(
    async () => there.calls.length,
    (calls) => calls > 30,
  )
  const { id, publicationIds } = await hold()
  const acknowledged = Date.now()
  await pause(1_500)
  await Promise.all(workers.map((worker) => worker.stop()))
  const rows = await world.db.selectFrom('publication').selectAll().execute()
  const out = rows.filter((row) => row.state === 'published')
  const kept = rows.filter((row) => row.heldBy === id)
  assert.equal(out.length + kept.length, texts.length, 'each is either out or held')
  assert.deepEqual(new Set(kept.map((row) => row.id)), new Set(publicationIds))
  assert.ok(kept.length > 0 && out.length > 30)
  assert.equal(there.calls.length, out.length, 'nothing that is held was sent')
  const attempts = await world.db.selectFrom('publicationLine').selectAll().where('kind', '=', 'attempt').execute()
  assert.deepEqual(
    attempts.filter((line) => line.at.getTime() > acknowledged),
    [],
  )
  assert.deepEqual((await heldBy(world.db, id)).map((one) => one.id).sort(), [...publicationIds].sort())
})

test('what is scheduled, or planned anew, while a pause stands is held as well', async () => {
  const [planned] = await given(['planned'], inAnHour)
  const { id } = await hold()
  await movePublication(world, { name: 'Portia' }, brand.brandId, planned ?? '', {
    wall: wallAt(new Date(Date.now() + 120_000), 'Europe/Rome'),
    zone: 'Europe/Rome',
  })
  const { accountId } = await rowOf(planned)
  const postId = await givenPost(world, brand, 'a new one', [accountId])
  const plan = { wall: wallAt(inAnHour(), 'Europe/Rome'), zone: 'Europe/Rome' }
  const { publicationIds } = await schedulePosts(world, { name: 'Portia', userId: brand.userId }, brand.brandId, [
    { postId, plan },
  ])
  for (const one of [planned, ...publicationIds]) {
    const { heldBy, wakeAt } = await rowOf(one)
    assert.deepEqual([heldBy, wakeAt], [id, null])
  }
  assert.equal((await heldBy(world.db, id)).length, 2)
})

test('nothing that many plan while a pause begins slips by it', { timeout: 60_000 }, async () => {
  const [accountId = ''] = await givenAccounts(world, brand.brandId, [{ network: 'scripted' }])
  const plan = { wall: wallAt(inAnHour(), 'Europe/Rome'), zone: 'Europe/Rome' }
  const posts = await Promise.all(
    Array.from({ length: 12 }, (_, n) => givenPost(world, brand, `post ${n}`, [accountId])),
  )
  const by = { name: 'Portia', userId: brand.userId }
  const planning = posts.map((postId) => schedulePosts(world, by, brand.brandId, [{ postId, plan }]))
  const [{ id }] = await Promise.all([hold(), ...planning])
  const rows = await world.db.selectFrom('publication').selectAll().execute()
  assert.deepEqual(
    rows.map((row) => row.heldBy),
    posts.map(() => id),
  )
})

test('a pause ends by a decision on each: some go on, some move, some are drafts again', async () => {
  const [on = '', late = '', other = '', taken = ''] = await given(['on', 'late', 'other', 'taken'], inAnHour)
  const before = await rowOf(on)
  await hold()
  const passed = new Date(Date.now() - 60_000)
  await world.db.updateTable('publication').set({ dueAt: passed }).where('id', '=', late).execute()
  await assert.rejects(end(), (error) => error instanceof Refusal && error.code === 'publishing.stillHeld')
  const wall = wallAt(new Date(Date.now() + 7_200_000), 'Europe/Rome')
  await decide([
    { publicationId: on, do: 'go' },
    { publicationId: late, do: 'go' },
    { publicationId: other, do: 'move', wall, zone: 'Europe/Rome' },
    { publicationId: taken, do: 'cancel' },
  ])
  await end()
  const [first, second, third, fourth] = await Promise.all([on, late, other, taken].map(rowOf))
  assert.deepEqual([first?.wakeAt, first?.wall], [before.dueAt, before.wall])
  assert.ok(second?.wakeAt && second.wakeAt > passed && second.wakeAt.getTime() <= Date.now())
  assert.equal(third?.wall, wall)
  assert.deepEqual([fourth?.state, fourth?.heldBy], ['cancelled', null])
})

test('what is taken from the plan while it is held needs no decision', async () => {
  const [one = ''] = await given(['one'], inAnHour)
  const { id } = await hold()
  await cancelPublication(world, { name: 'Portia' }, brand.brandId, one)
  await end()
  const [kept] = await heldBy(world.db, id)
  assert.deepEqual([kept?.state, kept?.held, kept?.decision], ['cancelled', false, null])
})

test('a pause of one brand holds nothing of another, and decides nothing there', async () => {
  const other = await givenBrand(world)
  const [theirs = ''] = await given(['theirs'], inAnHour, 1, other)
  const [ours = ''] = await given(['ours'], inAnHour)
  await hold()
  assert.equal((await publicationRow(world.db, other.brandId, theirs)).heldBy, null)
  await assert.rejects(decide([{ publicationId: theirs, do: 'cancel' }]), Refusal)
  assert.notEqual((await rowOf(ours)).heldBy, null)
  await assert.rejects(hold(), (error) => error instanceof Refusal && error.code === 'publishing.alreadyHeld')
})
