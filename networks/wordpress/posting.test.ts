import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NetworkFailure } from '../../kernel/failure.ts'
import { type EmulatorWorld, onEmulator } from '../conformance/on-emulator.ts'
import { freshKey, plain, prepare, publish, sampleFile } from '../conformance.ts'
import type { Call, PreparedContent } from '../contract.ts'
import wordpress from './index.ts'
import emulator from './lab.ts'
import { optionsFor } from './options.ts'

const onSite = (run: (call: Call, world: EmulatorWorld, folder: string) => Promise<void>) =>
  onEmulator(wordpress, emulator, (call, world) => run(call, world, world.folder))

async function raw<T>(call: Call, path: string): Promise<T> {
  const basic = Buffer.from(`${call.account.secrets.user}:${call.account.secrets.password}`).toString('base64')
  const answer = await fetch(`${call.account.server}/wp-json/wp/v2/${path}`, {
    headers: { authorization: `Basic ${basic}` },
  })
  return (await answer.json()) as T
}

const titled = (text: string, options: PreparedContent['options'], more: Partial<PreparedContent> = {}) =>
  plain(text, { ...more, options: { title: 'Нова Кенія', ...options } })
const kind = (wanted: string) => (error: unknown) => error instanceof NetworkFailure && error.kind === wanted

test('everything chosen for a post stands on it', () =>
  onSite(async (call, _world, folder) => {
    const featured = await sampleFile('image', folder, 3)
    const options = {
      excerpt: 'Коротко',
      slug: 'nova-keniya',
      categories: ['2'],
      tags: ['кава', 'Kenya', 'кава'],
      format: 'image',
      sticky: true,
      comments: 'closed',
    }
    const { ref } = await publish(wordpress, call, titled('Hi', options, { files: { featured } }))
    const post = await raw<Record<string, unknown>>(call, `posts/${ref.id}?context=edit`)
    assert.equal(post.slug, 'nova-keniya')
    assert.equal(post.status, 'publish')
    assert.deepEqual([post.categories, (post.tags as number[]).length], [[2], 2])
    assert.deepEqual([post.format, post.sticky, post.comment_status], ['image', true, 'closed'])
    assert.ok(Number(post.featured_media) > 0)
    assert.match(ref.url ?? '', /nova-keniya\/$/)
  }))

test('a tag that is there already is used, not made again', () =>
  onSite(async (call) => {
    for (const title of ['One', 'Two']) await publish(wordpress, call, titled('x', { title, tags: ['Кава & чай'] }))
    assert.equal((await raw<object[]>(call, 'tags')).length, 1)
  }))

test('a post that the site is to publish later stands as scheduled, at that moment', () =>
  onSite(async (call, { context }) => {
    const at = new Date(Math.ceil(context.clock.now().getTime() / 1000) * 1000 + 3_600_000)
    const { ref } = await publish(wordpress, call, titled('Later', { status: 'future', at: at.toISOString() }))
    const post = await raw<{ status: string; date_gmt: string }>(call, `posts/${ref.id}?context=edit`)
    assert.equal(post.status, 'future')
    assert.equal(`${post.date_gmt}Z`, at.toISOString().replace('.000', ''))
  }))

test('a draft for the editors is found again when its answer was lost', () =>
  onSite(async (call, { lab }) => {
    const { post, postKey, done } = await prepare(wordpress, call, titled('For you', { status: 'draft' }), freshKey())
    assert.equal((await post.find?.(call, postKey, done, new Date()))?.found, false)
    lab.faults.add({ method: 'POST', when: 'after-commit', act: 'drop', times: 1 })
    await assert.rejects(() => post.run(call, postKey, done), kind('unknown-outcome'))
    assert.equal((await post.find?.(call, postKey, done, new Date()))?.found, true)
  }))

test('laying down the draft again with the same key uses the one that is there', () =>
  onSite(async (call) => {
    const content = titled('Once', {})
    const key = freshKey()
    await prepare(wordpress, call, content, key)
    await prepare(wordpress, call, content, key)
    assert.equal((await raw<object[]>(call, 'posts?status=draft&context=edit')).length, 1)
  }))

test('two posts of one title get two addresses', () =>
  onSite(async (call) => {
    const urls = []
    for (const text of ['a', 'b']) urls.push((await publish(wordpress, call, titled(text, { title: 'Same' }))).ref.url)
    assert.match(urls[0] ?? '', /\/same\/$/)
    assert.match(urls[1] ?? '', /\/same-2\/$/)
  }))

test('a page stands among the pages, is read back, changed and removed there', () =>
  onSite(async (call) => {
    const page = titled('About us', { type: 'page' })
    const { ref, done } = await publish(wordpress, call, page)
    assert.equal((await raw<{ type: string }>(call, `pages/${ref.id}?context=edit`)).type, 'page')
    const edited = await wordpress.edit.run(call, ref, titled('About all of us', { type: 'page' }), done)
    const post = await wordpress.readBack(call, edited.ref ?? ref)
    assert.ok(post !== 'gone' && post.text === 'About all of us')
    assert.equal(await wordpress.remove(call, ref, done), 'removed')
    assert.equal(await wordpress.readBack(call, ref), 'gone')
  }))

test('what is removed lies in the trash, or is gone for good where that was chosen', () =>
  onSite(async (call) => {
    for (const [removal, left] of [
      ['trash', 'trash'],
      ['forever', undefined],
    ] as const) {
      const { ref, done } = await publish(wordpress, call, titled(removal, { removal }))
      assert.equal(await wordpress.remove(call, ref, done), 'removed')
      assert.equal((await raw<{ status?: string }>(call, `posts/${ref.id}?context=edit`)).status, left)
    }
  }))

test('several pictures stand in one gallery, each with its description, beside a film and a file', () =>
  onSite(async (call, _world, folder) => {
    const media = []
    for (const [index, of] of (['image', 'image', 'video', 'document'] as const).entries())
      media.push(
        await sampleFile(of, folder, index + 1, of === 'image' ? { alt: `“Cup” -- <${index}> [gallery]` } : {}),
      )
    const { ref } = await publish(wordpress, call, titled('Look', {}, { parts: [{ text: 'Look', media }] }))
    const post = await wordpress.readBack(call, ref)
    assert.ok(post !== 'gone')
    assert.equal(post.text, 'Look')
    assert.deepEqual(
      post.media.map((one) => one.kind),
      ['image', 'image', 'video', 'document'],
    )
    assert.equal(post.media[1]?.alt, '“Cup” -- <1> [gallery]')
    const { content } = await raw<{ content: { raw: string } }>(call, `posts/${ref.id}?context=edit`)
    assert.equal(content.raw.match(/<!-- wp:gallery /g)?.length, 1)
  }))

test('a first comment under comments that are closed is refused by the check', async () => {
  const { checkContent } = await import('../check-content.ts')
  const content = titled('x', { comments: 'closed' }, { firstComment: 'First!' })
  const codes = checkContent(wordpress.composing, content, {}).map((one) => one.code)
  assert.deepEqual(codes, ['wordpress.check.commentNowhere'])
})

test('who may only write is offered drafts and reviews, and no files', () => {
  assert.equal(wordpress.composing.limits({ may: ['edit_posts'] }).media.image, undefined)
  const status = optionsFor({ may: ['edit_posts'] }).find((field) => field.key === 'status')
  assert.deepEqual(status?.kind === 'choice' && status.choices.map((one) => one.value), ['pending', 'draft'])
})
