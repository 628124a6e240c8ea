import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkContent } from '../check-content.ts'
import { failsAs } from '../conformance/fails-as.ts'
import { connectIn, freshKey, plain, prepare, publish, sampleFile } from '../conformance.ts'
import type { Network } from '../contract.ts'
import { specs } from '../lab/specs.ts'
import { readMethods } from './emulator/describe.ts'
import { failureOfError } from './failures.ts'
import vk from './index.ts'
import { methods } from './lab.ts'
import { onVk } from './testing.ts'

test('with the community’s key alone, messages and stories work and the wall says what is missing', () =>
  onVk(
    async ({ call, account, folder, vk: network }) => {
      assert.deepEqual([account.facts.wall, account.facts.messages], [false, true])
      assert.equal((await vk.health(call)).handle, account.handle)
      const findings = checkContent(vk.composing, plain('Hello'), account.facts)
      assert.equal(findings[0]?.code, 'vk.check.wallNeedsSignIn')
      await assert.rejects(publish(vk, call, plain('Hello')), failsAs('rejected', /sign-in/))
      const media = [await sampleFile('image', folder, 1)]
      await publish(vk, call, { parts: [{ text: '', media }], options: { format: 'story' } })
      await network.message?.('north_roasters', 'Hello')
      const { items } = await vk.inbox.poll(call, undefined)
      assert.deepEqual(
        items.map((one) => one.text),
        ['Hello'],
      )
    },
    { keys: ['communityKey'] },
  ))

test('who no longer manages the community must connect it again', () =>
  onVk(async ({ call, vk: network }) => {
    for (const user of network.desk.rows.users.values())
      network.desk.tables.commit([['users', String(user.id), { ...user, manages: [] }]])
    await assert.rejects(vk.health(call), failsAs('reconnect', /no longer manages/))
  }))

for (const deactivated of ['deleted', 'banned'] as const)
  test(`a community that VK has ${deactivated} must be looked after by a person, and nothing is published there`, () =>
    onVk(async ({ call, lab, vk: network }) => {
      const { post, postKey, done } = await prepare(vk as Network, call, plain('Still here?'), freshKey())
      for (const group of network.desk.rows.groups.values())
        network.desk.tables.commit([['groups', String(group.id), { ...group, deactivated }]])
      await assert.rejects(vk.health(call), failsAs('reconnect', /no longer has/))
      await assert.rejects(post.run(call, postKey, done), failsAs('reconnect', /group is/))
      assert.equal(lab.ledger.live('vk').length, 0)
    }))

test('a person whom VK has deleted or banned is told apart from one post that is out of reach', () => {
  const kindOf = (code: number, words: string) => failureOfError({ error_code: code, error_msg: words }, true).kind
  assert.equal(kindOf(5, 'User authorization failed: user is deactivated.'), 'reconnect')
  assert.equal(kindOf(18, 'User was deleted or banned.'), 'reconnect')
  assert.equal(kindOf(15, 'Access denied: group is blocked'), 'reconnect')
  assert.equal(kindOf(15, 'Access denied: post was deleted'), 'rejected')
})

test('a sign-in that manages several communities asks which, and names them', () =>
  onVk(async ({ vk: network, world }) => {
    const [user] = [...network.desk.rows.users.values()]
    const [group] = [...network.desk.rows.groups.values()]
    assert.ok(user && group)
    const other = { ...group, id: 220_999_999, screen: 'south_roasters', account: 'south' }
    network.desk.tables.commit([
      ['groups', String(other.id), other],
      ['users', String(user.id), { ...user, manages: [...user.manages, other.id] }],
    ])
    const asked = (community: string) => connectIn(vk as Network, { ...world, fields: { community } })
    const refusal = (code: string) => (error: { fields?: { code: string }[] }) => error.fields?.[0]?.code === code
    await assert.rejects(asked(''), refusal('vk.connect.whichCommunity'))
    await assert.rejects(asked('vk.com/else'), refusal('vk.connect.notManaged'))
    assert.equal((await asked('https://vk.com/south_roasters')).remoteId, '220999999')
    assert.equal((await asked('club220999999')).handle, 'south_roasters')
  }))

test('access ends after an hour and is renewed once by each refresh token', () =>
  onVk(async ({ call, lab }) => {
    lab.clock.moveBy(3_700_000)
    await assert.rejects(vk.health(call), failsAs('reconnect'))
    const { secrets, expiresAt } = await vk.refresh(call)
    assert.ok(expiresAt && expiresAt > lab.clock.now())
    await vk.health({ ...call, account: { ...call.account, secrets } })
    await assert.rejects(vk.refresh(call), failsAs('reconnect'))
  }))

test('each code of an error in an answer 200 is told for what it is', () => {
  const kinds: [number, string, string][] = [
    [5, 'reconnect', 'reconnect'],
    [6, 'slow-down', 'slow-down'],
    [9, 'slow-down', 'slow-down'],
    [10, 'unknown-outcome', 'network-down'],
    [14, 'slow-down', 'slow-down'],
    [15, 'rejected', 'rejected'],
    [27, 'reconnect', 'reconnect'],
    [29, 'slow-down', 'slow-down'],
    [100, 'rejected', 'rejected'],
    [214, 'rejected', 'rejected'],
    [901, 'rejected', 'rejected'],
    [1117, 'reconnect', 'reconnect'],
  ]
  for (const [code, writing, reading] of kinds) {
    const error = { error_code: code, error_msg: `code ${code}` }
    assert.deepEqual(
      [failureOfError(error, true).kind, failureOfError(error, false).kind],
      [writing, reading],
      String(code),
    )
  }
})

test('more than three calls a second in a person’s name are told to slow down', () =>
  onVk(
    async ({ call }) => {
      const calls = Array.from({ length: 12 }, () => vk.readBack(call, { id: '-1_1' }))
      const refused = (await Promise.allSettled(calls)).filter((one) => one.status === 'rejected')
      assert.ok(refused.length > 0 && refused.every((one) => failsAs('slow-down')(one.reason)))
    },
    { rates: true, keys: ['communityKey', 'userKey'] },
  ))

test('the emulator takes each method from those callers whom the schemas name', { skip: specs.missing('vk') }, () => {
  const described = readMethods()
  for (const [name, { by }] of Object.entries(methods)) {
    const named = described.get(name)?.access_token_type ?? []
    assert.ok(
      by.every((one) => named.includes(one)),
      `${name} takes ${by}, the schema says ${named}`,
    )
  }
})
