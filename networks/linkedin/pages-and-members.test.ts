import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failsAs } from '../conformance/fails-as.ts'
import { connectIn, plain, publish } from '../conformance.ts'
import { signIn } from '../lab/sign-in.ts'
import network from './index.ts'
import { on } from './testing.ts'

test('one sign-in gives every page the member looks after, and the member', () =>
  on(async (_call, world) => {
    const way = network.connect.find((one) => one.id === 'pages')
    assert.ok(way)
    const accounts = await signIn(way, world, world.context)
    assert.deepEqual(
      accounts.map(({ kind, remoteId }) => [kind, remoteId.split(':')[2]]),
      [
        ['page', 'organization'],
        ['profile', 'person'],
      ],
    )
    assert.equal(new Set(accounts.map((one) => one.secrets.refreshToken)).size, 1)
  }))

test('a page that its member no longer manages needs somebody who does', () =>
  on(async (call, _world, handle) => {
    handle.endRole('north_roasters')
    await assert.rejects(network.health(call), failsAs('reconnect', /no longer manages/))
    await assert.rejects(publish(network, call, plain('Not ours any more')), failsAs('reconnect'))
  }))

test('a member whose posts may not be read is published for, and a doubt is never resolved by guessing', () =>
  on(
    async (call) => {
      const { steps, ref } = await publish(network, call, plain('In my own name', { firstComment: 'And more' }))
      assert.ok(ref.id.startsWith('urn:li:share:'))
      assert.deepEqual(
        steps.map(({ again, find }) => [again.way, find]),
        [
          ['never', undefined],
          ['never', undefined],
        ],
      )
      assert.deepEqual(
        [await network.inbox.poll(call, undefined), await network.metrics.posts?.(call, [ref])],
        [{ items: [] }, {}],
      )
      assert.equal(await network.remove(call, ref, {}), 'removed')
    },
    { member: true },
  ))

test('a member whose posts may be read is looked up after a doubt', () =>
  on(
    async (call) => {
      const { steps } = await publish(network, call, plain('Readable'))
      assert.equal(steps[0]?.again.way, 'look-first')
    },
    { member: true, readsMembers: true },
  ))

test('a pasted token connects what it may write to, and a wrong one nothing', () =>
  on(async (_call, world, handle) => {
    const token = handle.tokenFor('north_roasters', ['openid', 'profile', 'w_member_social'])
    const pasted = { ...world, way: 'token', fields: { token } }
    const account = await connectIn(network, pasted)
    assert.deepEqual([account.kind, account.secrets], ['profile', { accessToken: token }])
    await assert.rejects(connectIn(network, { ...pasted, fields: { token: 'wrong' } }), failsAs('reconnect'))
  }))

test('access that the app may not renew says so, which lets the desk warn before it ends', () =>
  on(
    async (call, { lab }) => {
      await assert.rejects(network.refresh(call), failsAs('reconnect', /sixty days/))
      lab.clock.moveBy(61 * 86_400_000)
      await assert.rejects(network.refresh(call), failsAs('reconnect'))
    },
    { partner: false },
  ))

test('a version that the network has put away is told as rejected', () =>
  on(async (call, { lab }) => {
    lab.clock.moveBy(400 * 86_400_000)
    const { secrets } = await network.refresh(call).catch(() => call.account)
    await assert.rejects(
      network.health({ ...call, account: { ...call.account, secrets } }),
      failsAs('rejected', /not active/),
    )
  }))
