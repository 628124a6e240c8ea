import assert from 'node:assert/strict'
import { createReadStream } from 'node:fs'
import { readFile, rm, stat } from 'node:fs/promises'
import { after, before, type TestContext, test } from 'node:test'
import { NetworkFailure } from '../../kernel/failure.ts'
import { findFfmpeg } from '../../kernel/media/ffmpeg.ts'
import type { MediaRule, MediaUse } from '../../networks/compose.ts'
import { type DeskWorld, deskWorld, givenBrand, type TestBrand } from '../brand/testing-desk.ts'
import { measureMedia } from './measure-media.ts'
import { takeMedia } from './media.ts'
import { type Opening, openContent } from './open-content.ts'
import { publicationsFollow, publicationsOfPosts } from './ports.ts'
import type { MediaRow } from './post.ts'
import { preparedFile, preparedId, sweepPrepared } from './prepared-files.ts'
import { beganMaking, preparedRow } from './prepared-store.ts'
import { openedLink } from './public-links.ts'

let world: DeskWorld
let brand: TestBrand
let clip: MediaRow

before(async () => {
  world = await deskWorld()
  Object.assign(world, { ffmpeg: await findFfmpeg(process.env.RIALTO_FFMPEG) })
  brand = await givenBrand(world)
  publicationsOfPosts.provide(async () => new Map())
  publicationsFollow.provide(async () => {})
  const fixture = new URL('../../kernel/media/fixtures/clip.mp4', import.meta.url).pathname
  const stream = createReadStream(fixture)
  clip = await takeMedia(world, brand.owner, brand.brandId, { fileName: 'clip.mp4', stream })
})
after(() => world.close())

const use = (more: Partial<MediaUse> = {}): MediaUse => ({
  ...{ id: clip.id, kind: 'video', mime: clip.mime, bytes: Number(clip.bytes), width: 128, height: 72 },
  ...{ durationMs: clip.durationMs ?? 0, fileName: clip.fileName, ...more },
})
const rule = (more: Partial<MediaRule> = {}): MediaRule => ({
  ...{ mimes: ['video/mp4'], codecs: ['h264'], maxBytes: 10_000_000, maxWidth: 64, reencode: true, ...more },
})
const opening = (more: Partial<Opening> = {}): Opening => ({
  ...{ brandId: brand.brandId, scratch: world.config.dataDir, practice: false, ...more },
})
const origin = () => ({ ...opening(), path: world.files.path(clip.fileKey) })
const withoutFfmpeg = (context: TestContext) => {
  if (!world.ffmpeg) context.skip('this machine has no ffmpeg')
  return !world.ffmpeg
}

test('a video tells what it is made of, also one that came before that was asked', async () => {
  assert.deepEqual([clip.codec, clip.hasAudio, Number(clip.bitRate) > 1_000], ['h264', true, true])
  await world.db.updateTable('media').set({ codec: null, bitRate: null }).where('id', '=', clip.id).execute()
  assert.equal(await measureMedia(world), 1)
  const row = await world.db.selectFrom('media').selectAll().where('id', '=', clip.id).executeTakeFirstOrThrow()
  assert.deepEqual([row.codec, row.bitRate], ['h264', clip.bitRate])
  assert.equal(await measureMedia(world), 0)
})

test('twenty accounts that need the same of a video have it made once', async (context) => {
  if (withoutFfmpeg(context)) return
  const all = await Promise.all(Array.from({ length: 20 }, () => preparedFile(world, origin(), use(), rule())))
  assert.equal(new Set(all.map((one) => one.path)).size, 1)
  assert.deepEqual([all[0]?.facts.width, all[0]?.facts.height], [64, 36])
  const { ctimeMs } = await stat(all[0]?.path ?? '')
  const later = await preparedFile(world, origin(), use(), rule())
  assert.equal((await stat(later.path)).ctimeMs, ctimeMs)
  assert.deepEqual({ ...later.facts, crop: undefined }, { ...all[0]?.facts, crop: undefined })
})

test('a file whose bytes are gone is made again', async (context) => {
  if (withoutFfmpeg(context)) return
  const wanted = rule({ maxWidth: 56 })
  const first = await preparedFile(world, origin(), use(), wanted)
  await rm(first.path)
  const second = await preparedFile(world, origin(), use(), wanted)
  assert.ok((await stat(second.path)).size > 0 && second.path !== first.path)
})

test('another crop or another rule is another file', () => {
  const ids = [
    preparedId(use(), rule()),
    preparedId(use({ crop: { x: 0, y: 0, width: 0.5, height: 1 } }), rule()),
    preparedId(use({ focus: { x: 0.2, y: 0 } }), rule()),
    preparedId(use(), rule({ maxFrameRate: 24 })),
    preparedId(use(), rule({ ratio: { min: 0.8, max: 1 } })),
  ]
  assert.equal(new Set(ids).size, ids.length)
  assert.equal(preparedId(use({ alt: 'A cup' }), rule()), ids[0])
})

test('what another process makes is waited for, and taken over when that one died', async (context) => {
  if (withoutFfmpeg(context)) return
  const wanted = rule({ maxWidth: 48 })
  const id = preparedId(use(), wanted)
  const now = world.clock.now()
  const begun = { id, brandId: brand.brandId, mediaId: clip.id, now, keptUntil: now, abandonedBefore: now }
  assert.ok(await beganMaking(world.db, begun))
  assert.ok(!(await beganMaking(world.db, { ...begun, abandonedBefore: new Date(now.getTime() - 1) })))
  const waiting = preparedFile(world, origin(), use(), wanted)
  world.clock.moveBy(60_000)
  assert.equal((await waiting).facts.width, 48)
})

test('when nobody waits for it any more, the making ends and is no failure of the file', async (context) => {
  if (withoutFfmpeg(context)) return
  const stop = new AbortController()
  const wanted = rule({ maxWidth: 32 })
  const made = preparedFile(world, origin(), use(), wanted, stop.signal)
  stop.abort(new Error('the post is off'))
  await assert.rejects(made, /the post is off/)
  assert.equal((await preparedFile(world, origin(), use(), wanted)).facts.width, 32)
})

test('what cannot be made to fit is a no to the publication, with its reason in our own words', async () => {
  const content = { parts: [{ text: 'x', media: [use()] }], options: {} }
  const opened = await openContent(world, content, opening())
  const short = rule({ maxDurationMs: 200 })
  await assert.rejects(
    async () => opened.parts[0]?.media[0]?.fit(short),
    (error) => error instanceof NetworkFailure && error.kind === 'rejected' && /2 seconds/.test(error.message),
  )
  const row = await preparedRow(world.db, preparedId(use(), short))
  assert.deepEqual([row?.state, row?.problem?.code], ['failed', 'media.longerThanTaken'])
})

test('a file chosen by a setting of the network is opened beside the parts', async () => {
  const content = { parts: [{ text: 'x', media: [] }], options: { cover: clip.id, board: 'b1' } }
  const { files } = await openContent(world, content, opening())
  assert.deepEqual(Object.keys(files ?? {}), ['cover'])
  assert.equal((await files?.cover?.bytesNow())?.length, Number(clip.bytes))
})

test('an address for networks is given only where one could come: for practice, or at a public desk', async () => {
  const content = { parts: [{ text: 'x', media: [use()] }], options: {} }
  const file = async (more: Partial<Opening> = {}) =>
    (await openContent(world, content, opening(more))).parts[0]?.media[0]
  await assert.rejects(
    async () => (await file())?.publicUrl(),
    (error) => error instanceof NetworkFailure && error.kind === 'rejected' && /no public https/.test(error.message),
  )
  const url = (await (await file({ practice: true }))?.publicUrl()) ?? ''
  assert.match(url, /^http:\/\/127\.0\.0\.1:4400\/media\/public\/[\w-]+\.mp4$/)
  const linked = openedLink(world, url.split('/').at(-1) ?? '')
  assert.deepEqual([linked.key, linked.mime], [clip.fileKey, 'video/mp4'])
  const { config } = world
  world.config = { ...config, publicUrl: 'https://desk.example.com', port: 4477 }
  assert.match((await (await file())?.publicUrl()) ?? '', /^https:\/\/desk\.example\.com\/media\/public\//)
  assert.match((await (await file({ practice: true }))?.publicUrl()) ?? '', /^http:\/\/127\.0\.0\.1:4477\//)
  world.config = config
})

test('a link ends after six hours, and one that was altered never began', async () => {
  const content = { parts: [{ text: 'x', media: [use()] }], options: {} }
  const opened = await openContent(world, content, opening({ practice: true }))
  const link = ((await opened.parts[0]?.media[0]?.publicUrl()) ?? '').split('/').at(-1) ?? ''
  const other = Buffer.from(JSON.stringify({ ...openedLink(world, link), key: '0'.repeat(32) })).toString('base64url')
  const forged = `${other}-${link.slice(-68)}`
  for (const wrong of [forged, link.slice(1), '', 'hello', other])
    assert.throws(() => openedLink(world, wrong), /notFound/)
  world.clock.moveBy(6 * 3_600_000 + 1_000)
  assert.throws(() => openedLink(world, link), /notFound/)
})

test('what nobody asks for any more leaves the disk, what a link leads to stays until its end', async (context) => {
  if (withoutFfmpeg(context)) return
  const content = { parts: [{ text: 'x', media: [use()] }], options: {} }
  const opened = await openContent(world, content, opening({ practice: true }))
  const made = await opened.parts[0]?.media[0]?.fit(rule({ maxWidth: 40 }))
  const row = await preparedRow(world.db, preparedId(use(), rule({ maxWidth: 40 })))
  world.clock.moveBy(3 * 86_400_000 - 3_600_000)
  const link = ((await made?.publicUrl()) ?? '').split('/').at(-1) ?? ''
  world.clock.moveBy(2 * 3_600_000)
  await sweepPrepared(world)
  assert.equal((await readFile(world.files.path(openedLink(world, link).key))).length, made?.bytes)
  world.clock.moveBy(86_400_000)
  assert.ok((await sweepPrepared(world)) > 0)
  await assert.rejects(stat(world.files.path(row?.fileKey ?? '')))
})
