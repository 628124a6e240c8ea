import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { NetworkFailure } from '../../../../kernel/failure.ts'
import type { HeardPost } from '../heard.ts'
import type { Answered } from '../intake.ts'
import { type ReadingWorld, readerOf, readingWorld, type Said, textsOf, type WebSite, webSite } from '../testing.ts'
import { feedKind } from './feed-kind.ts'

let site: WebSite
let world: ReadingWorld
before(async () => {
  site = await webSite()
  world = await readingWorld(() => [site.origin])
  world.config.allowPrivateAddresses.push(site.origin)
})
after(async () => {
  await world.close()
  await site.close()
})
beforeEach(() => {
  site.pages.clear()
  site.asked.length = 0
})

type Item = { id?: string; title: string; text?: string; link?: string; at?: string }
const rss = (...items: Item[]): Said => ({
  type: 'application/rss+xml',
  body: `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><link>${site.origin}</link>${items
    .map(
      ({ id, title, text = '', link, at }) =>
        `<item>${id ? `<guid>${id}</guid>` : ''}<title>${title}</title><description>${text}</description>${link ? `<link>${link}</link>` : ''}${at ? `<pubDate>${at}</pubDate>` : ''}</item>`,
    )
    .join('')}</channel></rss>`,
})
const reader = (path = '/feed') => readerOf(world, feedKind, { url: `${site.origin}${path}` })
const posts = ({ heard }: Answered): HeardPost[] => heard.flatMap((one) => ('post' in one ? [one.post] : []))
const failing = (kind: string, code?: string) => (error: unknown) =>
  error instanceof NetworkFailure && error.kind === kind && (!code || error.evidence.code === code)

test('what a feed newly says is heard once, and what it says otherwise is heard as edited', async () => {
  const read = reader()
  site.pages.set('/feed', rss({ id: '1', title: 'We open' }))
  assert.deepEqual(textsOf(await read()), ['said: We open'])
  site.pages.set('/feed', rss({ id: '2', title: 'Kenya is here' }, { id: '1', title: 'We open on Sunday' }))
  assert.deepEqual(textsOf(await read()), ['edited: We open on Sunday', 'said: Kenya is here'])
  assert.deepEqual(textsOf(await read()), [])
})

test('a feed that did not change is told so without being sent again', async () => {
  const read = reader()
  site.pages.set('/feed', ({ headers }) =>
    headers['if-none-match'] === '"a"' && headers['if-modified-since']
      ? { status: 304 }
      : {
          ...rss({ id: '1', title: 'One' }),
          headers: { etag: '"a"', 'last-modified': 'Sun, 22 Nov 2026 10:00:00 GMT' },
        },
  )
  assert.equal((await read()).heard.length, 1)
  const second = await read()
  assert.equal(second.heard.length, 0)
  assert.ok(second.inMs >= 5 * 60_000)
  assert.equal(site.asked.length, 2)
})

test('a feed that moved for good is asked at its new address from then on; for a while, at its old one', async () => {
  const read = reader('/old')
  site.pages.set('/old', { status: 301, headers: { location: '/new' } })
  site.pages.set('/new', rss({ id: '1', title: 'One' }))
  await read()
  await read()
  assert.deepEqual(
    site.asked.map((one) => one.path),
    ['/old', '/new', '/new'],
  )
  const other = reader('/away')
  site.pages.set('/away', { status: 302, headers: { location: '/new' } })
  await other()
  await other()
  assert.deepEqual(site.asked.map((one) => one.path).slice(3), ['/away', '/new', '/away', '/new'])
})

test('a feed that is gone for good says so, and one that asks for patience is left alone as long as it wants', async () => {
  site.pages.set('/feed', { status: 410 })
  await assert.rejects(reader()(), failing('reconnect'))
  site.pages.set('/feed', { status: 429, headers: { 'retry-after': '7200' } })
  await assert.rejects(
    reader()(),
    (error: unknown) => error instanceof NetworkFailure && error.retryAfterMs === 7_200_000,
  )
  const [now, later] = [new Date('2026-11-23T10:00:00Z'), new Date('2026-11-23T10:30:00Z')]
  const headers = { date: now.toUTCString(), 'retry-after': later.toUTCString() }
  site.pages.set('/feed', { status: 503, headers })
  await assert.rejects(
    reader()(),
    (error: unknown) => error instanceof NetworkFailure && error.retryAfterMs === 1_800_000,
  )
})

test('a page that took the place of a feed is followed to the feed it names', async () => {
  const read = reader()
  site.pages.set('/feed', { body: '<link rel="alternate" type="application/atom+xml" href="/atom">' })
  site.pages.set('/atom', rss({ id: '1', title: 'One' }))
  assert.deepEqual(textsOf(await read()), [])
  assert.deepEqual(textsOf(await read()), ['said: One'])
  site.pages.set('/feed', { body: '<h1>We are redecorating</h1>' })
  await assert.rejects(reader()(), failing('rejected', 'NO_FEED'))
})

test('a moment in the future or before the web was there is taken for the moment of hearing', async () => {
  const future = new Date(world.clock.now().getTime() + 86_400_000).toUTCString()
  const items = [future, 'Mon, 01 Jan 0001 00:00:00 GMT', 'soon', undefined].map((at, n) => ({
    id: `${n}`,
    title: `${n}`,
    at,
  }))
  site.pages.set('/feed', rss(...items, { id: '9', title: 'old', at: 'Mon, 02 Nov 2026 10:00:00 +0200' }))
  const [old, ...rest] = posts(await reader()())
  assert.equal(old?.at.toISOString(), '2026-11-02T08:00:00.000Z')
  for (const { at } of rest) assert.ok(Math.abs(at.getTime() - world.clock.now().getTime()) < 60_000)
})

test('items without ids are told apart by what they say, and items that share an address by their ids', async () => {
  const read = reader()
  const home = `${site.origin}/`
  const items = [
    { title: 'A' },
    { title: 'B' },
    { id: '1', title: 'C', link: home },
    { id: '2', title: 'D', link: home },
  ]
  site.pages.set('/feed', rss(...items))
  assert.equal(new Set(posts(await read()).map((post) => post.key)).size, 4)
  assert.deepEqual(textsOf(await read()), [])
})

test('the same article is one post, whatever marks a feed puts on its address', async () => {
  const marked = `${site.origin}/kenya?utm_source=feed&amp;id=7#top`
  site.pages.set('/feed', rss({ id: '1', title: 'A', link: marked }))
  site.pages.set('/other', rss({ id: 'x', title: 'A', link: `${site.origin}/kenya/?id=7` }))
  const [one, two] = [posts(await reader()()), posts(await reader('/other')())]
  assert.equal(one[0]?.key, two[0]?.key)
  assert.equal(one[0]?.url, `${site.origin}/kenya?id=7`)
})

test('letters of an old encoding are read as they were written', async () => {
  const bytes = Buffer.concat([
    Buffer.from('<?xml version="1.0" encoding="windows-1251"?><rss><channel><item><guid>1</guid><title>'),
    Buffer.from([0xca, 0xe0, 0xf4, 0xe5]),
    Buffer.from('</title></item></channel></rss>'),
  ])
  site.pages.set('/feed', { type: 'text/xml', body: bytes })
  assert.deepEqual(textsOf(await reader()()), ['said: Кафе'])
})

test('a bomb of entities stays small, and of a feed that never ends its beginning is read', async () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>`
  site.pages.set('/feed', {
    type: 'text/xml',
    body: `${bomb}<rss><channel><item><guid>1</guid><title>&c;</title></item></channel></rss>`,
  })
  assert.ok((posts(await reader()())[0]?.text.length ?? 99) < 10)
  site.pages.set('/endless', (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/rss+xml' })
    response.write('<rss><channel><item><guid>1</guid><title>First</title></item><item><title>')
    const more = () => {
      while (response.write('ha '.repeat(30_000)));
    }
    response.on('drain', more)
    more()
    return undefined
  })
  assert.ok(textsOf(await reader('/endless')()).includes('said: First'))
})

test('a feed that sends on into a private network, or in a circle, is not followed', async () => {
  const inner = await webSite()
  inner.pages.set('/feed', rss({ id: '1', title: 'secret' }))
  site.pages.set('/feed', { status: 302, headers: { location: `${inner.origin}/feed` } })
  await assert.rejects(reader()(), failing('network-down', 'FORBIDDEN_ADDRESS'))
  assert.equal(inner.asked.length, 0)
  await inner.close()
  site.pages.set('/feed', { status: 302, headers: { location: '/feed' } })
  await assert.rejects(reader()(), failing('rejected', 'REDIRECTS'))
})
