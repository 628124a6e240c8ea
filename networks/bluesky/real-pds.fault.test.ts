import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { allowInBrowser } from '../../e2e/real-servers/allow-in-browser.ts'
import { type RealPds, startRealPds } from '../../e2e/real-servers/real-pds.ts'
import { systemClock } from '../../kernel/clock.ts'
import { NetworkFailure } from '../../kernel/failure.ts'
import { createHttp } from '../../kernel/http/client.ts'
import {
  behavesLikeANetwork,
  callOf,
  connectIn,
  freshKey,
  labWorld,
  memoryStore,
  type NetworkWorld,
  plain,
  prepare,
  publish,
} from '../conformance.ts'
import type { Call, Network } from '../contract.ts'
import { specs } from '../lab/specs.ts'
import { askBoth, type Side } from './emulator/compared.ts'
import { exchanges } from './emulator/exchanges.ts'
import bluesky from './index.ts'
import { listOf, textOf } from './json-shapes.ts'
import emulator from './lab.ts'
import { oauthWay } from './oauth.ts'
import { ask } from './xrpc.ts'

const server = await startRealPds({ rateLimits: true })
const running = 'unable' in server ? undefined : server
const skip = 'unable' in server ? `the real server cannot run here: ${server.unable}` : false
after(() => running?.close())

/** Without an index, a server knows nothing of notifications, threads, numbers, search; they answer 502. */
const withoutIndex: Network = {
  ...bluesky,
  inbox: undefined,
  moderate: undefined,
  metrics: undefined,
  search: undefined,
}
const where = 'the real server (comments, numbers and search need an index, and are left out)'
behavesLikeANetwork(withoutIndex, () => worldOf(running), { where, skip })

describe('exactly once on the real server', { skip, timeout: 60_000 }, () => {
  let world: NetworkWorld
  let call: Call
  before(async () => {
    world = await worldOf(running)
    call = callOf(await connectIn(bluesky, world), world.context)
  })
  after(() => world.close())

  test('the same step with the same key, again and at the same moment, leaves one post', async () => {
    const text = `once ${freshKey()}`
    const { post, postKey, done } = await prepare(bluesky, call, plain(text), freshKey())
    const [first, second] = await Promise.all([post.run(call, postKey, done), post.run(call, postKey, done)])
    const third = await post.run(call, postKey, done)
    assert.deepEqual([second, third], [first, first])
    assert.equal(await countWith(text), 1)
  })

  test('an answer lost after the server took the post leaves one post when the step is run again', async () => {
    const text = `lost ${freshKey()}`
    const { post, postKey, done } = await prepare(bluesky, call, plain(text), freshKey())
    const losing: Call = {
      ...call,
      http: async (request) => {
        await call.http(request)
        throw new NetworkFailure('unknown-outcome', 'the answer was lost')
      },
    }
    await assert.rejects(() => post.run(losing, postKey, done), failing('unknown-outcome'))
    const found = await post.find?.(call, postKey, done, new Date())
    const again = await post.run(call, postKey, done)
    assert.ok(found?.found && found.result.ref?.id === again.ref?.id)
    assert.equal(await countWith(text), 1)
  })

  test('removing a gated thread with a first comment leaves nothing', async () => {
    const mark = freshKey()
    const parts = [`a ${mark}`, `b ${mark}`].map((text) => ({ text, media: [] }))
    const options = { replies: ['nobody'], quotes: false }
    const { ref, done } = await publish(bluesky, call, { parts, firstComment: `c ${mark}`, options })
    assert.equal(await countWith(mark), 3)
    assert.equal(await countWith(ref.id, 'app.bsky.feed.threadgate'), 1)
    assert.equal(await bluesky.remove?.(call, ref, done), 'removed')
    assert.equal(await countWith(mark), 0)
    for (const gates of ['threadgate', 'postgate']) assert.equal(await countWith(ref.id, `app.bsky.feed.${gates}`), 0)
  })

  async function countWith(words: string, collection = 'app.bsky.feed.post'): Promise<number> {
    const query = { repo: call.account.remoteId, collection, limit: 100 }
    const answer = await ask<{ records: [] }>(call, { nsid: 'com.atproto.repo.listRecords', query })
    return listOf(answer.records).filter((record) => textOf(JSON.stringify(record.value)).includes(words)).length
  }
})

describe('signing in to the real server', { skip, timeout: 60_000 }, () => {
  test('a main password connects the account, but only what it opened is kept', async () => {
    const world = await worldOf(running)
    try {
      const fields = { ...world.fields, password: running?.mainPassword ?? '' }
      const account = await connectIn(bluesky, { ...world, fields })
      assert.deepEqual(Object.keys(account.secrets), ['accessJwt', 'refreshJwt'])
      assert.ok(await bluesky.refresh?.(callOf(account, world.context)))
    } finally {
      await world.close()
    }
  })
})

describe('signing in to the real server by OAuth', { skip, timeout: 60_000 }, () => {
  test('the account is connected, publishes, and its access is refreshed once', async () => {
    assert.ok(running)
    const world = await worldOf(running)
    try {
      const context = {
        ...world.context,
        redirectUri: 'http://127.0.0.1:4123/connect/bluesky/oauth/callback',
        state: 'a-state-of-this-try',
      }
      const { url, pending } = await oauthWay.begin({ identifier: running.handle, server: running.pds }, context)
      const query = await allowInBrowser(url, { handle: running.handle, password: running.mainPassword })
      const [account] = await oauthWay.finish(query, pending, context)
      assert.ok(account && account.remoteId === running.did && account.handle === running.handle)
      const call = callOf(account, world.context)
      assert.equal((await bluesky.health(call)).handle, running.handle)
      await publish(bluesky, call, plain('signed in by OAuth'))
      const fresh = await bluesky.refresh?.(call)
      assert.ok(fresh)
      await publish(
        bluesky,
        callOf({ ...account, secrets: fresh.secrets }, world.context),
        plain('and refreshed'),
        freshKey(),
      )
      await assert.rejects(async () => bluesky.refresh?.(call), failing('reconnect'))
    } finally {
      await world.close()
    }
  })
})

describe('the emulator answers as the real server does', { skip: skip || specs.missing('bluesky/lexicons') }, () => {
  const open: { close: () => Promise<void> }[] = []
  let sides: { real: Side; emulated: Side } | undefined
  before(async () => {
    const lab = await labWorld(emulator, { strict: false })
    const real = await worldOf(running)
    open.push(lab, real)
    sides = { real: await sideOf(real), emulated: await sideOf(lab) }
  })
  after(() => Promise.all(open.map((one) => one.close())))

  for (const exchange of exchanges)
    test(exchange.title, async () => {
      assert.ok(sides)
      const { real, emulated } = await askBoth(sides, exchange)
      assert.deepEqual(emulated, real)
    })
})

async function worldOf(pds: RealPds | undefined): Promise<NetworkWorld> {
  assert.ok(pds)
  const { http, close } = createHttp({ allowOrigins: () => [pds.pds], userAgent: 'Rialto' })
  const fields = { identifier: pds.handle, password: pds.password, server: pds.pds }
  const signal = new AbortController().signal
  const desk = { name: 'Rialto', url: 'https://desk.example' }
  return {
    way: 'app-password',
    fields,
    context: { http, clock: systemClock, signal, store: memoryStore(), desk, app: {} },
    close,
  }
}

async function sideOf(world: NetworkWorld): Promise<Side> {
  const connected = await connectIn(bluesky, world)
  return { call: callOf(connected, world.context), fields: world.fields }
}

const failing = (kind: string) => (error: unknown) => error instanceof NetworkFailure && error.kind === kind
