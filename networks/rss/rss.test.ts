import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NetworkFailure } from '../../kernel/failure.ts'
import { readFeed } from '../../kernel/feed/read-feed.ts'
import { textOfHtml } from '../../kernel/html/text-of-html.ts'
import { behavesLikeANetwork, callOf, connectIn, labWorld } from '../conformance.ts'
import type { Call } from '../contract.ts'
import type { Lab } from '../lab/lab.ts'
import network from './index.ts'
import emulator from './lab.ts'

behavesLikeANetwork(network, () => labWorld(emulator), { undescribed: 'only prose describes feeds' })

async function withFeed(format: string, run: (call: Call, lab: Lab) => Promise<void>): Promise<void> {
  const world = await labWorld(emulator)
  try {
    const url = `${world.lab.origin}/rss/feeds/north_roasters?format=${format}`
    await run(callOf(await connectIn(network, { ...world, fields: { url } }), world.context), world.lab)
  } finally {
    await world.close()
  }
}

for (const format of ['rss', 'atom', 'rdf', 'json'])
  test(`the news of a site are read newest first from ${format}`, () =>
    withFeed(format, async (call) => {
      const { items } = await network.ownPosts(call, undefined)
      assert.deepEqual(
        items.map((one) => one.text),
        ['Знижки до п’ятниці', 'Ново: кафе от Кения', 'We open on Saturday'].map(
          (title) => `${title}\n\n${title} – Обсмажка “North”\n\n& more`,
        ),
      )
      assert.equal(new Set(items.map((one) => one.ref.id)).size, 3)
      assert.ok(items.every((one) => one.ref.url?.startsWith('http') && one.at < call.clock.now()))
      if (format !== 'rdf')
        assert.deepEqual(
          items[0]?.media.map((one) => one.kind),
          ['image'],
        )
    }))

for (const format of ['rss', 'atom', 'json'])
  test(`older parts of a long feed follow, each item once, in ${format}`, () =>
    withFeed(format, async (call, lab) => {
      for (let n = 0; n < 50; n++)
        await fetch(`${lab.origin}/rss/door/sites/north_roasters`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            id: `n${n}`,
            title: `News ${n}`,
            html: '',
            at: new Date(Date.now() + n).toISOString(),
          }),
        })
      const ids: string[] = []
      let cursor: string | undefined
      do {
        const page = await network.ownPosts(call, cursor)
        ids.push(...page.items.map((one) => one.ref.id))
        cursor = page.cursor
      } while (cursor)
      assert.equal(ids.length, 53)
      assert.equal(new Set(ids).size, 53)
    }))

test('a page that names its feed leads there', async () => {
  const world = await labWorld(emulator)
  try {
    const account = await connectIn(network, world)
    assert.equal(account.remoteId, `${world.lab.origin}/rss/feeds/north_roasters`)
    assert.equal(account.name, 'Обсмажка “North”')
  } finally {
    await world.close()
  }
})

test('a feed that is gone must be connected again, and a page in its place is a passing trouble', () =>
  withFeed('rss', async (call) => {
    const gone = { ...call, account: { ...call.account, facts: { path: '/rss/feeds/nobody' } } }
    await assert.rejects(network.health(gone), (error: NetworkFailure) => error.kind === 'reconnect')
    const page = { ...call, account: { ...call.account, facts: { path: '/rss/sites/north_roasters' } } }
    await assert.rejects(network.health(page), (error: NetworkFailure) => error.kind === 'network-down')
  }))

test('what is no feed is told as none', () => {
  for (const text of ['', 'hello', '<html><body>404</body></html>', '{"version":"1"}', '{', '<rss></rss>', '[1]'])
    assert.throws(() => readFeed(text, 'https://a.example'), NetworkFailure)
})

test('nothing a hostile document declares is expanded or fetched', () => {
  const laughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
    <rss><channel><title>&lol2;&x;</title><item><title>a</title><link>javascript:alert(1)</link><description>&lt;script&gt;evil()&lt;/script&gt;fine</description></item></channel></rss>`
  const feed = readFeed(laughs, 'https://a.example')
  assert.ok(!feed.title.includes('lollol') && !feed.title.includes('root:'))
  assert.equal(feed.items[0]?.url, undefined)
  assert.equal(feed.items[0]?.text, 'fine')
  const deep = `<rss><channel><item><description>${'<a>'.repeat(50_000)}x</description></item></channel></rss>`
  assert.equal(readFeed(deep, 'https://a.example').items.length, 1)
})

test('items without a date, an id or a link are kept, and dates nobody can read are none', () => {
  const { items } = readFeed(
    '<rss><channel><item><title>One</title><pubDate>tomorrow</pubDate></item><item><guid>https://a.example/2</guid></item></channel></rss>',
    'https://a.example',
  )
  assert.deepEqual(
    items.map(({ id, at, url }) => [id, at, url]),
    [
      ['One', undefined, undefined],
      ['https://a.example/2', undefined, 'https://a.example/2'],
    ],
  )
})

test('the markup of a page becomes the text a reader sees', () => {
  assert.equal(
    textOfHtml('<h1>Кава</h1><p>Свіжа&nbsp;&amp; <b>тепла</b><br>щодня</p><style>p{}</style>'),
    'Кава\n\nСвіжа\u00a0& тепла\nщодня',
  )
})
