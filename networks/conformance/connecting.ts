import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '../../kernel/failure.ts'
import { failsAs, labTest, type Suite } from './suite.ts'

export function givesAnAccount(suite: Suite): void {
  const { network, tried } = suite
  const secretWay = (id: string) => {
    const way = network.connect.find((one) => one.id === id)
    assert.ok(way?.kind === 'secret')
    return way
  }

  test('connecting gives an account that is named, and well', async () => {
    const { connected, call } = tried()
    for (const value of [connected.remoteId, connected.name, connected.handle, connected.server]) assert.ok(value)
    assert.ok(Object.keys(connected.secrets).length > 0)
    const health = await network.health(call)
    assert.equal(health.handle, connected.handle)
    assert.deepEqual(JSON.parse(JSON.stringify(connected.facts)), connected.facts, 'facts are plain JSON')
  })

  test('a wrong secret is told as one, and gives nothing', async () => {
    const { world, call } = tried()
    const way = secretWay(world.way)
    const secrets = way.fields.filter((field) => field.kind === 'password').map((field) => field.key)
    assert.ok(secrets.length > 0, 'a secret way has a password field')
    const spoiled = Object.fromEntries(secrets.map((key) => [key, spoil(world.fields[key] ?? '')]))
    await failsAs(call, 'reconnect', () => way.connect({ ...world.fields, ...spoiled }, world.context))
  })

  test('an empty form is refused before anything is asked', async () => {
    const { world, call } = tried()
    const way = secretWay(world.way)
    const http = () => assert.fail('it called the network')
    await failsAs(call, ['rejected', 'reconnect'], () =>
      way.connect(Object.fromEntries(way.fields.map((field) => [field.key, ' '])), { ...world.context, http }),
    ).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
    })
  })

  test('an account whose access was revoked must be connected again', async () => {
    const { call } = tried()
    const secrets = Object.fromEntries(Object.entries(call.account.secrets).map(([key, value]) => [key, spoil(value)]))
    await failsAs(call, 'reconnect', () => network.health({ ...call, account: { ...call.account, secrets } }))
  })

  labTest(suite, 'a server that is down is told as down, not as a lost account', async (_lab, { call }) => {
    const server = 'http://127.0.0.1:9'
    await failsAs(call, 'network-down', () => network.health({ ...call, account: { ...call.account, server } }))
  })
}

/** Keeps the shape (a bot's number, a dot, a length) and changes letters. */
const spoil = (secret: string) =>
  secret.replace(/[A-Za-z](?=[^A-Za-z]*$)/, (letter) => (letter === 'q' ? 'w' : 'q')).replace(/^$/, 'wrong')
