import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { NetworkFailure } from '../../kernel/failure.ts'
import { checkContent } from '../check-content.ts'
import type { Content } from '../compose.ts'
import { connectIn, plain, sampleFile } from '../conformance.ts'
import type { Interaction } from '../contract.ts'
import { signIn } from '../lab/sign-in.ts'
import network from './index.ts'
import { onChannel } from './testing.ts'

const clip = {
  id: 'v',
  kind: 'video' as const,
  mime: 'video/mp4',
  bytes: 9,
  width: 1080,
  height: 1920,
  durationMs: 60_000,
}
const codes = (content: Partial<Content>) =>
  checkContent(
    network.composing,
    { parts: [{ text: 'x', media: [clip] }], ...content, options: { title: 'T', ...content.options } },
    {},
  ).map((one) => one.code)

test('an upright clip of three minutes is a Short, a wide or longer one is not', () => {
  assert.deepEqual(codes({}), ['youtube.check.short'])
  assert.deepEqual(codes({ parts: [{ text: '', media: [{ ...clip, width: 1920, height: 1080 }] }] }), [])
  assert.deepEqual(codes({ parts: [{ text: '', media: [{ ...clip, durationMs: 181_000 }] }] }), [])
})

test('what the network would refuse is told while writing', () => {
  assert.ok(codes({ parts: [{ text: 'no film', media: [] }] }).includes('youtube.check.needsVideo'))
  assert.ok(codes({ options: { title: '' } }).includes('networks.check.optionMissing'))
  assert.ok(codes({ options: { title: 'T'.repeat(101) } }).includes('networks.check.optionTooLong'))
  assert.ok(
    codes({ options: { tags: Array.from({ length: 40 }, () => 'filter coffee') } }).includes('youtube.check.tags'),
  )
  assert.ok(codes({ options: { publishAt: '2030-01-01T10:00:00Z' } }).includes('youtube.check.publishAtPrivate'))
  assert.ok(codes({ options: { madeForKids: true }, firstComment: 'Hi' }).includes('youtube.check.kidsComment'))
  assert.ok(codes({ parts: [{ text: 'a < b', media: [clip] }] }).includes('youtube.check.brackets'))
})

test('a private video is given its moment, cover and playlists, each once', () =>
  onChannel(async ({ call, account, post, folder, lab }) => {
    const { playlists } = account.facts.channel as { playlists: { id: string }[] }
    const chosen = playlists.map((one) => one.id)
    const publishAt = new Date(call.clock.now().getTime() + 3_600_000).toISOString()
    const { ref, steps, done } = await post({
      ...plain('Tomorrow'),
      options: { privacy: 'private', publishAt, playlists: chosen, thumbnail: 'cover', tags: ['coffee', 'pour over'] },
      files: { thumbnail: await sampleFile('image', folder, 3) },
    })
    const stands = await network.readBack(call, ref)
    assert.ok(stands !== 'gone')
    assert.deepEqual(
      { privacy: 'private', tags: ['coffee', 'pour over'] },
      { privacy: (stands.raw as { privacy: string }).privacy, tags: (stands.raw as { tags: string[] }).tags },
    )
    const playlist = steps.find((step) => step.name === `playlist-${chosen[0]}`)
    const found = await playlist?.find?.(call, 'k', done, call.clock.now())
    assert.ok(found?.found)
    assert.equal(lab.ledger.entries.filter((one) => one.kind === 'upload').length, 1)
    assert.deepEqual(lab.violations, [])
  }))

test('captions stand in the language of the post, once, and what is no captions is told', () =>
  onChannel(async ({ call, post, folder }) => {
    const track = await sampleFile('document', folder, 1)
    const words = Buffer.from('1\n00:00:00,000 --> 00:00:02,000\nДобър ден\n')
    const captions = { ...track, bytes: words.length, open: () => Readable.from([words]) }
    const { steps, done } = await post({ ...plain('With words'), language: 'bg', files: { captions } })
    const step = steps.find((one) => one.name === 'captions')
    assert.ok(step?.find)
    assert.ok((await step.find(call, 'k', done, call.clock.now())).found)
    const isRejected = (error: unknown) => error instanceof NetworkFailure && error.kind === 'rejected'
    await assert.rejects(step.run(call, 'k', done), isRejected)
    await assert.rejects(post({ ...plain('x'), language: 'bg', files: { captions: track } }), isRejected)
    assert.ok(codes({ options: { captions: 'a-file' } }).includes('youtube.check.captionsLanguage'))
  }))

test('an answer to an answer stands in the same thread, and our own words are known as ours', () =>
  onChannel(async ({ call, post, lab }) => {
    const { ref } = await post(plain('Ask'))
    await lab.network('youtube').comment?.(ref.id, 'Which grinder?')
    const [question] = (await network.inbox.comments?.(call, ref, undefined))?.items ?? []
    assert.ok(question)
    const first = await network.inbox.reply?.(question, 'A flat one.', call.account).run(call, 'a', {})
    const ours = (await network.inbox.comments?.(call, ref, undefined))?.items.find((one) => one.id === first?.ref?.id)
    assert.ok(ours?.own && ours.replyTo === question.id)
    await network.inbox.reply?.(ours, 'Or a cone.', call.account).run(call, 'b', {})
    const all = (await network.inbox.comments?.(call, ref, undefined))?.items ?? []
    assert.deepEqual(
      all.map((one) => one.replyTo),
      [undefined, question.id, question.id],
    )
  }))

test('a held comment waits for review, a banned author is heard no more', () =>
  onChannel(async ({ call, post, lab }) => {
    const { ref } = await post(plain('Be kind'))
    await lab.network('youtube').comment?.(ref.id, 'Buy followers')
    const spoken = async () => (await network.inbox.comments?.(call, ref, undefined))?.items ?? []
    const [spam] = (await spoken()) as [Interaction]
    await network.moderate.hide?.(call, spam)
    assert.deepEqual(await spoken(), [])
    const held = (await network.inbox.poll(call, undefined)).items.find((one) => one.id === spam.id)
    assert.deepEqual(held?.raw, { moderation: 'heldForReview' })
    await network.moderate.unhide?.(call, spam)
    assert.equal((await spoken()).length, 1)
    await network.moderate.block?.(call, spam)
    assert.deepEqual(await spoken(), [])
  }))

test('without the right to upload nothing is connected, without Analytics everything else is', () =>
  onChannel(async ({ world }) => {
    const [upload = '', , analytics = ''] = network.connect[0]?.scopes?.map((scope) => scope.name) ?? []
    const without = (right: string) => ({ ...world, consent: { ...world.consent, practice_without: right } })
    await assert.rejects(
      connectIn(network, without(upload)),
      (error: unknown) => error instanceof NetworkFailure && /not granted.*youtube\.upload/.test(error.message),
    )
    const account = await connectIn(network, without(analytics))
    const call = { ...world.context, account: { id: 'a', app: world.context.app, ...account } }
    const steps = await network.metrics.posts?.(call, [])
    assert.deepEqual(steps, {})
    assert.equal((await network.health(call)).handle, account.handle)
  }))

test('one sign-in gives every channel of the account, each its own', () =>
  onChannel(async ({ world, lab }) => {
    const body = { account: world.consent?.practice_account, title: 'North Kids', handle: 'north_kids' }
    await fetch(`${lab.origin}/youtube/door/channels`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const [way] = network.connect
    assert.ok(way)
    const accounts = await signIn(way, world, world.context)
    assert.deepEqual(
      accounts.map((one) => one.handle),
      ['@north_roasters', '@north_kids'],
    )
  }))

test('an audience is told in people, by country, age and sex', () =>
  onChannel(async ({ call }) => {
    const audience = await network.metrics.audience?.(call)
    assert.deepEqual(audience?.country, { BG: 66, UA: 38, CZ: 16 })
    assert.equal(audience?.sex?.female, 63)
    assert.ok(audience?.age?.['25-34'])
  }))
