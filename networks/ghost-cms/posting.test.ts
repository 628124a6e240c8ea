import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NetworkFailure, Refusal } from '../../kernel/failure.ts'
import { checkContent } from '../check-content.ts'
import { type EmulatorWorld, onEmulator } from '../conformance/on-emulator.ts'
import { freshKey, plain, prepare, publish, sampleFile } from '../conformance.ts'
import type { Call, PreparedContent } from '../contract.ts'
import { siteAddress } from './connect.ts'
import ghost from './index.ts'
import { adminToken } from './jwt.ts'
import emulator from './lab.ts'

const onSite = (run: (call: Call, world: EmulatorWorld, folder: string) => Promise<void>) =>
  onEmulator(ghost, emulator, (call, world) => run(call, world, world.folder))

async function raw(call: Call, id: string, collection = 'posts'): Promise<Record<string, unknown>> {
  const token = adminToken(call.account.secrets.key ?? '', call.clock.now())
  const answer = await fetch(`${call.account.server}/ghost/api/admin/${collection}/${id}/?formats=html`, {
    headers: { authorization: `Ghost ${token}` },
  })
  const body = (await answer.json()) as Record<string, Record<string, unknown>[]>
  return body[collection]?.[0] ?? {}
}

const titled = (text: string, options: PreparedContent['options'] = {}, more: Partial<PreparedContent> = {}) =>
  plain(text, { ...more, options: { title: 'Нова Кенія', ...options } })
const kind = (wanted: string) => (error: unknown) => error instanceof NetworkFailure && error.kind === wanted

test('everything chosen for a post stands on it', () =>
  onSite(async (call, _world, folder) => {
    const featureImage = await sampleFile('image', folder, 3)
    const options = {
      ...{ excerpt: 'Коротко', tags: ['кава', '#hidden', 'кава'], visibility: 'members', featured: true },
      ...{ metaTitle: 'Search', canonicalUrl: 'https://first.example/x' },
    }
    const { ref } = await publish(ghost, call, titled('Hi', options, { files: { featureImage } }))
    const post = await raw(call, ref.id)
    assert.deepEqual(
      [post.custom_excerpt, post.visibility, post.featured, post.meta_title],
      ['Коротко', 'members', true, 'Search'],
    )
    assert.deepEqual(
      (post.tags as { name: string }[]).map((tag) => tag.name),
      ['кава', '#hidden'],
    )
    assert.match(String(post.feature_image), /\.jpg$/)
    assert.equal(post.feature_image_alt, featureImage.alt)
    assert.match(ref.url ?? '', /\/nova-keniia\/$/)
  }))

test('members are written to once, whatever is lost on the way', () =>
  onSite(async (call, { lab }) => {
    const content = titled('To you', { newsletter: 'default-newsletter', segment: 'free' })
    const { post, postKey, done } = await prepare(ghost, call, content, freshKey())
    lab.faults.add({ method: 'PUT', when: 'after-commit', act: 'drop', times: 1 })
    await assert.rejects(() => post.run(call, postKey, done), kind('unknown-outcome'))
    const found = await post.find?.(call, postKey, done, new Date())
    assert.ok(found?.found && found.result.ref)
    const stands = await raw(call, found.result.ref.id)
    assert.deepEqual(stands.email, { email_count: 42, opened_count: 0, status: 'submitted' })
    assert.equal(stands.email_segment, 'status:free')
    assert.deepEqual(await ghost.metrics.posts?.(call, [found.result.ref]), {
      [found.result.ref.id]: { clicks: 0, reach: 42, views: 0 },
    })
  }))

test('a post for the e-mail alone is sent and not published', () =>
  onSite(async (call) => {
    const { ref } = await publish(ghost, call, titled('Mail', { newsletter: 'default-newsletter', emailOnly: true }))
    assert.equal((await raw(call, ref.id)).status, 'sent')
  }))

test('an edit writes to nobody, keeps the address, and comes after what somebody else saved', () =>
  onSite(async (call, { lab, context }) => {
    const { ref, done } = await publish(ghost, call, titled('First', { newsletter: 'default-newsletter' }))
    lab.clock.moveBy(5000)
    let interfered = false
    const meddled: Call = {
      ...call,
      http: async (request) => {
        if (request.method === 'PUT' && !interfered) {
          interfered = true
          lab.clock.moveBy(5000)
          await ghost.edit.run(call, ref, titled('Meddled'), done)
        }
        return context.http(request)
      },
    }
    await ghost.edit.run(meddled, ref, titled('Second', { newsletter: 'default-newsletter' }), done)
    const post = await ghost.readBack(call, ref)
    assert.ok(interfered && post !== 'gone' && post.text === 'Second')
    assert.equal(post.ref.url, ref.url)
  }))

test('a moment that is past is refused by the site, and a draft with a newsletter by the check', () =>
  onSite(async (call) => {
    const at = new Date(call.clock.now().getTime() - 3_600_000).toISOString()
    await assert.rejects(() => publish(ghost, call, titled('Late', { status: 'scheduled', at })), kind('rejected'))
    const codes = checkContent(
      ghost.composing,
      titled('x', { status: 'draft', newsletter: 'default-newsletter' }),
      call.account.facts,
    )
    assert.deepEqual(
      codes.map((one) => one.code),
      ['ghost-cms.check.emailDraft'],
    )
  }))

test('a title of 256 characters is refused by the check and by the site', () =>
  onSite(async (call) => {
    const content = titled('x', { title: 'а'.repeat(256) })
    assert.equal(checkContent(ghost.composing, content, call.account.facts)[0]?.code, 'networks.check.optionTooLong')
    await assert.rejects(() => publish(ghost, call, content), kind('rejected'))
  }))

test('pages, pictures, films and files stand and are read back', () =>
  onSite(async (call, _world, folder) => {
    const media = []
    for (const [index, of] of (['image', 'image', 'video', 'audio', 'document'] as const).entries())
      media.push(await sampleFile(of, folder, index + 1, { alt: `“Cup” <${index}> & more` }))
    const { ref } = await publish(ghost, call, titled('Look', { type: 'page' }, { parts: [{ text: 'Look', media }] }))
    assert.equal((await raw(call, ref.id, 'pages')).status, 'published')
    const post = await ghost.readBack(call, ref)
    assert.ok(post !== 'gone' && post.text === 'Look')
    assert.deepEqual(
      post.media.map((one) => one.kind),
      ['image', 'image', 'video', 'audio', 'document'],
    )
    assert.equal(post.media[2]?.alt, '“Cup” <2> & more')
    assert.equal(await ghost.remove(call, ref, {}), 'removed')
    assert.equal(await ghost.readBack(call, ref), 'gone')
  }))

test('a desk whose clock is wrong by an hour still gets in, by the site’s own clock', () =>
  onSite(async (call) => {
    const clock = { ...call.clock, now: () => new Date(call.clock.now().getTime() - 3_600_000) }
    assert.equal((await ghost.health({ ...call, clock })).handle, call.account.handle)
  }))

test('tokens are signed as published: HS256 over header and claims, for five minutes at most', () => {
  const key = `${'ab'.repeat(12)}:${'cd'.repeat(32)}`
  const [head = '', body = ''] = adminToken(key, new Date('2026-11-22T12:00:00Z')).split('.')
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as unknown
  assert.deepEqual(read(head), { alg: 'HS256', typ: 'JWT', kid: 'ab'.repeat(12) })
  assert.deepEqual(read(body), { iat: 1795348800, exp: 1795349040, aud: '/admin/' })
})

test('addresses are read as people write them', () => {
  assert.equal(siteAddress('example.ghost.io'), 'https://example.ghost.io')
  assert.equal(siteAddress('https://example.org/blog/ghost/#/settings'), 'https://example.org/blog')
  for (const bad of ['', 'ftp://x.org', 'https://u:p@x.org']) assert.throws(() => siteAddress(bad), Refusal)
})
