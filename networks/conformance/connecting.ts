import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '../../kernel/failure.ts'
import type { ProfilePicture } from '../contract.ts'
import { failsAs, labTest, type Suite } from './suite.ts'
import { connectIn } from './world.ts'

export function givesAnAccount(suite: Suite): void {
  const { network, tried } = suite
  const wayOf = (id: string) => {
    const way = network.connect.find((one) => one.id === id)
    assert.ok(way)
    return way
  }

  test('connecting gives an account that is named, and well', async () => {
    const { connected, call } = tried()
    for (const value of [connected.remoteId, connected.name, connected.handle, connected.server]) assert.ok(value)
    const health = await network.health(call)
    assert.equal(health.handle, connected.handle)
    assert.deepEqual(JSON.parse(JSON.stringify(connected.facts)), connected.facts, 'facts are plain JSON')
  })

  test('a wrong secret is told as one, and gives nothing', async (context) => {
    const { world, call } = tried()
    const way = wayOf(world.way)
    if (way.kind !== 'secret') return context.skip('it is connected at the network itself')
    const secrets = way.fields.filter((field) => field.kind === 'password').map((field) => field.key)
    if (secrets.length === 0) return context.skip('what anybody may read needs no secret')
    const spoiled = Object.fromEntries(secrets.map((key) => [key, spoil(world.fields[key] ?? '')]))
    await failsAs(call, 'reconnect', () => way.connect({ ...world.fields, ...spoiled }, world.context))
  })

  test('an empty form is refused before anything is asked', async (context) => {
    const { world, call } = tried()
    const way = wayOf(world.way)
    if (way.kind !== 'secret') return context.skip('there is no form')
    const http = () => assert.fail('it called the network')
    await failsAs(call, ['rejected', 'reconnect'], () =>
      way.connect(Object.fromEntries(way.fields.map((field) => [field.key, ' '])), { ...world.context, http }),
    ).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
    })
  })

  test('consent that was refused, forged or used before gives nothing', async (context) => {
    const { world, call } = tried()
    const way = wayOf(world.way)
    if (way.kind !== 'oauth') return context.skip('nobody leaves the desk')
    const leaving = {
      ...world.context,
      redirectUri: `${world.context.desk.url}/connect/return`,
      state: 'state-of-a-test',
    }
    const { pending } = await way.begin(world.fields, leaving)
    for (const query of [
      { error: 'access_denied', state: leaving.state },
      { code: 'forged', state: leaving.state },
      {},
    ])
      await failsAs(call, ['rejected', 'reconnect'], () =>
        way.finish(query as Record<string, string>, pending, leaving),
      )
    const seen: Record<string, string>[] = []
    const watched = {
      ...way,
      finish: async (...[query, kept, where]: Parameters<typeof way.finish>) => {
        seen.push(query)
        const accounts = await way.finish(query, kept, where)
        await failsAs(call, ['rejected', 'reconnect'], () => way.finish(query, kept, where))
        return accounts
      },
    }
    await connectIn({ ...network, connect: [watched] }, world)
    assert.equal(seen.length, 1)
  })

  test('an account whose access was revoked must be connected again', async (context) => {
    const { call } = tried()
    if (Object.keys(call.account.secrets).length === 0) return context.skip('there is nothing to revoke')
    const secrets = Object.fromEntries(Object.entries(call.account.secrets).map(([key, value]) => [key, spoil(value)]))
    await failsAs(call, 'reconnect', () => network.health({ ...call, account: { ...call.account, secrets } }))
  })

  test('what it tells of the community for the checklist is true of the account', async (context) => {
    const { call, connected } = tried()
    if (!network.profile) return context.skip('it tells nothing')
    const profile = await network.profile(call)
    if (profile.handle !== undefined) assert.equal(profile.handle, connected.handle)
    for (const address of [profile.url, profile.link, ...[profile.picture, profile.cover].map(addressOf)])
      if (address) assert.doesNotThrow(() => new URL(address))
    assert.ok(profile.name, 'a community has a name')
  })

  labTest(suite, 'a server that is down is told as down, not as a lost account', async (_lab, { call }) => {
    const server = 'http://127.0.0.1:9'
    await failsAs(call, 'network-down', () => network.health({ ...call, account: { ...call.account, server } }))
  })
}

const addressOf = (picture: ProfilePicture | undefined) => (typeof picture === 'object' ? picture.url : undefined)

/** Keeps the shape (a bot's number, a dot, a length) and changes two letters: the last of a base64 may stand for a few bits only. */
const spoil = (secret: string) =>
  secret.replace(lastTwo, (letter) => (letter === 'q' ? 'w' : 'q')).replace(/^$/, 'wrong')
const lastTwo = /[A-Za-z](?=(?:[^A-Za-z]*[A-Za-z])?[^A-Za-z]*$)/g
