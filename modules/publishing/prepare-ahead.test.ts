import assert from 'node:assert/strict'
import { createReadStream } from 'node:fs'
import { after, before, test } from 'node:test'
import { findFfmpeg } from '../../kernel/media/ffmpeg.ts'
import { takeMedia, type Writer } from '../content/index.ts'
import { prepareWhatIsDueSoon } from './prepare-ahead.ts'
import { givenAccounts, givenBrand, givenPublications, type PublishingWorld, publishingWorld } from './testing.ts'
import { scriptedNetwork } from './testing-network.ts'

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

async function rememberUses(mediaId: string): Promise<void> {
  const posts = await world.db.selectFrom('post').select('id').execute()
  await world.db
    .insertInto('postMedia')
    .values(posts.map((post) => ({ postId: post.id, mediaId })))
    .execute()
}
