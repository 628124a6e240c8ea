import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { Refusal } from '../../kernel/failure.ts'
import type { OptionField } from '../../networks/compose.ts'
import { type DeskWorld, deskWorld, givenAccount, givenBrand, type TestBrand } from '../brand/testing-desk.ts'
import { wordsIn } from '../team/index.ts'
import { binPost, restorePost } from './bin-post.ts'
import { findingsOf, lostOptions } from './check-post.ts'
import { fetchCard } from './fetch-card.ts'
import { plainName, removeMedia, restoreMedia, sweepMedia, takeMedia } from './media.ts'
import { openContent } from './open-content.ts'
import { publicationsFollow, publicationsOfPosts } from './ports.ts'
import { presentPost } from './present.ts'
import { mediaOf, mediaToShow } from './store.ts'
import { changePost, makePost } from './write-post.ts'

let world: DeskWorld
let brand: TestBrand
let aNetwork = ''
const allowed: string[] = []
/** Origins of this machine that stand for the public internet here. */
const pages: string[] = []

before(async () => {
  world = await deskWorld({ allowOrigins: () => [...allowed, ...pages] })
  const { http } = world
  const isPage = (url: string) => pages.includes(URL.parse(url)?.origin ?? '')
  world.http = (request) => http(isPage(request.url) ? { ...request, publicOnly: false } : request)
  brand = await givenBrand(world)
  aNetwork = world.networks.all[0]?.composing.id ?? ''
  publicationsOfPosts.provide(async () => new Map())
  publicationsFollow.provide(async () => {})
})
after(() => world.close())

const picture = (color: string) =>
  sharp({ create: { width: 1200, height: 900, channels: 3, background: color } })
    .jpeg()
    .toBuffer()
const take = (bytes: Buffer, fileName = 'picture.jpg') =>
  takeMedia(world, brand.owner, brand.brandId, { fileName, stream: Readable.from([bytes]) })
const code = (wanted: string) => (error: unknown) =>
  error instanceof Refusal && [error.code, ...error.fields.map((field) => field.code)].includes(wanted)
const storedFiles = async () =>
  (await readdir(join(world.config.dataDir, 'files'), { recursive: true })).filter((name) => /[0-9a-f]{32}$/.test(name))

test('a picture is measured by its content and gets a thumbnail', async () => {
  const row = await take(await picture('#885522'))
  assert.deepEqual([row.kind, row.mime, row.width, row.height], ['image', 'image/jpeg', 1200, 900])
  assert.ok(row.thumbnailKey)
})

test('the same file twice is one file of the library', async () => {
  const bytes = await picture('#112233')
  assert.equal((await take(bytes)).id, (await take(bytes, 'again.jpg')).id)
})

test('a renamed program is refused and leaves nothing on the disk', async () => {
  const files = (await storedFiles()).length
  const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(4096, 7)])
  await assert.rejects(
    take(program, 'holiday.jpg'),
    (error) => error instanceof Refusal && error.code.startsWith('media.'),
  )
  assert.equal((await storedFiles()).length, files)
})

test('an upload that breaks off leaves nothing on the disk', async () => {
  const files = (await storedFiles()).length
  const broken = Readable.from(
    (async function* () {
      yield Buffer.alloc(1000, 1)
      throw new Error('the connection broke')
    })(),
  )
  await assert.rejects(
    takeMedia(world, brand.owner, brand.brandId, { fileName: 'x.jpg', stream: broken }),
    /connection broke/,
  )
  assert.equal((await storedFiles()).length, files)
})

test('a name is only a name: no folders, no control signs, no turned direction', () => {
  assert.equal(plainName('../../etc/passwd'), 'passwd')
  assert.equal(plainName('C:\\photos\\зима.jpg'), 'зима.jpg')
  assert.equal(plainName('evil\u202egpj.exe'), 'evilgpj.exe')
  assert.equal(plainName('///'), 'file')
})

test('a used file is not removed, an unused one goes and its bytes follow a week later', async () => {
  const row = await take(await picture('#00ff00'))
  const post = await makePost(world, brand.owner, brand.brandId, {
    body: { parts: [{ text: 'x', media: [{ mediaId: row.id }] }] },
  })
  await assert.rejects(removeMedia(world, brand.owner, brand.brandId, row.id), code('content.mediaUsed'))
  await changePost(world, brand.owner, brand.brandId, post.id, {
    version: 1,
    changes: { body: { parts: [{ text: 'x', media: [] }] } },
  })
  await removeMedia(world, brand.owner, brand.brandId, row.id)
  assert.equal(
    (await mediaOf(world.db, { brandId: brand.brandId, limit: 50 })).some((one) => one.id === row.id),
    false,
  )
  await restoreMedia(world, brand.owner, brand.brandId, row.id)
  assert.ok((await mediaOf(world.db, { brandId: brand.brandId, limit: 50 })).some((one) => one.id === row.id))
  await removeMedia(world, brand.owner, brand.brandId, row.id)
  assert.equal(await sweepMedia(world), 0)
  world.clock.moveBy(8 * 86_400_000)
  const files = (await storedFiles()).length
  assert.equal(await sweepMedia(world), 1)
  assert.equal((await storedFiles()).length, files - 2)
})

test('a file removed from the library is put into no post, and is still seen in those that went out with it', async () => {
  const file = await take(await picture('teal'), 'teal.jpg')
  const { brandId, owner } = brand
  const body = { parts: [{ text: 'Teal', media: [{ mediaId: file.id }] }] }
  const accountIds = [await givenAccount(world, brandId, { network: aNetwork })]
  const post = await makePost(world, owner, brandId, { body, accountIds })
  await binPost(world, owner, brandId, post.id)
  await removeMedia(world, owner, brandId, file.id)
  await assert.rejects(makePost(world, owner, brandId, { body }), code('content.mediaUnknown'))
  const lost = async () => (await findingsOf(world, post)).some((finding) => finding.code === 'content.mediaGone')
  assert.ok(await lost())
  assert.deepEqual(
    (await presentPost(world, post, wordsIn('en'))).media.map((one) => one.id),
    [file.id],
  )
  assert.equal((await mediaToShow(world.db, brandId, file.id)).id, file.id)
  await restorePost(world, owner, brandId, post.id)
  const changes = { body: { parts: [{ text: 'Teal, again', media: [{ mediaId: file.id }] }] } }
  assert.equal((await changePost(world, owner, brandId, post.id, { version: 1, changes })).row.version, 2)
  await restoreMedia(world, owner, brandId, file.id)
  assert.ok(!(await lost()))
})

test('a file that is removed while a post with it is being written stays, or the post is told', async () => {
  const { brandId, owner } = brand
  for (const color of ['red', 'orange', 'yellow', 'green', 'blue', 'purple']) {
    const file = await take(await picture(color), `${color}.jpg`)
    const body = { parts: [{ text: color, media: [{ mediaId: file.id }] }] }
    const both = [makePost(world, owner, brandId, { body }), removeMedia(world, owner, brandId, file.id)]
    const ended = await Promise.allSettled<unknown>(both)
    assert.deepEqual(ended.map((one) => one.status).sort(), ['fulfilled', 'rejected'], color)
  }
})

test('a file nobody holds is not shown once it is removed', async () => {
  const file = await take(await picture('olive'), 'olive.jpg')
  await removeMedia(world, brand.owner, brand.brandId, file.id)
  await assert.rejects(mediaToShow(world.db, brand.brandId, file.id), code('content.mediaNotFound'))
})

test('the library is searched by name, description and tag', async () => {
  const row = await take(await picture('#0a0b0c'), 'Вътрешен двор.jpg')
  await world.db
    .updateTable('media')
    .set({ alt: 'Синя врата', tags: ['Пловдив'] })
    .where('id', '=', row.id)
    .execute()
  for (const words of ['двор', 'врата', 'пловдив'])
    assert.deepEqual(
      (await mediaOf(world.db, { brandId: brand.brandId, words, limit: 5 })).map((one) => one.id),
      [row.id],
      words,
    )
})

test('a file that a setting of a network chose counts as used, and a value that only looks like one is let be', async () => {
  const cover = await take(await picture('#123456'), 'cover.jpg')
  const accountId = await givenAccount(world, brand.brandId, { network: aNetwork })
  const board = '01900000-0000-7000-8000-000000000bad'
  const variants = [{ accountId, options: { cover: cover.id, board } }]
  const body = { parts: [{ text: 'With a cover', media: [] }] }
  const post = await makePost(world, brand.owner, brand.brandId, { body, variants, accountIds: [accountId] })
  await assert.rejects(removeMedia(world, brand.owner, brand.brandId, cover.id), code('content.mediaUsed'))
  const none = [{ accountId, options: { board } }]
  await changePost(world, brand.owner, brand.brandId, post.id, { version: 1, changes: { variants: none } })
  await removeMedia(world, brand.owner, brand.brandId, cover.id)
})

test('a setting that names a file the library does not have, or of another kind, is told at its field', () => {
  const { composing } = world.networks.get(aNetwork)
  const options: OptionField[] = [{ key: 'cover', label: 'l', kind: 'media', of: ['image'], default: '' }]
  const told = (cover: string) =>
    lostOptions({ ...composing, options, optionsFor: undefined }, {}, { parts: [], options: { cover } }, library).map(
      ({ path, code: what }) => `${path} ${what}`,
    )
  const library = new Map(
    (['image', 'video'] as const).map((kind) => [kind as string, { id: kind, kind, mime: '', bytes: 1 }] as const),
  )
  assert.deepEqual(told(''), [])
  assert.deepEqual(told('image'), [])
  assert.deepEqual(told('video'), ['options.cover content.mediaOfOtherKind'])
  assert.deepEqual(told('gone'), ['options.cover content.mediaGone'])
})

test('a content of a post opens its files for a network', async () => {
  const row = await take(await picture('#ff00ff'))
  const content = {
    parts: [{ text: 'x', media: [{ id: row.id, kind: 'image' as const, mime: 'image/jpeg', bytes: 1, alt: 'pink' }] }],
    options: {},
  }
  const opened = await openContent(world, content, {
    brandId: brand.brandId,
    scratch: world.config.dataDir,
    practice: false,
  })
  const file = opened.parts[0]?.media[0]
  assert.equal(file?.alt, 'pink')
  assert.deepEqual((await file?.bytesNow())?.subarray(0, 2), Buffer.from([0xff, 0xd8]))
})

async function page(html: string | Buffer, type = 'text/html; charset=utf-8') {
  const image = await picture('#c0ffee')
  const server = createServer((request, response) => {
    if (request.url === '/image.jpg') return response.writeHead(200, { 'content-type': 'image/jpeg' }).end(image)
    if (request.url === '/away')
      return response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end()
    response.writeHead(200, { 'content-type': type }).end(html)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  pages.push(origin)
  return { origin, close: () => new Promise((resolve) => server.close(resolve)) }
}

test('a link’s card has the page’s own title and words, and its picture in the library', async () => {
  const site = await page(
    '<head><title>Wrong</title><meta property="og:title" content="Spring &amp; beans"><meta property="og:description" content="New harvest"><meta property="og:image" content="/image.jpg"></head>',
  )
  const card = await fetchCard(world, brand.owner, brand.brandId, `${site.origin}/spring`)
  assert.deepEqual([card.title, card.description], ['Spring & beans', 'New harvest'])
  assert.ok(card.imageMediaId)
  await site.close()
})

test('a page in an old Cyrillic encoding is read as it was written', async () => {
  const site = await page(
    Buffer.from([...Buffer.from('<title>'), 0xca, 0xe0, 0xf4, 0xe5, ...Buffer.from('</title>')]),
    'text/html; charset=windows-1251',
  )
  assert.equal((await fetchCard(world, brand.owner, brand.brandId, site.origin)).title, 'Кафе')
  await site.close()
})

test('a link into the private network gets nothing, neither straight nor by a redirect', async () => {
  const get = (url: string) => fetchCard(world, brand.owner, brand.brandId, url)
  for (const url of [
    'http://169.254.169.254/latest/meta-data',
    'http://127.0.0.1:1/',
    'http://[::1]/',
    'http://localhost/',
    'http://10.0.0.1/',
    'http://0x7f000001/',
  ])
    await assert.rejects(get(url), code('content.cardForbidden'), url)
  const site = await page('')
  await assert.rejects(get(`${site.origin}/away`), code('content.cardForbidden'))
  await site.close()
})

test('a link to a private address where networks may lie gets nothing all the same', async () => {
  const site = await page('<title>The inside of a network</title>')
  pages.splice(pages.indexOf(site.origin), 1)
  allowed.push(site.origin)
  await assert.rejects(fetchCard(world, brand.owner, brand.brandId, site.origin), code('content.cardForbidden'))
  assert.equal((await world.http({ url: site.origin })).status, 200)
  await site.close()
})

test('a link to something that is no page says so', async () => {
  const site = await page('%PDF', 'application/pdf')
  await assert.rejects(fetchCard(world, brand.owner, brand.brandId, site.origin), code('content.cardNoPage'))
  await site.close()
})
