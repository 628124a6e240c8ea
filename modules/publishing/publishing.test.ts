import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Running } from '../../kernel/module.ts'
import { withFreshAccount } from '../brand/index.ts'
import {
  eventually,
  givenAccounts,
  givenBrand,
  givenPublications,
  type PublishingWorld,
  publishingWorld,
} from './testing.ts'
import { type Behaviour, type Scripted, scriptedNetwork } from './testing-network.ts'
import { startWorker } from './worker.ts'

const hour = 3_600_000
const keyed = scriptedNetwork({ again: { way: 'same-key', forMs: hour }, id: 'keyed' })
const looking = scriptedNetwork({ again: { way: 'look-first' }, finds: 'surely', id: 'looking' })
const blind = scriptedNetwork({ again: { way: 'never' }, id: 'blind', removes: false })

let world: PublishingWorld
let brand: Awaited<ReturnType<typeof givenBrand>>
let worker: Running
before(async () => {
  world = await publishingWorld([keyed.network, looking.network, blind.network])
  brand = await givenBrand(world)
  worker = startWorker(world, { withAccount: (id, act) => withFreshAccount(world, id, act) })
})
after(async () => {
  await worker.stop()
  await world.close()
})

const stateOf = (id: string) =>
  world.db.selectFrom('publication').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const linesOf = (id: string) =>
  world.db.selectFrom('publicationLine').selectAll().where('publicationId', '=', id).orderBy('n').execute()

async function given(
  there: Scripted,
  text: string,
  behaviours: Behaviour[] = [],
  more: { inMs?: number; expiry?: { afterSeconds: number } } = {},
) {
  there.script.set(text, behaviours)
  const [accountId = ''] = await givenAccounts(world, brand.brandId, [{ network: there.network.composing.id }])
  const dueAt = new Date(Date.now() + (more.inMs ?? 0))
  const [id = ''] = await givenPublications(world, brand, [{ accountId, text, dueAt, expiry: more.expiry }])
  return { id, accountId, dueAt }
}
const standingAs = (there: Scripted, text: string) =>
  [...there.standing.values()].filter((one) => one.text === text).length
const until = (id: string, state: string) =>
  eventually(
    () => stateOf(id),
    (row) => row.state === state,
    20_000,
  )

describe('a publication', { concurrency: true, timeout: 60_000 }, () => {
  test('goes out once at its moment, and never before it', async () => {
    const { id, dueAt } = await given(keyed, 'on time', [], { inMs: 700 })
    const row = await until(id, 'published')
    const call = keyed.calls.find((one) => one.text === 'on time')
    assert.ok(call && call.at >= dueAt.getTime(), 'it was sent early')
    // How punctual it is on a machine at rest is a figure (bench/publish.punctuality); here, that nothing forgot it.
    assert.ok(call.at - dueAt.getTime() < 5_000, `it was sent ${call.at - dueAt.getTime()} ms late`)
    assert.equal(row.url, 'https://scripted.example/on%20time')
    assert.deepEqual(
      (await linesOf(id)).map((line) => [line.kind, line.outcome]),
      [
        ['attempt', 'done'],
        ['verdict', 'done'],
      ],
    )
  })

  test('whose answer was lost is sent again with the same key, and stands once', async () => {
    const { id } = await given(keyed, 'lost answer', ['lost', 'cut'])
    await until(id, 'published')
    assert.equal(standingAs(keyed, 'lost answer'), 1)
    assert.equal(new Set(keyed.calls.filter((one) => one.text === 'lost answer').map((one) => one.key)).size, 1)
  })

  test('whose answer was lost is looked for where the network can be asked, and not sent again', async () => {
    const { id } = await given(looking, 'found', ['lost'])
    await until(id, 'published')
    assert.equal(looking.calls.filter((one) => one.text === 'found').length, 1)
  })

  test('that surely never arrived is sent again', async () => {
    const { id } = await given(looking, 'absent', ['cut'])
    await until(id, 'published')
    assert.equal(standingAs(looking, 'absent'), 1)
    assert.equal(looking.calls.filter((one) => one.text === 'absent').length, 2)
  })

  test('whose fate nobody can tell is unknown, is never sent again, and a person is asked', async () => {
    const { id } = await given(blind, 'who knows', ['lost'])
    const row = await until(id, 'unknown')
    assert.equal(row.wakeAt, null)
    assert.equal(blind.calls.filter((one) => one.text === 'who knows').length, 1)
    const tasks = await world.db.selectFrom('handTask').selectAll().where('publicationId', '=', id).execute()
    assert.deepEqual(
      tasks.map((task) => task.kind),
      ['resolve-unknown'],
    )
    const verdict = (await linesOf(id)).at(-1)
    assert.equal(verdict?.kind, 'verdict')
    assert.ok(verdict?.evidence)
  })

  test('that the network refuses is rejected with the network’s own words', async () => {
    const { id } = await given(keyed, 'unwanted', ['refuse'])
    const row = await until(id, 'rejected')
    assert.equal(row.reason?.values?.why, 'this is not wanted here')
  })

  test('that met a network which was down or busy goes out later', async () => {
    const { id } = await given(blind, 'patient', ['down', 'slow', 'down'])
    await until(id, 'published')
    assert.equal(standingAs(blind, 'patient'), 1)
    assert.deepEqual(
      (await linesOf(id)).filter((line) => line.kind === 'attempt').map((line) => line.outcome),
      ['failed', 'failed', 'failed', 'done'],
    )
  })

  test('waits for its account to be connected again, and then goes out', async () => {
    const { id, accountId } = await given(keyed, 'revoked', ['expired'])
    await eventually(
      () => world.db.selectFrom('account').select('health').where('id', '=', accountId).executeTakeFirst(),
      (row) => row?.health === 'reconnect',
    )
    const tasks = await world.db.selectFrom('handTask').selectAll().where('accountId', '=', accountId).execute()
    assert.deepEqual(
      tasks.map((task) => task.kind),
      ['reconnect'],
    )
    await world.db.updateTable('account').set({ health: 'connected' }).where('id', '=', accountId).execute()
    await until(id, 'published')
  })

  test('removes itself when it expires', async () => {
    const { id } = await given(keyed, 'short lived', [], { expiry: { afterSeconds: 1 } })
    await until(id, 'removed')
    assert.equal(standingAs(keyed, 'short lived'), 0)
  })

  test('that cannot be removed becomes a task for a person when it expires', async () => {
    const { id } = await given(blind, 'by hand', [], { expiry: { afterSeconds: 1 } })
    await eventually(
      () => world.db.selectFrom('handTask').select('kind').where('publicationId', '=', id).executeTakeFirst(),
      (task) => task?.kind === 'remove-by-hand',
    )
    assert.equal((await stateOf(id)).state, 'published')
  })
})
