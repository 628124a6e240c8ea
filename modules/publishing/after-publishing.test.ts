import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Running } from '../../kernel/module.ts'
import { withFreshAccount } from '../brand/index.ts'
import { wordsIn } from '../team/index.ts'
import { handTasks, taskDone } from './hand-tasks.ts'
import { editPublication, removePublication } from './steer-publication.ts'
import {
  eventually,
  givenAccounts,
  givenBrand,
  givenPublications,
  type PublishingWorld,
  publishingWorld,
} from './testing.ts'
import { type Scripted, scriptedNetwork } from './testing-network.ts'
import { startWorker } from './worker.ts'

const able = scriptedNetwork({ again: { way: 'never' }, id: 'able', edits: true })
const unable = scriptedNetwork({ again: { way: 'never' }, id: 'unable', removes: false })
const by = { name: 'Portia' }

let world: PublishingWorld
let brand: Awaited<ReturnType<typeof givenBrand>>
let worker: Running
before(async () => {
  world = await publishingWorld([able.network, unable.network])
  brand = await givenBrand(world)
  worker = startWorker(world, { withAccount: (id, act) => withFreshAccount(world, id, act) })
})
after(async () => {
  await worker.stop()
  await world.close()
})

const rowOf = (id: string) =>
  world.db.selectFrom('publication').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const settled = (id: string) =>
  eventually(
    () => rowOf(id),
    (row) => row.state === 'published' && row.work === null,
    20_000,
  )
const texts = (there: Scripted) => [...there.standing.values()].map((one) => one.text)
const saysNow = (id: string, body: object) =>
  world.db
    .updateTable('post')
    .set({ body: JSON.stringify(body) })
    .where('id', '=', (is) => is.selectFrom('publication').select('postId').where('id', '=', id))
    .execute()

type More = { firstComment?: string; pin?: boolean; expiry?: { afterSeconds: number } }

async function given(there: Scripted, text: string, { pin = false, expiry, ...more }: More = {}) {
  const [accountId = ''] = await givenAccounts(world, brand.brandId, [{ network: there.network.composing.id }])
  // Written whole before it falls due.
  const [id = ''] = await givenPublications(world, brand, [
    { accountId, text, dueAt: new Date(Date.now() + 3_600_000), expiry },
  ])
  await saysNow(id, { parts: [{ text, media: [] }], ...more })
  const { postId } = await rowOf(id)
  const variants = JSON.stringify([{ accountId, options: { pin } }])
  await world.db.updateTable('post').set({ variants }).where('id', '=', postId).execute()
  await world.db
    .updateTable('publication')
    .set({ dueAt: new Date(), wakeAt: new Date() })
    .where('id', '=', id)
    .execute()
  return id
}

describe('a published post', { concurrency: true, timeout: 60_000 }, () => {
  test('is taken down when a person asks for it', async () => {
    const id = await given(able, 'wrong price')
    await settled(id)
    await removePublication(world, by, brand.brandId, id)
    const row = await eventually(
      () => rowOf(id),
      (seen) => seen.state === 'removed',
    )
    assert.ok(row.removedAt)
    assert.ok(!texts(able).includes('wrong price'))
  })

  test('is brought to what the post says now, also when the network is away at first', async () => {
    const id = await given(able, 'tpyo')
    await settled(id)
    await saysNow(id, { parts: [{ text: 'typo', media: [] }] })
    able.script.set('typo', ['down'])
    await editPublication(world, by, brand.brandId, id)
    await settled(id)
    assert.ok(texts(able).includes('typo') && !texts(able).includes('tpyo'))
    assert.equal((await rowOf(id)).reason, null)
  })

  test('that cannot be removed is on the list of a person, and removed once they ticked it off', async () => {
    const id = await given(unable, 'till Friday', { expiry: { afterSeconds: 1 } })
    const tasks = () => handTasks(world, brand.brandId, { limit: 50 }, wordsIn('en'))
    const { items } = await eventually(tasks, (page) => page.items.some((one) => one.publicationId === id))
    const task = items.find((one) => one.publicationId === id)
    const { postId } = await rowOf(id)
    assert.equal(task?.href, `/brands/${brand.brandId}/posts/${postId}`)
    await taskDone(world, { ...by, userId: brand.userId }, brand.brandId, task?.id ?? '')
    assert.equal((await rowOf(id)).state, 'removed')
    assert.ok(!(await tasks()).items.some((one) => one.publicationId === id))
  })

  test('stays published when its first comment is refused, says so, and is pinned all the same', async () => {
    able.script.set('and a comment', ['refuse'])
    const id = await given(able, 'with a comment', { firstComment: 'and a comment', pin: true })
    const row = await settled(id)
    assert.deepEqual(row.incomplete, ['comment'])
    assert.equal(row.reason?.code, 'publishing.failed.comment')
    assert.ok(texts(able).includes('with a comment') && !texts(able).includes('and a comment'))
    assert.ok(row.done.pin, 'it is not pinned')
    await saysNow(id, { parts: [{ text: 'with a comment, later', media: [] }] })
    await editPublication(world, by, brand.brandId, id)
    await eventually(
      async () => texts(able),
      (seen) => seen.includes('with a comment, later'),
    )
    assert.equal((await settled(id)).reason?.code, 'publishing.failed.comment')
  })
})
