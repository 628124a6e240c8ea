import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failsAs } from '../conformance/suite.ts'
import { freshKey, plain, prepare } from '../conformance.ts'
import network from './index.ts'
import { on } from './testing.ts'

test('an account that X suspended must be looked after by a person, and nothing of it is published', () =>
  on(async (call, { lab }) => {
    const { post, postKey, done } = await prepare(network, call, plain('Still here?'), freshKey())
    await fetch(`${lab.origin}/x-twitter/door/suspend`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ handle: 'north_roasters' }),
    })
    await failsAs(call, 'reconnect', () => network.health(call))
    await failsAs(call, 'reconnect', () => network.inbox.poll(call, undefined))
    const failure = await failsAs(call, 'reconnect', () => post.run(call, postKey, done))
    assert.match(failure.message, /suspended/)
    assert.equal(lab.ledger.live('x-twitter').length, 0)
  }))

test('a 200 that names no account, only that it was suspended, asks a person to look after it', () =>
  on(async (call) => {
    const type = 'https://api.x.com/2/problems/resource-not-found'
    const text = JSON.stringify({ errors: [{ type, title: 'Forbidden', detail: 'User has been suspended: [north].' }] })
    const http = async () => ({
      ...{ status: 200, headers: {}, url: call.account.server, body: Buffer.from(text), text: () => text },
      json: <T>() => JSON.parse(text) as T,
    })
    const failure = await failsAs(call, 'reconnect', () => network.health({ ...call, http }))
    assert.match(failure.message, /suspended/)
  }))
