import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '../../kernel/json.ts'
import { failsAs } from '../conformance/fails-as.ts'
import type { Interaction } from '../contract.ts'
import type { LabPerson } from '../lab/people.ts'
import { openDoor } from '../lab/testing-door.ts'
import network from './index.ts'
import { onLine } from './testing.ts'

const from = '359888000001'
const deliveryOf = (...messages: object[]): Json => {
  const contacts = [{ wa_id: from, profile: { name: 'Ana' } }]
  const metadata = { display_phone_number: '359', phone_number_id: '106' }
  const value = { messaging_product: 'whatsapp', metadata, contacts, messages }
  const entry = [{ id: '102', changes: [{ field: 'messages', value }] }]
  return JSON.parse(JSON.stringify({ object: 'whatsapp_business_account', entry })) as Json
}
const read = (...messages: object[]) =>
  network.webhooks.read(deliveryOf(...messages)).map(({ account, what }) => {
    assert.equal(account, '106')
    return what
  })
const at = (second: number) => ({ from, timestamp: String(1_795_000_000 + second) })
const words = (id: string, second: number, body: string) => ({ ...at(second), id, type: 'text', text: { body } })
const reacted = (id: string, second: number, emoji?: string) => ({
  ...{ ...at(second), id, type: 'reaction' },
  reaction: { message_id: 'wamid.ours', ...(emoji ? { emoji } : {}) },
})

test('messages told again, alone or together and in another order, are the same messages', () => {
  const [one, two] = [words('wamid.1', 0, 'Open?'), words('wamid.2', 5, 'Today?')]
  const together = read(two, one)
  assert.deepEqual(
    together.map((heard) => [heard.id, heard.text]),
    [
      ['wamid.2', 'Today?'],
      ['wamid.1', 'Open?'],
    ],
  )
  assert.deepEqual(read(one, two, two), [together[1], together[0], together[0]])
  assert.deepEqual([...read(one), ...read(one)], [together[1], together[1]])
})

test('a reaction that changes and is taken away is one reaction, in whatever order that is told', () => {
  const told = [
    reacted('wamid.c', 20),
    reacted('wamid.a', 0, '❤️'),
    reacted('wamid.b', 10, '🔥'),
    reacted('wamid.c', 20),
  ]
  const heard = told.flatMap((one) => read(one))
  assert.equal(new Set(heard.map((one) => `${one.kind} ${one.id}`)).size, 1)
  assert.deepEqual(
    heard.map((one) => [one.deleted, one.text, one.at.getTime() / 1000 - 1_795_000_000]),
    [
      [true, '', 20],
      [undefined, '❤️', 0],
      [undefined, '🔥', 10],
      [true, '', 20],
    ],
  )
  const [other] = read({ ...reacted('wamid.d', 30, '❤️'), from: '359888000002' })
  assert.notEqual(other?.id, heard[0]?.id, 'another person has a reaction of their own')
})

test('a reaction is answered to the person, without marking it as a read message', () => {
  const [heard] = read(reacted('wamid.a', 0, '❤️'))
  assert.ok(heard)
  const account = { id: 'a', remoteId: '106', handle: '359', server: '', secrets: {}, app: {}, facts: {} }
  const steps = network.inbox.replyWith?.(heard, 'Thanks!', [], account)
  assert.ok(steps?.every((one) => one.name !== 'read'))
})

test('a door that knows the word is told what people write, but nothing of who is blocked; another is not taken', () =>
  onLine(async (call, world) => {
    const { app } = call.account
    const door = await openDoor(({ method, url }) => {
      const isOurs = url.pathname === '/ours' && url.searchParams.get('hub.verify_token') === app.verifyToken
      if (method === 'POST') return { status: 200 }
      return isOurs ? { status: 200, body: url.searchParams.get('hub.challenge') ?? '' } : { status: 403 }
    })
    try {
      await assert.rejects(
        async () => network.webhooks.subscribe?.(call, `${door.origin}/other`),
        failsAs('rejected', /2200/),
      )
      assert.deepEqual(world.handle.listening?.(), [])
      await network.webhooks.subscribe?.(call, `${door.origin}/ours`)
      const [person, blocked] = world.lab.people.regulars
      await network.moderate?.block?.(call, await saidBy(blocked))
      await world.handle.message?.('north_roasters', 'Can I come back?', { person: blocked })
      await world.handle.message?.('north_roasters', 'Is it ready?', { person })
      await world.lab.catchUp('whatsapp')
      const posted = door.knocks.filter((one) => one.method === 'POST')
      const read = posted.flatMap(({ body }) => network.webhooks.read(JSON.parse(body) as Json))
      assert.deepEqual(
        read.map(({ account, what }) => [account, what.text]),
        ['Buy followers', 'Is it ready?'].map((text) => [call.account.remoteId, text]),
      )
      await network.webhooks.unsubscribe?.(call)
      await world.handle.message?.('north_roasters', 'Anybody?', { person })
      await world.lab.catchUp('whatsapp')
      assert.equal(door.knocks.filter((one) => one.method === 'POST').length, 2)
    } finally {
      await door.close()
    }

    async function saidBy(by: LabPerson | undefined): Promise<Interaction> {
      const id = await world.handle.message?.('north_roasters', 'Buy followers', { person: by })
      const request = await world.handle.delivery?.(id ?? '', 'https://desk.example/')
      const [heard] = network.webhooks.read(JSON.parse(request?.body.toString() ?? '{}') as Json)
      assert.ok(heard)
      return heard.what
    }
  }))
