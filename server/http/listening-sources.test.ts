import { deepEqual, equal, ok } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Running } from '../../kernel/module.ts'
import { until } from '../../kernel/testing.ts'
import { signatureOf } from '../../modules/listening/sources/inlet/signature.ts'
import { type WebSite, webSite } from '../../modules/listening/sources/testing.ts'
import { loadModules } from '../load-modules.ts'
import { type Person, type ServedDesk, serveDesk } from './testing.ts'

type Source = { id: string; kind: string; state: string; trouble: string | null; day: { mentions: number } }
type Told = { taken: number; refused: { at: number; fields: { path: string; message: string }[] }[] }
type Refused = { error: { fields: { path: string; code: string }[] } }

suite('Where a brand listens', () => {
  let desk: ServedDesk
  let site: WebSite
  let owner: Person
  let brandId: string
  let listening: Running
  const mentions = () =>
    desk.world.db.selectFrom('mention').selectAll().where('brandId', '=', brandId).orderBy('text').execute()
  const ask = <T>(method: string, path: string, body?: unknown) =>
    desk.ask<T>(method, `/api/brands/${brandId}/listening${path}`, { as: owner, body })

  before(async () => {
    site = await webSite()
    const modules = await loadModules()
    const config = { allowPrivateAddresses: [site.origin] }
    desk = await serveDesk({ modules, config, allowOrigins: () => [site.origin] })
    owner = await desk.owner()
    brandId = await desk.brand('North Roasters')
    const start = modules.find((one) => one.name === 'listening')?.start
    ok(start)
    listening = await start(desk.world, 'worker')
  })
  after(async () => {
    await listening.stop()
    await desk.close()
    await site.close()
  })

  async function tell(secret: string, address: string, told: unknown, more: { at?: number; id?: string } = {}) {
    const body = Buffer.from(JSON.stringify(told))
    const timestamp = String(Math.round((more.at ?? desk.world.clock.now().getTime()) / 1_000))
    const headers = {
      ...{ 'content-type': 'application/json', 'webhook-id': more.id ?? 'm1', 'webhook-timestamp': timestamp },
      'webhook-signature': signatureOf(secret, more.id ?? 'm1', timestamp, body),
    }
    const answer = await fetch(address, { method: 'POST', headers, body })
    return { status: answer.status, body: (await answer.json()) as Told }
  }

  test('a pasted address is told for what it is, listened to, and what it says becomes a mention', async () => {
    const item = '<item><guid>1</guid><title>North Roasters open</title><description>At last.</description></item>'
    site.pages.set('/feed', {
      type: 'application/rss+xml',
      body: `<rss><channel><title>News</title>${item}</channel></rss>`,
    })
    site.pages.set('/', {
      body: `<title>Home</title><link rel="alternate" type="application/rss+xml" href="/feed">${Array.from({ length: 9 }, (_, n) => `<a href="/n/${n}">A story worth telling, number ${n}</a>`).join('')}`,
    })
    const looked = await ask<{ items: { kind: string; url: string; title: string; watches?: string }[] }>(
      'POST',
      '/sources/look',
      {
        address: site.origin,
      },
    )
    deepEqual(
      looked.body.items.map(({ kind, url, title, watches }) => [kind, url, title, watches]),
      [
        ['feed', `${site.origin}/feed`, 'News', undefined],
        ['page', `${site.origin}/`, 'Home', 'links'],
      ],
    )
    const made = await ask<{ source: Source }>('POST', '/sources', {
      kind: 'feed',
      url: `${site.origin}/feed`,
      takes: 'all',
    })
    equal(made.status, 201)
    const shown = async () => (await ask<Source>('GET', `/sources/${made.body.source.id}`)).body
    await until(async () => (await shown()).state === 'well' && (await mentions()).length === 1)
    const body = await shown()
    deepEqual([body.trouble, body.day.mentions], [null, 1])
    const again = await ask<Refused>('POST', '/sources', { kind: 'feed', url: `${site.origin}/feed` })
    deepEqual([again.status, again.body.error.fields[0]?.code], [422, 'listening.source.known'])
    site.pages.set('/feed', { status: 410 })
    await ask('POST', `/sources/${body.id}/ask`)
    await until(async () => (await ask<Source>('GET', `/sources/${body.id}`)).body.state === 'troubled')
    ok((await ask<Source>('GET', `/sources/${body.id}`)).body.trouble?.includes('410'))
    equal((await ask('DELETE', `/sources/${body.id}`)).status, 204)
    equal((await mentions()).length, 1)
  })

  test('addresses of private networks and what is no address are refused at the field', async () => {
    for (const address of [
      'http://127.0.0.1:1/',
      'localhost',
      'http://10.0.0.1/feed',
      'javascript:alert(1)',
      'not an address',
    ]) {
      const { status, body } = await ask<Refused>('POST', '/sources/look', { address })
      deepEqual([status, body.error.fields[0]?.path], [422, 'address'], address)
    }
  })

  test('what is told to an inlet is taken once, what is wrong is told at its place, and nobody else is let in', async () => {
    const made = await ask<{ source: Source; secret: string }>('POST', '/sources', { kind: 'inlet', name: 'Our forum' })
    const { source, secret } = made.body
    const shown = (await ask<{ inlet: string }>('GET', `/sources/${source.id}`)).body.inlet
    const inlet = `${desk.address}${new URL(shown).pathname}`
    const before = (await mentions()).length
    const posts = [
      { id: '1', text: 'A told one', author: { handle: 'ada' }, at: '2026-11-20T10:00:00+02:00', tone: 'negative' },
      { text: 'without a name' },
      { id: '3', text: 'A told three', url: 'javascript:alert(1)' },
    ]
    const told = await tell(secret, inlet, posts)
    deepEqual([told.status, told.body.taken], [200, 1])
    deepEqual(
      told.body.refused.map(({ at, fields }) => [at, fields[0]?.path]),
      [
        [1, 'id'],
        [2, 'url'],
      ],
    )
    await tell(secret, inlet, posts)
    await until(async () => (await mentions()).length > before)
    const mine = (await mentions()).filter((one) => one.text.startsWith('A told'))
    deepEqual(
      mine.map(({ text, sentiment, at }) => [text, sentiment, at.toISOString()]),
      [['A told one', -1, '2026-11-20T08:00:00.000Z']],
    )
    equal((await tell('whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', inlet, posts)).status, 403)
    const now = desk.world.clock.now().getTime()
    equal((await tell(secret, inlet, posts, { at: now - 6 * 60_000 })).status, 403)
    equal(
      (
        await tell(
          secret,
          inlet,
          Array.from({ length: 1_001 }, () => posts[0]),
        )
      ).status,
      413,
    )
    const renewed = await ask<{ secret: string }>('POST', `/sources/${source.id}/secret`)
    equal((await tell(secret, inlet, posts)).status, 403)
    equal((await tell(renewed.body.secret, inlet, { id: '1', deleted: true })).status, 200)
    await until(async () => (await mentions()).every((one) => one.text !== 'A told one'))
    await ask('PATCH', `/sources/${source.id}`, { isOn: false })
    equal((await tell(renewed.body.secret, inlet, posts)).status, 409)
    await ask('DELETE', `/sources/${source.id}`)
    equal((await tell(renewed.body.secret, inlet, posts)).status, 404)
  })

  test('a page that a person captured is a mention with their tone, once however often it is captured', async () => {
    const page = {
      url: 'https://talk.example/t/1?utm_source=x',
      quote: 'Their beans are stale',
      author: 'Ivan',
      tone: 'negative',
    }
    const first = await ask<{ mentionId: string }>('POST', '/captures', page)
    const second = await ask<{ mentionId: string }>('POST', '/captures', {
      ...page,
      url: 'https://www.talk.example/t/1',
    })
    equal(first.status, 201)
    equal(first.body.mentionId, second.body.mentionId)
    type Captured = { items: { id: string; text: string; tone: string; author: string; url: string }[] }
    await until(async () => (await ask<Captured>('GET', '/captures')).body.items.length > 0)
    const { items } = (await ask<Captured>('GET', '/captures')).body
    deepEqual(
      items.map(({ id, text, tone, author, url }) => [id, text, tone, author, url]),
      [[first.body.mentionId, page.quote, 'negative', 'Ivan', 'https://talk.example/t/1']],
    )
    const refused = await ask<Refused>('POST', '/captures', { ...page, url: 'javascript:alert(1)' })
    deepEqual([refused.status, refused.body.error.fields[0]?.path], [422, 'url'])
    const later = new Date(desk.world.clock.now().getTime() + 3_600_000).toISOString()
    equal((await ask<Refused>('POST', '/captures', { ...page, at: later })).body.error.fields[0]?.path, 'at')
  })
})
