import assert from 'node:assert/strict'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { findFfmpeg } from '../../kernel/media/ffmpeg.ts'
import { gifOf } from '../../kernel/media/testing.ts'
import { withFreshAccount } from '../brand/index.ts'
import { takeMedia, type Writer } from '../content/index.ts'
import { prepareWhatIsDueSoon } from './prepare-ahead.ts'
import {
  eventually,
  givenAccounts,
  givenBrand,
  givenPublications,
  type PublishingWorld,
  publishingWorld,
} from './testing.ts'
import { scriptedNetwork } from './testing-network.ts'
import { startWorker } from './worker.ts'

let world: PublishingWorld
before(async () => {
  const { network } = scriptedNetwork({ again: { way: 'never' } })
  const { composing } = network
  const video = { mimes: ['video/mp4'], maxBytes: 5_000_000, maxWidth: 64, reencode: true }
  const limits: typeof composing.limits = (facts) => {
    const own = composing.limits(facts)
    return { ...own, media: { ...own.media, perPart: 4, video } }
  }
  world = await publishingWorld([{ ...network, composing: { ...composing, limits } }])
  Object.assign(world, { ffmpeg: await findFfmpeg(process.env.RIALTO_FFMPEG) })
})
after(() => world.close())

test('a video is made to fit before its posts are due, once for all accounts, and not long before', async (context) => {
  if (!world.ffmpeg) return context.skip('this machine has no ffmpeg')
  const brand = await givenBrand(world)
  const accounts = await givenAccounts(world, brand.brandId, [{ network: 'scripted' }, { network: 'scripted' }])
  const fixture = new URL('../../kernel/media/fixtures/clip.mp4', import.meta.url).pathname
  const writer: Writer = { userId: brand.userId, workspaceId: brand.workspaceId }
  const clip = await takeMedia(world, writer, brand.brandId, { fileName: 'a.mp4', stream: createReadStream(fixture) })
  const hours = (count: number) => new Date(world.clock.now().getTime() + count * 3_600_000)
  const parts = [{ text: 'The roaster at work', media: [{ mediaId: clip.id }] }]
  const plan = (dueAt: Date) => accounts.map((accountId) => ({ accountId, text: 'x', dueAt, parts }))
  await givenPublications(world, brand, plan(hours(5)))
  await rememberUses(clip.id)
  assert.equal(await prepareWhatIsDueSoon(world), 0)
  world.clock.moveBy(3 * 3_600_000)
  assert.equal(await prepareWhatIsDueSoon(world), 1)
  const rows = await world.db.selectFrom('preparedFile').select(['state', 'mediaId']).execute()
  assert.deepEqual(rows, [{ state: 'ready', mediaId: clip.id }])
  assert.equal(await prepareWhatIsDueSoon(world), 0)
})

test('what this desk cannot make fit is not tried again and again: a person is told why', async () => {
  const brand = await givenBrand(world)
  const [accountId = ''] = await givenAccounts(world, brand.brandId, [{ network: 'scripted' }])
  const writer: Writer = { userId: brand.userId, workspaceId: brand.workspaceId }
  const gif = { fileName: 'steam.gif', stream: Readable.from([gifOf(3)]) }
  const { id: mediaId } = await takeMedia(world, writer, brand.brandId, gif)
  const { ffmpeg } = world
  Object.assign(world, { ffmpeg: undefined })
  const worker = startWorker(world, { withAccount: (id, act) => withFreshAccount(world, id, act), agreeing: false })
  try {
    const parts = [{ text: 'Steam', media: [{ mediaId }] }]
    const [id = ''] = await givenPublications(world, brand, [{ accountId, text: 'x', dueAt: world.clock.now(), parts }])
    const row = await eventually(
      () => world.db.selectFrom('publication').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
      (one) => one.state !== 'planned',
      20_000,
    )
    assert.deepEqual([row.state, row.reason?.code], ['rejected', 'media.needsFfmpeg'])
  } finally {
    await worker.stop()
    Object.assign(world, { ffmpeg })
  }
})

async function rememberUses(mediaId: string): Promise<void> {
  const posts = await world.db.selectFrom('post').select('id').execute()
  await world.db
    .insertInto('postMedia')
    .values(posts.map((post) => ({ postId: post.id, mediaId })))
    .execute()
}
