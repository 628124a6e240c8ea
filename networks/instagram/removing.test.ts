import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failsAs } from '../conformance/fails-as.ts'
import { plain, publish, sampleFile } from '../conformance.ts'
import type { Call } from '../contract.ts'
import network from './index.ts'
import { onProfile, type World } from './testing.ts'

const byPage = { login: 'page' } as const

const posted = async (call: Call, { folder }: World, options = {}) => {
  const media = [await sampleFile('image', folder, 7)]
  return (await publish(network, call, plain('', { parts: [{ text: 'Sold out', media }], options }))).ref
}

test('a post and a story are removed over the page, and are gone when asked again', () =>
  onProfile(async (call, world) => {
    for (const options of [{}, { format: 'story' }]) {
      const ref = await posted(call, world, options)
      assert.equal(await network.remove(call, ref, {}), 'removed')
      assert.equal(await network.readBack(call, ref), 'gone')
      assert.equal(await network.remove(call, ref, {}), 'already-gone')
    }
  }, byPage))

test('signed in directly nothing is removed and nobody blocked, and why is told', () =>
  onProfile(async (call, world) => {
    const ref = await posted(call, world)
    await assert.rejects(network.remove(call, ref, {}), failsAs('rejected', /over its page/))
    assert.notEqual(await network.readBack(call, ref), 'gone')
    await world.handle.message?.('north_roasters', 'Buy followers!')
    const [message] = (await network.inbox.poll(call, undefined)).items
    assert.ok(message)
    await assert.rejects(network.moderate.block?.(call, message) ?? Promise.resolve(), failsAs('rejected', /page/))
  }))

test('who wrote a message is blocked once and freed once; who never wrote cannot be', () =>
  onProfile(async (call, { handle, lab }) => {
    await handle.message?.('north_roasters', 'Buy followers!')
    const [message] = (await network.inbox.poll(call, undefined)).items
    const { block, unblock } = network.moderate
    assert.ok(message && block && unblock)
    for (const act of [block, block, unblock, unblock]) await act(call, message)
    assert.deepEqual(
      lab.ledger.entries.filter((one) => one.kind === 'block' || one.kind === 'unblock').map((one) => one.kind),
      ['block', 'unblock'],
    )
    const stranger = { ...message, author: { ...message.author, id: '1' } }
    await assert.rejects(block(call, stranger), failsAs('rejected', /No conversation/))
  }, byPage))

test('where the right to remove was switched off the account stays connected', () =>
  onProfile(async (full, world) => {
    const token = world.handle.pageToken('north_roasters', 'instagram_manage_contents')
    const call = { ...full, account: { ...full.account, secrets: { ...full.account.secrets, token } } }
    await assert.rejects(
      network.remove(call, await posted(call, world), {}),
      failsAs('rejected', /connect the account again/),
    )
  }, byPage))
