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
import lemmy from './index.ts'
import emulator from './lab.ts'

const titled = plain('Hello', { options: { title: 'A question of taste' } })

test('a Lemmy instance that moved to another address: the person is asked to connect there, and the sign-in goes to nobody else', () =>
  asksToConnectWhereItMoved(lemmy, emulator, titled))

test('a person who changed the password at Lemmy is asked to connect anew, and with the new one goes on', async () => {
  const world = await labWorld(emulator)
  try {
    const call = callOf(await connectIn(lemmy, world), world.context)
    const { post, postKey, done } = await prepare(lemmy, call, titled, freshKey())
    const changed = { name: 'north_roasters', password: 'another-pass-2026' }
    await fetch(`${world.lab.origin}/lemmy/door/person`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(changed),
    })
    await failsAs(call, 'reconnect', () => lemmy.health(call))
    await failsAs(call, 'reconnect', () => lemmy.inbox.poll(call, undefined))
    await failsAs(call, 'reconnect', () => post.run(call, postKey, done))
    assert.equal(world.lab.ledger.live('lemmy').length, 0)
    await failsAs(call, 'reconnect', () => connectIn(lemmy, world))
    const again = { ...world, fields: { ...world.fields, password: changed.password } }
    await publish(lemmy, callOf(await connectIn(lemmy, again), world.context), titled)
    assert.equal(world.lab.ledger.live('lemmy').length, 1)
  } finally {
    await world.close()
  }
})
