import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type RealSite, startRealWordPress } from '../../e2e/real-servers/real-wordpress.ts'
import { systemClock } from '../../kernel/clock.ts'
import { createHttp } from '../../kernel/http/client.ts'
import {
  behavesLikeANetwork,
  callOf,
  connectIn,
  labWorld,
  memoryStore,
  type NetworkWorld,
  plain,
  publish,
} from '../conformance.ts'
import type { LabRequest } from '../lab/network.ts'
import { specs } from '../lab/specs.ts'
import { describedBy, describeSite } from './emulator/describe.ts'
import { askSide, type Exchange, exchanges, type Side } from './emulator/exchanges.ts'
import wordpress from './index.ts'
import emulator from './lab.ts'
import { titled } from './testing.ts'

const server = await startRealWordPress()
const running = 'unable' in server ? undefined : server
const skip = 'unable' in server ? `the real server cannot run here: ${server.unable}` : false
const described = describeSite()
after(() => running?.close())

behavesLikeANetwork(wordpress, () => worldOf(running), { where: 'the real server', skip })

describe('the emulator answers as the real server does, and the real one as it described itself', {
  skip: skip || specs.missing(describedBy),
}, () => {
  let sides: { real: Side; emulated: Side } | undefined
  let lab: Awaited<ReturnType<typeof labWorld>> | undefined
  before(async () => {
    assert.ok(running)
    lab = await labWorld(emulator, { strict: false })
    const { user = '', password = '', site = '' } = lab.fields
    sides = {
      real: { url: running.url, user: running.user, password: running.password, made: new Map() },
      emulated: { url: site, user, password: password.replaceAll(' ', ''), made: new Map() },
    }
  })
  after(() => lab?.close())

  for (const exchange of exchanges)
    test(exchange.title, async () => {
      assert.ok(sides)
      const real = await askSide(sides.real, exchange)
      assert.deepEqual((await askSide(sides.emulated, exchange)).seen, real.seen)
      assert.deepEqual(await problemsOf(exchange, real), [])
    })
})

describe('people on the real server', { skip, timeout: 60_000 }, () => {
  test('what a visitor says waits, is heard once, let through, answered and taken away', async () => {
    assert.ok(running)
    const world = await worldOf(running)
    try {
      const call = callOf(await connectIn(wordpress, world), world.context)
      const { cursor } = await wordpress.inbox.poll(call, undefined)
      const { ref } = await publish(wordpress, call, await titled(plain('Say something')))
      const said = 'Добър ден &amp; “hello”\nsecond line'
      const author = { url: running.url, user: running.author.user, password: running.author.password, made: new Map() }
      const json = { post: Number(ref.id), content: { raw: said } }
      assert.equal((await askSide(author, { title: '', method: 'POST', path: 'comments', json })).seen.status, 201)
      const heard = await wordpress.inbox.poll(call, cursor)
      assert.deepEqual(
        heard.items.map((one) => [one.text, one.raw]),
        [['Добър ден & “hello”\nsecond line', { status: 'hold' }]],
      )
      const [comment] = heard.items
      assert.ok(comment)
      for (const act of ['unhide', 'unhide', 'hide', 'unhide'] as const) await wordpress.moderate[act]?.(call, comment)
      assert.deepEqual((await wordpress.metrics.posts?.(call, [ref]))?.[ref.id], { comments: 1 })
      const step = wordpress.inbox.reply?.(comment, 'Дякуємо! <3 & “you”', call.account)
      const first = await step?.run(call, 'k', {})
      const second = await step?.run(call, 'k', {})
      assert.ok(first?.ref && second?.ref?.id === first.ref.id, 'the same answer twice is one')
      const page = await wordpress.inbox.comments?.(call, ref, undefined)
      assert.deepEqual(
        page?.items.map((one) => [one.text, one.own ?? false, one.replyTo]),
        [
          ['Добър ден & “hello”\nsecond line', false, undefined],
          ['Дякуємо! <3 & “you”', true, comment.id],
        ],
      )
      for (const act of ['delete', 'delete'] as const) await wordpress.moderate[act]?.(call, comment)
      assert.equal((await wordpress.inbox.poll(call, heard.cursor)).items.filter((one) => !one.own).length, 0)
      const found = await wordpress.search(call, 'something', undefined)
      assert.deepEqual(
        found.items.map((one) => one.ref.id),
        [ref.id],
      )
    } finally {
      await world.close()
    }
  })

  test('an author without the right to moderate is connected for what they may', async () => {
    assert.ok(running)
    const world = await worldOf({ ...running, ...running.author })
    try {
      const account = await connectIn(wordpress, world)
      assert.ok(account.scopes.includes('publish_posts') && !account.scopes.includes('moderate_comments'))
      const call = callOf(account, world.context)
      const text = '**Bold** & _more_ <b>x</b> [gallery] ☕️\nline\n\nhttps://a.example/?a=1&b=2'
      const { ref } = await publish(wordpress, call, await titled(plain(text)))
      const post = await wordpress.readBack(call, ref)
      assert.ok(post !== 'gone')
      assert.equal(post.text, wordpress.composing.shown?.(text, plain(text)))
      assert.equal((await wordpress.profile(call)).commentsOpen, undefined)
    } finally {
      await world.close()
    }
  })
})

/** What the real server's own description says of its answers. */
async function problemsOf(exchange: Exchange, { seen, json }: Awaited<ReturnType<typeof askSide>>): Promise<string[]> {
  const url = new URL(exchange.path, 'http://site')
  const pattern = `/wp-json/wp/v2${url.pathname.replace(/\/:\w+$/, '/:id')}`
  const request = { method: exchange.method, query: Object.fromEntries(url.searchParams) } as unknown as LabRequest
  return (await described)?.checkAnswer(pattern, request, { status: seen.status, json }) ?? []
}

async function worldOf(site: RealSite | undefined): Promise<NetworkWorld> {
  assert.ok(site)
  const { http, close } = createHttp({ allowOrigins: () => [site.url], userAgent: 'Rialto' })
  return {
    way: 'app-password',
    fields: { site: site.url, user: site.user, password: site.password },
    dress: titled,
    context: {
      http,
      clock: systemClock,
      signal: new AbortController().signal,
      store: memoryStore(),
      desk: { name: 'Rialto', url: 'https://desk.example' },
      app: {},
    },
    close,
  }
}
