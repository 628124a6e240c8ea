import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import { NetworkFailure } from '../../kernel/failure.ts'
import { checkContent } from '../check-content.ts'
import {
  behavesLikeANetwork,
  callOf,
  connectIn,
  freshKey,
  labWorld,
  plain,
  prepare,
  publish,
  sampleFile,
} from '../conformance.ts'
import type { Call, ConnectedAccount, MediaFile, PreparedContent } from '../contract.ts'
import { specs } from '../lab/specs.ts'
import { isObject } from './emulator/answers.ts'
import bluesky from './index.ts'
import emulator from './lab.ts'
import { readRecord } from './records.ts'

const skip = specs.missing('bluesky/lexicons')
behavesLikeANetwork(bluesky, () => labWorld(emulator), { skip })

describe('Bluesky in particular', { skip, timeout: 60_000 }, () => {
  let world: Awaited<ReturnType<typeof labWorld>>
  let account: ConnectedAccount
  let call: Call
  let folder = ''
  before(async () => {
    world = await labWorld(emulator)
    account = await connectIn(bluesky, world)
    folder = await mkdtemp(join(tmpdir(), 'rialto-bluesky-'))
  })
  beforeEach(() => {
    world.lab.faults.clear()
    call = callOf(account, world.context)
  })
  after(async () => {
    assert.deepEqual(world.lab.violations, [])
    await world.close()
    await rm(folder, { recursive: true, force: true })
  })

  const valueAt = async (collection: string, rkey: string) => (await readRecord(call, { collection, rkey }))?.value
  const keyOf = (uri: string) => uri.split('/').at(-1) ?? ''
  const partWith = (text: string, media: MediaFile[] = []) => ({ text, media })

  test('an account is called by the name its profile shows, not by its handle', async () => {
    const opened = await world.lab.openAccount('bluesky', { name: 'Rila Roasters', handle: 'rila-roasters' })
    const way = bluesky.connect.find((one) => one.id === opened.way)
    assert.ok(way?.kind === 'secret')
    const [connected] = await way.connect(opened.fields, world.context)
    assert.equal(connected?.name, 'Rila Roasters')
    assert.match(connected?.handle ?? '', /^rila-roasters\./)
  })

  test('a retry hours later, with another moment on the clock, finds the first post instead of making a second', async () => {
    const { post, postKey, done } = await prepare(bluesky, call, plain('once only'), freshKey())
    const first = await post.run(call, postKey, done)
    const later = { ...call, clock: { ...call.clock, now: () => new Date(call.clock.now().getTime() + 5 * 3_600_000) } }
    const second = await post.run(later, postKey, done)
    assert.deepEqual(second, first)
  })

  test('another record standing at our key is never taken for ours nor overwritten', async () => {
    const key = freshKey()
    const one = await prepare(bluesky, call, plain('this one'), key)
    await one.post.run(call, one.postKey, one.done)
    const other = await prepare(bluesky, call, plain('that one'), key)
    await assert.rejects(() => other.post.run(call, other.postKey, other.done), failing('unknown-outcome'))
    assert.equal(world.lab.ledger.live('bluesky').filter((live) => live.text === 'that one').length, 0)
  })

  test('gates say who may reply and quote, bear the key of the post, and go with it', async () => {
    const options = { replies: ['mentioned', 'following'], quotes: false }
    const { ref, done } = await publish(bluesky, call, { ...plain('gated'), options })
    const gate = await valueAt('app.bsky.feed.threadgate', keyOf(ref.id))
    const kinds = Array.isArray(gate?.allow) ? gate.allow.map((rule) => isObject(rule) && rule.$type) : undefined
    assert.deepEqual(kinds, ['app.bsky.feed.threadgate#mentionRule', 'app.bsky.feed.threadgate#followingRule'])
    assert.equal(gate?.post, ref.id)
    assert.ok(await valueAt('app.bsky.feed.postgate', keyOf(ref.id)))
    await bluesky.remove?.(call, ref, done)
    assert.equal(await valueAt('app.bsky.feed.threadgate', keyOf(ref.id)), undefined)
    assert.equal(await valueAt('app.bsky.feed.postgate', keyOf(ref.id)), undefined)
  })

  test('“nobody” is an empty list, and “everybody” no gate at all', async () => {
    const nobody = await publish(bluesky, call, { ...plain('silence'), options: { replies: ['nobody'] } })
    assert.deepEqual((await valueAt('app.bsky.feed.threadgate', keyOf(nobody.ref.id)))?.allow, [])
    const all = await publish(bluesky, call, { ...plain('all'), options: { replies: ['everybody'] } })
    assert.equal(await valueAt('app.bsky.feed.threadgate', keyOf(all.ref.id)), undefined)
  })

  test('a mention carries the identity behind the handle, and an unknown handle stays text', async () => {
    const { ref } = await publish(bluesky, call, plain(`дякуємо @${account.handle} і @nobody.example`))
    const value = await valueAt('app.bsky.feed.post', keyOf(ref.id))
    const text = JSON.stringify(value?.facets)
    assert.ok(text.includes(account.remoteId))
    assert.equal(Array.isArray(value?.facets) && value.facets.length, 1)
  })

  test('languages, extra tags and content warnings stand in the post', async () => {
    const options = { tags: '#coffee, specialty', labels: ['graphic-media'] }
    const { ref } = await publish(bluesky, call, { ...plain('tagged', { language: 'uk' }), options })
    const value = await valueAt('app.bsky.feed.post', keyOf(ref.id))
    assert.deepEqual(value?.tags, ['coffee', 'specialty'])
    assert.deepEqual(value?.langs, ['uk'])
    assert.deepEqual(value?.labels, { $type: 'com.atproto.label.defs#selfLabels', values: [{ val: 'graphic-media' }] })
  })

  test('a lost rotation of the refresh token is healed by the app password', async () => {
    const secrets = { ...account.secrets, refreshJwt: 'lost in a crash' }
    const fresh = await bluesky.refresh?.(callOf({ ...account, secrets }, world.context))
    assert.ok(fresh?.secrets.accessJwt)
    const revoked = { ...secrets, password: 'revoked-by-its-owner' }
    await assert.rejects(
      async () => bluesky.refresh?.(callOf({ ...account, secrets: revoked }, world.context)),
      failing('reconnect'),
    )
  })

  test('the moment of the reset is how long to wait when the account’s points are spent', async () => {
    world.lab.faults.add({ path: 'putRecord', when: 'no-commit', act: 'rate-limit', retryAfterS: 1800, times: 1 })
    const failure = await publish(bluesky, call, plain('too much')).catch((error: unknown) => error)
    assert.ok(failure instanceof NetworkFailure && failure.kind === 'slow-down')
    const minutes = (failure.retryAfterMs ?? 0) / 60_000
    assert.ok(minutes > 29 && minutes <= 30, `${minutes} minutes`)
  })

  test('the stream tells new posts with the words asked for, and ends when it is told to', async () => {
    const stop = new AbortController()
    const listening = { ...call, signal: stop.signal }
    const stream = bluesky.stream?.listen(listening, { words: ['КАВА'] })
    assert.ok(stream)
    const heard: string[] = []
    const listener = (async () => {
      for await (const batch of stream) {
        for (const one of batch) if (one.what === 'said') heard.push(one.post.text)
        if (heard.length > 0) stop.abort()
      }
    })()
    for (let turn = 0; turn < 50 && heard.length === 0; turn++) {
      await publish(bluesky, call, plain(`чай ${turn}`))
      await publish(bluesky, call, plain(`кава ${turn}`))
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    stop.abort()
    await listener
    assert.equal(heard.length, 1)
    assert.match(heard[0] ?? '', /^кава/)
  })

  test('the composer warns of what would be lost, and refuses what the network would', async () => {
    const video = await sampleFile('video', folder, 3)
    const codes = (content: PreparedContent) =>
      checkContent(bluesky.composing, content, account.facts).map((one) => one.code)
    assert.ok(
      codes({ ...plain(''), parts: [partWith('x', [video, { ...video, id: 'b' }])] }).includes(
        'bluesky.check.oneVideo',
      ),
    )
    assert.ok(codes({ ...plain('x'), options: { tags: 'a b c d e f g h i' } }).includes('bluesky.check.tooManyTags'))
    assert.ok(
      codes({ ...plain('x'), options: { replies: ['nobody', 'followers'] } }).includes(
        'bluesky.check.repliesContradict',
      ),
    )
    assert.ok(codes(plain(`#${'a'.repeat(70)}`)).includes('bluesky.check.longTag'))
  })
})

describe('the emulator of Bluesky can fail a connector', { skip }, () => {
  const cases: [string, object][] = [
    ['a field nobody knows', { surprise: 1 }],
    ['a facet that cuts a character', { text: 'ї', facets: [facet(1, 2)] }],
    ['a facet outside the text', { facets: [facet(0, 99)] }],
  ]
  for (const [words, change] of cases)
    test(`${words} is a breach that is kept`, async () => {
      const world = await labWorld(emulator)
      try {
        const account = await connectIn(bluesky, world)
        const record = { $type: 'app.bsky.feed.post', text: 'x', createdAt: '2026-11-22T10:00:00.000Z', ...change }
        const json = { repo: account.remoteId, collection: 'app.bsky.feed.post', rkey: '3kaaaaaaaaaa2', record }
        const headers = { authorization: `Bearer ${account.secrets.accessJwt}` }
        const answer = await world.context.http({
          method: 'POST',
          url: `${account.server}/xrpc/com.atproto.repo.putRecord`,
          json,
          headers,
        })
        assert.equal(answer.status, 400)
        assert.equal(world.lab.violations.length, 1)
      } finally {
        await world.close()
      }
    })
})

function facet(byteStart: number, byteEnd: number): object {
  const features = [{ $type: 'app.bsky.richtext.facet#link', uri: 'https://a.example' }]
  return { $type: 'app.bsky.richtext.facet', index: { byteStart, byteEnd }, features }
}

const failing = (kind: string) => (error: unknown) => error instanceof NetworkFailure && error.kind === kind
