import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { Refusal } from '../../kernel/failure.ts'
import { cancelPublication } from './steer-publication.ts'
import { publicationRow } from './store.ts'
import { eventually, givenAccounts, givenPublications } from './testing.ts'
import { type ScriptedBrand, scriptedBrand } from './testing-scripted.ts'

let world: ScriptedBrand['world']
let there: ScriptedBrand['there']
let brand: ScriptedBrand['brand']
let begin: ScriptedBrand['begin']
beforeEach(async () => {
  ;({ world, there, brand, begin } = await scriptedBrand())
})
afterEach(() => world.close())

const due = async (texts: string[], accounts = texts.length, dueAt = new Date()) => {
  const ids = await givenAccounts(
    world,
    brand.brandId,
    Array.from({ length: accounts }, () => ({ network: 'scripted' })),
  )
  const wanted = texts.map((text, n) => ({
    accountId: ids[n % accounts] ?? '',
    text,
    dueAt: new Date(dueAt.getTime() + n),
  }))
  return givenPublications(world, brand, wanted)
}
const stateOf = async (id = '') => (await publicationRow(world.db, brand.brandId, id)).state
const leftToDo = () => world.db.selectFrom('publication').select('id').where('state', '<>', 'published').execute()

test('a worker that is stopped lets what is under way come to its end, and begins nothing more', async () => {
  const [first, second] = await due(['under way', 'behind it'], 1)
  there.during = () => pause(400)
  const worker = begin()
  await eventually(
    async () => there.calls.length,
    (calls) => calls === 1,
  )
  await worker.stop()
  assert.equal(await stateOf(first), 'published')
  assert.equal(await stateOf(second), 'planned')
})

test('two workers share what is due, and send nothing twice', async () => {
  const texts = Array.from({ length: 300 }, (_, n) => `post ${n}`)
  await due(texts, 60)
  const workers = [begin(), begin()]
  await eventually(leftToDo, (left) => left.length === 0)
  await Promise.all(workers.map((worker) => worker.stop()))
  assert.equal(there.calls.length, 300)
  assert.equal(new Set(there.calls.map((one) => one.text)).size, 300)
})

test('on one account publications go out one after another, in the order of their moments', async () => {
  let atOnce = 0
  let most = 0
  there.during = async () => {
    atOnce += 1
    most = Math.max(most, atOnce)
    await pause(20)
    atOnce -= 1
  }
  await due(['a', 'b', 'c', 'd', 'e'], 1)
  const worker = begin()
  await eventually(leftToDo, (left) => left.length === 0)
  await worker.stop()
  assert.equal(most, 1)
  assert.deepEqual(
    there.calls.map((one) => one.text),
    ['a', 'b', 'c', 'd', 'e'],
  )
})

test('an account whose network does not answer delays nobody else', async () => {
  await due(['stuck', ...Array.from({ length: 50 }, (_, n) => `free ${n}`)])
  there.during = ({ text }) => (text === 'stuck' ? pause(1_500) : Promise.resolve())
  const worker = begin()
  await eventually(leftToDo, (left) => left.length === 1, 1_400)
  await worker.stop()
})

test('when a person cancels while it is being sent, they are told that it is too late', async () => {
  const [id = ''] = await due(['on its way'])
  there.during = () => pause(300)
  const worker = begin()
  await eventually(
    async () => there.calls.length,
    (calls) => calls === 1,
  )
  await assert.rejects(
    cancelPublication(world, { name: 'Portia' }, brand.brandId, id),
    (error) => error instanceof Refusal && error.code === 'publishing.tooLate',
  )
  await worker.stop()
  assert.equal(await stateOf(id), 'published')
})

test('a worker whose clock runs ahead still publishes nothing early', async () => {
  const dueAt = new Date(Date.now() + 900)
  await due(['patience'], 1, dueAt)
  world.clock.moveBy(3_600_000)
  const worker = begin()
  await eventually(leftToDo, (left) => left.length === 0)
  await worker.stop()
  assert.ok((there.calls[0]?.at ?? 0) >= dueAt.getTime())
})

test('after an outage a brand that wants to be asked is asked, and nothing goes out by itself', async () => {
  await world.db.updateTable('brand').set({ missed: 'ask', missedAfterMinutes: 30 }).execute()
  const [id] = await due(['yesterday’s news'], 1, new Date(Date.now() - 31 * 60_000))
  const worker = begin()
  await eventually(
    () => stateOf(id),
    (state) => state === 'missed',
  )
  await worker.stop()
  assert.equal(there.calls.length, 0)
  const notices = await world.db.selectFrom('notice').select('messageKey').execute()
  assert.deepEqual(
    notices.map((one) => one.messageKey),
    ['publishing.ask.missed'],
  )
})
