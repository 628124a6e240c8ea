import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NetworkFailure, Refusal } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'
import { behavesLikeANetwork, callOf, connectIn, labWorld, memoryStore, plain, publish } from '../conformance.ts'
import { specs } from '../lab/specs.ts'
import { failureOf } from './failures.ts'
import wordpress from './index.ts'
import emulator, { describedBy } from './lab.ts'
import { findSite, siteAddress } from './site.ts'
import { titled } from './testing.ts'

const signal = new AbortController().signal

behavesLikeANetwork(wordpress, consentWorld, {
  undescribed: specs.missing(describedBy),
  where: 'a site that was asked for consent',
})

async function consentWorld() {
  const world = await labWorld(emulator, { dress: titled })
  const { site = '', user = '' } = world.fields
  return { ...world, way: 'authorize', fields: { site }, consent: { agree: user } }
}

test('a person who refuses on the site is not connected', async () => {
  const world = await consentWorld()
  try {
    await assert.rejects(
      () => connectIn(wordpress, { ...world, consent: { refuse: 'yes' } }),
      (error: unknown) => error instanceof NetworkFailure && error.kind === 'rejected',
    )
  } finally {
    await world.close()
  }
})

test('who may not moderate still hears what stands, and answers', async () => {
  const world = await labWorld(emulator)
  try {
    const opened = await world.lab.openAccount('wordpress', { name: 'North', handle: 'scribe_author' })
    const account = await connectIn(wordpress, { ...world, ...opened })
    assert.ok(account.scopes.includes('publish_posts') && !account.scopes.includes('moderate_comments'))
    const call = callOf(account, world.context)
    const { ref } = await publish(wordpress, call, await titled(plain('Hello')))
    await world.lab.network('wordpress').comment?.(ref.id, 'Добър ден & <b>здравей</b>')
    const { items } = await wordpress.inbox.poll(call, undefined)
    assert.deepEqual(
      items.map((one) => one.text),
      ['Добър ден & <b>здравей</b>'],
    )
    const [heard] = items
    assert.ok(heard)
    const step = wordpress.inbox.reply?.(heard, 'Thanks!', call.account)
    const said = await step?.run(call, 'k', {})
    assert.ok(said?.ref?.id)
    assert.equal((await wordpress.profile(call)).commentsOpen, undefined)
    assert.deepEqual(world.lab.violations, [])
  } finally {
    await world.close()
  }
})

test('addresses of a site are read as people write them', () => {
  assert.equal(siteAddress(' example.org '), 'https://example.org')
  assert.equal(siteAddress('https://example.org/blog/wp-admin/profile.php'), 'https://example.org/blog')
  for (const bad of ['', 'ftp://x.org', 'https://user:pass@example.org', 'not a site'])
    assert.throws(() => siteAddress(bad), Refusal)
})

const answerOf = (
  status: number,
  body: string,
  headers: Record<string, string> = {},
  url = 'https://b.example/',
): HttpAnswer => ({
  ...{ status, headers, url, body: Buffer.from(body) },
  text: () => body,
  json: <T>() => JSON.parse(body) as T,
})

const index = JSON.stringify({ name: 'B', authentication: [] })
const siteThat = (page: HttpAnswer) => ({
  ...{ signal, clock: { now: () => new Date(0), sleep: async () => {} } },
  http: async ({ url }: { url: string }) => (/wp-json|rest_route/.test(url) ? answerOf(200, index) : page),
})

test('the API is found in a folder, behind plain addresses and by the page alone', async () => {
  const link = (address: string) => ({
    link: `<https://x.example/feed>; rel=alternate, <${address}>; rel="https://api.w.org/"`,
  })
  const places = async (page: HttpAnswer) => {
    const { server, rest } = await findSite(siteThat(page), 'https://b.example')
    return [server, rest]
  }
  assert.deepEqual(await places(answerOf(200, '', link('https://b.example/blog/wp-json/'))), [
    'https://b.example/blog',
    '/wp-json',
  ])
  assert.deepEqual(await places(answerOf(200, '', link('https://b.example/index.php?rest_route=/'))), [
    'https://b.example',
    '/index.php?rest_route=',
  ])
  assert.deepEqual(await places(answerOf(200, "<link rel='https://api.w.org/' href='https://b.example/wp-json/' />")), [
    'https://b.example',
    '/wp-json',
  ])
})

test('a site that sends its API elsewhere, or has none, is refused before any password is sent', async () => {
  const evil = answerOf(200, '', { link: '<https://evil.example/wp-json/>; rel="https://api.w.org/"' })
  for (const page of [evil, answerOf(200, '<html>a shop</html>')])
    await assert.rejects(() => findSite(siteThat(page), 'https://b.example'), Refusal)
  const way = wordpress.connect.find((one) => one.id === 'app-password')
  assert.ok(way?.kind === 'secret')
  const context = {
    ...siteThat(answerOf(200, '', { link: '<https://b.example/wp-json/>; rel="https://api.w.org/"' })),
    store: memoryStore(),
    app: {},
    desk: { name: 'R', url: '' },
  }
  await assert.rejects(
    () => way.connect({ site: 'b.example', user: 'u', password: 'p' }, context),
    (error: unknown) => error instanceof Refusal && error.fields[0]?.code === 'wordpress.connect.noAppPasswords',
  )
})

test('a site that moved asks for a new connection, a refused file is a refusal, a proxy’s page is no answer', () => {
  const now = new Date('2026-11-22T12:00:00Z')
  const kindOf = (answer: HttpAnswer, writes = true) => failureOf(answer, writes, now).kind
  assert.equal(kindOf(answerOf(301, '', { location: 'https://new.example/' })), 'reconnect')
  assert.equal(kindOf(answerOf(500, '{"code":"rest_upload_sideload_error","message":"No"}')), 'rejected')
  assert.equal(kindOf(answerOf(502, '<html>Bad gateway</html>')), 'unknown-outcome')
  assert.equal(kindOf(answerOf(502, '<html>Bad gateway</html>'), false), 'network-down')
  assert.equal(kindOf(answerOf(403, '{"code":"rest_cannot_edit","message":"No"}')), 'rejected')
  const slow = failureOf(answerOf(429, '', { 'retry-after': 'Sun, 22 Nov 2026 12:01:00 GMT' }), true, now)
  assert.deepEqual([slow.kind, slow.retryAfterMs], ['slow-down', 60_000])
})
