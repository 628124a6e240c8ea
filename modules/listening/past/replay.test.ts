import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inTransaction } from '../../../kernel/db/connect.ts'
import { type DeskWorld, deskWorld, givenBrand } from '../../brand/testing-desk.ts'
import type { Heard } from '../sources/heard.ts'
import { givenQuery, givenSource, saidPost } from '../testing-listening.ts'
import { pastPosts } from './past-posts.ts'
import { cancelReplay, runReplay, startReplay } from './replay.ts'
import { replayOf } from './replay-store.ts'
import { keepSegment, writeSegment } from './segments.ts'
import { tidyPast } from './tidy-past.ts'

let world: DeskWorld
before(async () => {
  world = await deskWorld()
})
after(() => world.close())

async function told(intakeKey: string, heard: Heard[]): Promise<void> {
  const segment = await writeSegment(world, { intakeKey, fromAt: world.clock.now(), heard })
  assert.ok(segment)
  await inTransaction(world.db, (tx) => keepSegment(tx, segment))
}

const said = (id: string, text: string, at = new Date('2026-11-20T10:00:00Z')): Heard => ({
  what: 'said',
  post: saidPost(id, text, { at }),
})

async function keysOf(brandId: string): Promise<string[]> {
  const keys: string[] = []
  const since = new Date(world.clock.now().getTime() - 3_600_000)
  for await (const { posts } of pastPosts(world, { brandId, since }, new AbortController().signal))
    keys.push(...posts.map(({ key }) => key))
  return keys
}

test('the past is read from the newest on, as it was left: once after an edit, not at all after a deletion', async () => {
  const { brandId } = await givenBrand(world)
  await givenSource(world, { brandId, key: 'tap past' })
  await told('tap past', [said('1', 'one'), said('2', 'two'), said('3', 'three')])
  await told('tap past', [
    { what: 'edited', post: saidPost('1', 'one anew') },
    { what: 'deleted', key: 'agora 2' },
    said('4', 'four'),
  ])
  assert.deepEqual(await keysOf(brandId), ['agora 4', 'agora 1', 'agora 3'])
  await told('tap past', [{ what: 'author-deleted', authorKey: 'agora ada' }])
  assert.deepEqual(await keysOf(brandId), [])
})

test('nobody reads what was told to an intake that their brand does not use', async () => {
  const [mine, theirs] = [await givenBrand(world), await givenBrand(world)]
  await givenSource(world, { brandId: theirs.brandId, key: 'tap theirs' })
  await told('tap theirs', [said('1', 'one')])
  assert.deepEqual(await keysOf(mine.brandId), [])
})

test('a query looks back over all that was told, with its samples and days, and keeps mentions once if it is saved', async () => {
  const { brandId, owner } = await givenBrand(world)
  await givenSource(world, { brandId, key: 'tap back' })
  await told('tap back', [said('a', 'espresso by night', new Date('2026-11-19T23:30:00Z')), said('b', 'nothing')])
  await told('tap back', [said('c', 'an espresso', new Date('2026-11-20T12:00:00Z'))])
  const looked = await startReplay(world, owner, brandId, { text: 'espresso', languages: [], days: 7, queryId: null })
  await runReplay(world, { replayId: looked, brandId })
  const replay = await replayOf(world.db, brandId, looked)
  assert.deepEqual([replay.state, replay.looked, replay.found], ['done', 3, 2])
  assert.deepEqual(replay.days, { '2026-11-20': 2 })
  assert.deepEqual(
    replay.samples.map(({ post }) => post.key),
    ['agora c', 'agora a'],
  )
  const mentions = () => world.db.selectFrom('mention').selectAll().where('brandId', '=', brandId).execute()
  assert.equal((await mentions()).length, 0)
  const { queryId } = await givenQuery(world, { brandId, text: 'espresso' })
  for (let n = 0; n < 2; n++) {
    const kept = await startReplay(world, owner, brandId, { text: 'espresso', languages: [], days: 7, queryId })
    await runReplay(world, { replayId: kept, brandId })
  }
  assert.deepEqual(
    (await mentions()).map(({ queries }) => queries),
    [[queryId], [queryId]],
  )
})

test('a look back that is cancelled stops and stays so', async () => {
  const { brandId, owner } = await givenBrand(world)
  await givenSource(world, { brandId, key: 'tap stop' })
  await told('tap stop', [said('z', 'espresso')])
  const id = await startReplay(world, owner, brandId, { text: 'espresso', languages: [], days: 7, queryId: null })
  await cancelReplay(world, brandId, id)
  await runReplay(world, { replayId: id, brandId })
  assert.deepEqual((await replayOf(world.db, brandId, id)).state, 'cancelled')
})

test('short files of a past hour become one that reads the same, and what is too old is forgotten with its file', async () => {
  const { brandId } = await givenBrand(world)
  await givenSource(world, { brandId, key: 'tap tidy' })
  for (let n = 0; n < 5; n++) await told('tap tidy', [said(`t${n}`, `tidy ${n}`), said(`u${n}`, 'more')])
  const before = await keysOf(brandId)
  const rows = () => world.db.selectFrom('listeningSegment').selectAll().where('intakeKey', '=', 'tap tidy').execute()
  world.clock.moveBy(3_700_000)
  await tidyPast(world)
  const joined = await rows()
  assert.equal(joined.length, 1)
  world.clock.moveBy(-3_700_000)
  assert.deepEqual(await keysOf(brandId), before)
  world.clock.moveBy(8 * 86_400_000)
  await tidyPast(world)
  assert.deepEqual(await rows(), [])
  await assert.rejects(world.files.size(joined[0]?.fileKey ?? ''))
  world.clock.moveBy(-8 * 86_400_000)
})
