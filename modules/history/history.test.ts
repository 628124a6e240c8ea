import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { Readable } from 'node:stream'
import { after, before, suite, test } from 'node:test'
import { crc32 } from 'node:zlib'
import { Refusal } from '../../kernel/failure.ts'
import type { RemotePost } from '../../networks/contract.ts'
import { type DeskWorld, deskWorld, givenAccount, givenBrand, type TestBrand } from '../brand/testing-desk.ts'
import { beginReading, readOn } from './read-past.ts'
import { postsOf } from './store.ts'
import { takeArchive } from './take-archive.ts'

const author = { displayName: 'Обсмажка', profilePageUrl: 'https://plus.google.com/77', resourceName: 'users/77' }
const activity = (n: number, more: object = {}) => ({
  ...{ url: `https://plus.google.com/77/posts/p${n}`, resourceName: `users/77/posts/p${n}`, author },
  creationTime: `2018-10-${String(n).padStart(2, '0')} 08:03:11+0200`,
  content: `Кава № ${n}<br>&amp; cake`,
  ...more,
})
const comment = {
  creationTime: '2018-10-02 09:00:00:+0000',
  author: { ...author, displayName: 'Ана' },
  content: 'Още!',
  resourceName: 'c1',
}
const takeout = () =>
  zipOf({
    'Takeout/Google+ Stream/Posts/20181001 - One.json': JSON.stringify(
      activity(1, { plusOnes: [{}, {}], comments: [comment] }),
    ),
    'Takeout/Google+ Stream/Posts/20181002 - Two.json': JSON.stringify(
      activity(2, { album: { media: [{ url: 'https://lh3.example/a.jpg', contentType: 'image/*' }] } }),
    ),
    'Takeout/Google+ Stream/Posts/broken.json': '{',
    'Takeout/Google+ Stream/Posts/cup.jpg': 'not a text',
    'Takeout/archive_browser.html': '<html></html>',
  })

suite('History', () => {
  let world: DeskWorld
  let brand: TestBrand
  before(async () => {
    world = await deskWorld()
    brand = await givenBrand(world)
  })
  after(() => world.close())

  const take = (network: string, content: Buffer, fileName = 'takeout.zip') =>
    takeArchive(
      world,
      brand.owner,
      { brandId: brand.brandId, network },
      { fileName, stream: Readable.from([content]) },
      AbortSignal.timeout(10_000),
    )
  const page = (more: object = {}) => postsOf(world.db, { brandId: brand.brandId, limit: 50, ...more })

  test('an archive of a closed network becomes history, and read again adds nothing', async () => {
    const first = await take('google-plus', takeout())
    deepEqual([first.account.name, first.account.kind, first.posts, first.added], ['Обсмажка', 'archive', 2, 2])
    const { items } = await page({ account: first.account.id })
    deepEqual(
      items.map((one) => [one.text, one.at, one.media.length]),
      [
        ['Кава № 2\n& cake', '2018-10-02T06:03:11.000Z', 1],
        ['Кава № 1\n& cake', '2018-10-01T06:03:11.000Z', 0],
      ],
    )
    deepEqual(items[1]?.numbers, { likes: 2, reshares: 0, comments: 1 })
    deepEqual(items[1]?.comments, [{ at: '2018-10-02T09:00:00.000Z', author: 'Ана', text: 'Още!' }])
    const again = await take('google-plus', takeout())
    deepEqual([again.account.id, again.added], [first.account.id, 0])
    deepEqual((await page({ words: '№ 1' })).items.length, 1)
  })

  test('saved answers of a closed interface become history too', async () => {
    const event = {
      ...{
        id: '081b',
        time: 1262304000,
        user_text: 'С Новым годом',
        click_url: 'https://my.mail.ru/1',
        likes_count: '3',
      },
      authors: [
        { uid: '15', nick: 'Roaster', first_name: '', last_name: '', link: 'https://my.mail.ru/mail/roaster', pic: '' },
      ],
    }
    const { account, added } = await take(
      'moi-mir',
      Buffer.from(JSON.stringify([event, { nonsense: 1 }])),
      'stream.json',
    )
    deepEqual([account.name, added], ['Roaster', 1])
    equal((await page({ account: account.id })).items[0]?.at, '2010-01-01T00:00:00.000Z')
  })

  test('a file that is no such archive is refused, and nothing of it is kept', async () => {
    const accounts = () => world.db.selectFrom('account').select('id').execute()
    const count = (await accounts()).length
    for (const content of [Buffer.from('hello'), zipOf({ 'a.txt': 'x' }), takeout().subarray(0, 300), Buffer.alloc(0)])
      await rejects(take('google-plus', content), Refusal)
    await rejects(take('mastodon', takeout()), Refusal)
    equal((await accounts()).length, count)
    const left: string[] = []
    for await (const { key } of world.files.list()) left.push(key)
    deepEqual(left, [])
  })

  test('the past of an account that was connected is read page by page, to its end and no further', async () => {
    const posts = Array.from({ length: 5 }, (_, n) => remotePost(n))
    const asked: (string | undefined)[] = []
    const network = world.networks.get('rss')
    const ownPosts = async (_call: unknown, cursor: string | undefined) => {
      asked.push(cursor)
      const from = Number(cursor ?? 0)
      const more = from + 2 < posts.length ? { cursor: String(from + 2) } : {}
      return { items: posts.slice(from, from + 2), ...more }
    }
    const accountId = await givenAccount(world, brand.brandId, { network: 'rss' })
    const told = { ...world, networks: { ...world.networks, get: () => ({ ...network, ownPosts }) } }
    await beginReading(told, { ...event('account.connected'), payload: { accountId } })
    for (let n = 0; n < 6; n++) {
      await readOn(told)
      world.clock.moveBy(3_000)
    }
    deepEqual(asked, [undefined, '2', '4'])
    deepEqual(
      (await page({ account: accountId })).items.map((one) => one.text),
      posts.map((one) => one.text),
    )
    const reading = await world.db
      .selectFrom('historyReading')
      .selectAll()
      .where('accountId', '=', accountId)
      .executeTakeFirstOrThrow()
    ok(reading.endedAt)
    equal(reading.posts, 5)
  })

  test('pages of the list hold each post once', async () => {
    const ids: string[] = []
    let after: string | undefined
    do {
      const { items, next } = await page({ limit: 3, after })
      ids.push(...items.map((one) => one.id))
      after = next ?? undefined
    } while (after)
    equal(new Set(ids).size, ids.length)
    equal(ids.length, 8)
    deepEqual((await page({ after: 'nonsense', limit: 3 })).items.length, 3)
  })
})

const event = (type: string) => ({
  id: '1',
  type,
  at: new Date(),
  payload: {},
  brandId: null,
  workspaceId: null,
  cursor: '',
})

const remotePost = (n: number): RemotePost => ({
  ...{ ref: { id: `n${n}` }, text: `News ${n}`, at: new Date(Date.UTC(2026, 0, 30 - n)), media: [] },
  author: { id: 'a', handle: 'a' },
})

/** A zip as any tool writes it, nothing compressed. */
function zipOf(files: Record<string, string>): Buffer {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(files)) {
    const [path, data] = [Buffer.from(name), Buffer.from(content)]
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x0800, 2)
    common.writeUInt32LE(crc32(data), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(data.length, 18)
    common.writeUInt16LE(path.length, 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), common, path, data])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(at, 10)
    central.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), common, rest, path]))
    locals.push(local)
    at += local.length
  }
  const size = central.reduce((sum, one) => sum + one.length, 0)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(central.length, 4)
  end.writeUInt16LE(central.length, 6)
  end.writeUInt32LE(size, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...locals, ...central, Buffer.from('PK\u0005\u0006', 'latin1'), end])
}
