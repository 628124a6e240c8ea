import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { failsAs } from '../conformance/suite.ts'
import { callOf, connectIn, freshKey, labWorld, plain, publish } from '../conformance.ts'
import type { Call, Interaction } from '../contract.ts'
import { specs } from '../lab/specs.ts'
import bluesky from './index.ts'
import emulator from './lab.ts'

const skip = specs.missing('bluesky/lexicons')
type World = Awaited<ReturnType<typeof labWorld>>
type Desk = {
  world: World
  call: Call
  /** Somebody writes to the account. */
  hear: (text: string) => Promise<string>
  /** What people do behind the network's own doors. */
  door: (name: string, body: object) => Promise<void>
  connectAnew: () => Promise<Call>
}

async function onServer(run: (desk: Desk) => Promise<void>) {
  const world = await labWorld(emulator)
  try {
    const connectAnew = async () => callOf(await connectIn(bluesky, world), world.context)
    const call = await connectAnew()
    const hear = async (text: string) => {
      world.lab.clock.moveBy(1_000)
      return (
        (await world.lab.network('bluesky').message?.(call.account.handle, text)) ?? assert.fail('nobody can write')
      )
    }
    const door = async (name: string, body: object) => {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
      assert.equal((await fetch(`${world.lab.origin}/bluesky/door/${name}`, init)).status, 204)
    }
    await run({ world, call, hear, door, connectAnew })
    assert.deepEqual(world.lab.violations, [])
  } finally {
    await world.close()
  }
}

/** Polls until there is nothing new. */
async function heardSince(call: Call, from: string | undefined): Promise<{ items: Interaction[]; cursor: string }> {
  const items: Interaction[] = []
  for (let cursor = from; ; ) {
    const page = await bluesky.inbox.poll(call, cursor)
    items.push(...page.items)
    cursor = page.cursor
    if (page.items.length === 0) return { items, cursor: cursor ?? '' }
  }
}
const messagesIn = (items: Interaction[]) => items.filter((one) => one.kind === 'message')

const answering = (call: Call, to: Interaction, text: string) =>
  bluesky.inbox.reply?.(to, text, call.account) ?? assert.fail('nothing can be answered')

async function answer(call: Call, to: Interaction, text: string) {
  const { ref } = await answering(call, to, text).run(call, freshKey(), {})
  return ref ?? assert.fail('the answer has no name')
}

describe('private messages on Bluesky', { skip, timeout: 60_000 }, () => {
  test('what was written before the account was connected is told once, oldest first, and what comes later once too', () =>
    onServer(async ({ call, hear }) => {
      for (const text of ['first', 'second', 'third']) await hear(text)
      const before = await heardSince(call, undefined)
      assert.deepEqual(
        messagesIn(before.items).map((one) => one.text),
        ['first', 'second', 'third'],
      )
      assert.ok(before.items.every((one) => one.author.name !== one.author.id && !one.own))
      const id = await hear('fourth')
      const later = await heardSince(call, before.cursor)
      assert.deepEqual(
        later.items.map((one) => [one.text, one.id]),
        [['fourth', id]],
      )
    }))

  test('a conversation longer than a page is read to its beginning, our own words among it as ours', () =>
    onServer(async ({ world, call, hear }) => {
      await hear('Do you deliver?')
      const [asked] = messagesIn((await heardSince(call, undefined)).items)
      assert.ok(asked)
      for (let n = 0; n < 120; n++) {
        world.lab.clock.moveBy(1_000)
        await answer(call, asked, `answer ${n}`)
      }
      const told = messagesIn((await heardSince(call, undefined)).items)
      assert.deepEqual(
        told.map((one) => [one.text, one.own ?? false]),
        [['Do you deliver?', false], ...Array.from({ length: 120 }, (_, n) => [`answer ${n}`, true])],
      )
      assert.ok(told.every((one) => one.under?.id === asked.under?.id))
    }))

  test('an answer whose own answer was lost is found in the conversation, and an older one with the same words is not taken for it', () =>
    onServer(async ({ world, call, hear }) => {
      await hear('Are you open?')
      const [asked] = messagesIn((await heardSince(call, undefined)).items)
      assert.ok(asked)
      await answer(call, asked, 'Yes')
      world.lab.clock.moveBy(10 * 60_000)
      const step = answering(call, asked, 'Yes')
      const since = call.clock.now()
      assert.deepEqual(step.again, { way: 'look-first' })
      assert.equal((await step.find?.(call, 'key', {}, since))?.found, false)
      world.lab.faults.add({ path: 'sendMessage', when: 'after-commit', act: 'drop', times: 1 })
      await failsAs(call, 'unknown-outcome', () => step.run(call, 'key', {}))
      const found = await step.find?.(call, 'key', {}, since)
      assert.ok(found?.found)
      assert.equal(world.lab.ledger.live('bluesky').filter((one) => one.text === 'Yes').length, 2)
    }))

  test('a message that its writer took back is told as deleted', () =>
    onServer(async ({ call, hear, door }) => {
      const id = await hear('oh')
      const { cursor } = await heardSince(call, undefined)
      await door('unsay', { message: id })
      const { items } = await heardSince(call, cursor)
      assert.deepEqual(
        items.map((one) => [one.id, one.deleted, one.text]),
        [[id, true, '']],
      )
    }))

  test('an address in an answer is alive, and an answer longer than the service takes never leaves', () =>
    onServer(async ({ world, call, hear }) => {
      await hear('Where?')
      const [asked] = messagesIn((await heardSince(call, undefined)).items)
      assert.ok(asked)
      await answer(call, asked, 'Тут: https://roaster.example/shop')
      await failsAs(call, 'rejected', () => answer(call, asked, 'ї'.repeat(1_001)))
      assert.equal(world.lab.ledger.live('bluesky').length, 1)
    }))

  test('with an app password that leaves messages out, comments go on, health tells what is missing, and answering says so', () =>
    onServer(async ({ world, call, hear, door, connectAnew }) => {
      assert.deepEqual((await bluesky.health(call)).scopes?.length, 2)
      await hear('Hello?')
      const [asked] = messagesIn((await heardSince(call, undefined)).items)
      assert.ok(asked)
      await door('account', { actor: call.account.handle, messages: false })
      const limited = await connectAnew()
      const { ref } = await publish(bluesky, limited, plain('Ask in public'))
      await world.lab.network('bluesky').comment?.(ref.id, 'In public then')
      const { items, cursor } = await heardSince(limited, undefined)
      assert.deepEqual(
        items.map((one) => one.text),
        ['In public then'],
      )
      assert.deepEqual((await bluesky.health(limited)).scopes, ['com.atproto.appPass'])
      await failsAs(limited, 'rejected', () => answer(limited, asked, 'Hi'))
      await door('account', { actor: call.account.handle, messages: true })
      const { items: then } = await heardSince(await connectAnew(), cursor)
      assert.deepEqual(
        then.map((one) => one.text),
        ['Hello?'],
      )
    }))

  test('a service of messages that is down does not hold up comments, and what it missed comes later', () =>
    onServer(async ({ world, call, hear }) => {
      const { cursor } = await heardSince(call, undefined)
      const { ref } = await publish(bluesky, call, plain('Two ways to reach us'))
      await world.lab.network('bluesky').comment?.(ref.id, 'A comment')
      await hear('A message')
      world.lab.faults.add({ path: 'chat.bsky.convo', when: 'no-commit', act: 'status', status: 502, times: 2 })
      const first = await bluesky.inbox.poll(call, cursor)
      assert.deepEqual(
        first.items.map((one) => one.text),
        ['A comment'],
      )
      await failsAs(call, 'network-down', () => bluesky.inbox.poll(call, first.cursor))
      const { items } = await heardSince(call, first.cursor)
      assert.deepEqual(
        items.map((one) => one.text),
        ['A message'],
      )
    }))
})
