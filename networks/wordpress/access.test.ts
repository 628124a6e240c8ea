import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failsAs } from '../conformance/suite.ts'
import {
  asksToConnectWhereItMoved,
  callOf,
  connectIn,
  freshKey,
  labWorld,
  plain,
  prepare,
  publish,
} from '../conformance.ts'
import wordpress from './index.ts'
import emulator from './lab.ts'
import { titled } from './testing.ts'

test('a blog that moved to another address: the person is asked to connect there, and the password goes to nobody else', async () =>
  asksToConnectWhereItMoved(wordpress, emulator, await titled(plain('Hello'))))

test('a person who revoked the application password at the blog is asked to connect anew, and with a new one goes on', async () => {
  const world = await labWorld(emulator)
  try {
    const call = callOf(await connectIn(wordpress, world), world.context)
    const content = await titled(plain('Hello'))
    const { post, postKey, done } = await prepare(wordpress, call, content, freshKey())
    world.lab.faults.add({ act: 'expire-token', when: 'before-commit', times: 1 })
    await failsAs(call, 'reconnect', () => wordpress.health(call))
    world.lab.faults.clear()
    await failsAs(call, 'reconnect', () => wordpress.health(call))
    await failsAs(call, 'reconnect', () => wordpress.inbox.poll(call, undefined))
    await failsAs(call, 'reconnect', () => post.run(call, postKey, done))
    assert.equal(world.lab.ledger.live('wordpress').length, 0)
    const opened = await world.lab.openAccount('wordpress', { name: 'North', handle: 'north_roasters' })
    const anew = callOf(await connectIn(wordpress, { ...world, ...opened }), world.context)
    assert.equal(anew.account.remoteId, call.account.remoteId)
    await publish(wordpress, anew, content)
    assert.equal(world.lab.ledger.live('wordpress').length, 1)
  } finally {
    await world.close()
  }
})
