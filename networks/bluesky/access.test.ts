import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failsAs } from '../conformance/suite.ts'
import { callOf, connectIn, freshKey, labWorld, plain, prepare } from '../conformance.ts'
import type { Call } from '../contract.ts'
import { specs } from '../lab/specs.ts'
import bluesky from './index.ts'
import emulator from './lab.ts'

const skip = specs.missing('bluesky/lexicons')
type World = Awaited<ReturnType<typeof labWorld>>

async function onServer(run: (call: Call, world: World, settle: (change: object) => Promise<void>) => Promise<void>) {
  const world = await labWorld(emulator)
  try {
    const call = callOf(await connectIn(bluesky, world), world.context)
    const settle = async (change: object) => {
      const answer = await fetch(`${world.lab.origin}/bluesky/door/account`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ actor: call.account.handle, ...change }),
      })
      assert.equal(answer.status, 204)
    }
    await run(call, world, settle)
    assert.deepEqual(world.lab.violations, [])
  } finally {
    await world.close()
  }
}

async function asksToReconnect(call: Call, world: World, settle: () => Promise<void>): Promise<void> {
  const { post, postKey, done } = await prepare(bluesky, call, plain('Still here?'), freshKey())
  await settle()
  await failsAs(call, 'reconnect', () => bluesky.health(call))
  await failsAs(call, 'reconnect', () => post.run(call, postKey, done))
  await failsAs(call, 'reconnect', async () => bluesky.inbox.poll(call, undefined))
  assert.equal(world.lab.ledger.live('bluesky').length, 0)
}

test(
  'an account that Bluesky took down must be looked after by a person, and signing in anew does not heal it',
  {
    skip,
  },
  () =>
    onServer(async (call, world, settle) => {
      await asksToReconnect(call, world, () => settle({ standing: 'takendown' }))
      await failsAs(call, 'reconnect', async () => bluesky.refresh?.(call))
      await assert.rejects(connectIn(bluesky, world))
    }),
)

test('an account that its owner deactivated at Bluesky must be looked after by a person', { skip }, () =>
  onServer((call, world, settle) => asksToReconnect(call, world, () => settle({ standing: 'deactivated' }))),
)

test(
  'an app password withdrawn at Bluesky: access ends with its hour, is not renewed, and the person is asked to connect anew',
  {
    skip,
  },
  () =>
    onServer(async (call, world, settle) => {
      world.lab.clock.moveBy(60_000)
      await settle({ password: 'abcd-efgh-ijkl-mnop' })
      await failsAs(call, 'reconnect', async () => bluesky.refresh?.(call))
      world.lab.clock.moveBy(3 * 3_600_000)
      await asksToReconnect(call, world, async () => {})
    }),
)
