import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { NetworkFailure } from '../../kernel/failure.ts'
import { failsAs } from '../conformance/fails-as.ts'
import { temporaryFolder } from '../conformance/world.ts'
import { callOf, connectIn, freshKey, labWorld, plain, prepare, publish, sampleFile } from '../conformance.ts'
import network from './index.ts'
import { mastodonInstance } from './lab.ts'
import { onServer } from './testing.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
before(async () => {
  folder = await temporaryFolder()
})
after(() => folder.remove())

test('after the hour the server has forgotten the key, and only a look keeps the post single', () =>
  onServer(async (call, { lab }) => {
    const { post, postKey, done } = await prepare(network, call, plain('Only once, please'), freshKey())
    const since = call.clock.now()
    assert.ok(post.again.way === 'same-key' && post.again.forMs < 3_600_000)
    const { ref } = await post.run(call, postKey, done)
    lab.clock.moveBy(3_700_000)
    const found = await post.find?.(call, postKey, done, since)
    assert.ok(found?.found && found.result.ref?.id === ref?.id)
    await post.run(call, postKey, done)
    assert.equal(lab.ledger.live('mastodon').length, 2, 'the server would have made a second one')
  }))

test('absence is sure only when no earlier try can still be on its way', () =>
  onServer(async (call, { lab }) => {
    const { post, postKey, done } = await prepare(network, call, plain('Never sent'), freshKey())
    const since = call.clock.now()
    const early = await post.find?.(call, postKey, done, since)
    lab.clock.moveBy(300_000)
    const late = await post.find?.(call, postKey, done, since)
    assert.deepEqual(
      [early, late].map((one) => one && !one.found && one.sure),
      [false, true],
    )
  }))

test('a token without the right is told to connect again', () =>
  onServer(async (call, { lab, fields }) => {
    const form = {
      grant_type: 'client_credentials',
      client_id: 'by-hand',
      client_secret: 'by-hand',
      redirect_uri: 'urn:ietf:wg:oauth:2.0:oob',
    }
    const granted = await fetch(`${fields.server}/oauth/token`, {
      method: 'POST',
      body: JSON.stringify(form),
      headers: { 'content-type': 'application/json' },
    })
    const { access_token: token } = (await granted.json()) as { access_token: string }
    await assert.rejects(
      publish(network, { ...call, account: { ...call.account, secrets: { token } } }, plain('No right')),
      failsAs('reconnect'),
    )
    assert.equal(lab.ledger.live('mastodon').length, 0)
  }))

test('a server that enforces its rates says when to come back', () =>
  onServer(
    async (call) => {
      const calls = Array.from({ length: 305 }, () => network.health(call).catch((error: unknown) => error))
      const failures = (await Promise.all(calls)).filter((one) => one instanceof NetworkFailure)
      assert.ok(failures.length > 0)
      for (const failure of failures)
        assert.ok(
          failure.kind === 'slow-down' && (failure.retryAfterMs ?? 0) > 0 && (failure.retryAfterMs ?? 0) <= 300_000,
        )
    },
    { enforceRates: true },
  ))

test('practice outlives a restart: access, posts, files, keys and what people said', async () => {
  const journal = join(folder.path, 'practice.jsonl')
  const world = await labWorld(mastodonInstance(), { journal })
  const call = callOf(await connectIn(network, world), world.context)
  const { ref, done } = await publish(
    network,
    call,
    { parts: [{ text: 'Kept', media: [await sampleFile('image', folder.path, 21)] }], options: {} },
    'the-key',
  )
  await world.lab.network('mastodon').comment?.(ref.id, 'Still here?')
  const { port } = new URL(world.lab.origin)
  await world.close()
  const again = await labWorld(mastodonInstance(), { journal, port: Number(port) })
  try {
    const post = await network.readBack?.({ ...call, http: again.context.http }, ref)
    assert.ok(post && post !== 'gone')
    assert.equal(post.text, 'Kept')
    assert.equal((await fetch(post.media[0]?.url ?? '')).headers.get('content-type'), 'image/jpeg')
    const comments = await network.inbox?.comments?.({ ...call, http: again.context.http }, ref, undefined)
    assert.deepEqual(
      comments?.items.map((one) => one.text),
      ['Still here?'],
    )
    const { steps } = {
      steps: network.publish.steps({ parts: [{ text: 'Kept', media: [] }], options: {} }, call.account),
    }
    assert.equal((await steps[0]?.run({ ...call, http: again.context.http }, 'the-key:post', done))?.ref?.id, ref.id)
    assert.equal(again.lab.ledger.live('mastodon').filter((one) => one.text === 'Kept').length, 1)
  } finally {
    await again.close()
  }
})
