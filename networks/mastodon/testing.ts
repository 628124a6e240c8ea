import assert from 'node:assert/strict'
import { callOf, connectIn, labWorld } from '../conformance.ts'
import type { Call } from '../contract.ts'
import type { EmulatorOptions } from './emulator/server.ts'
import network from './index.ts'
import { mastodonInstance } from './lab.ts'

export type World = Awaited<ReturnType<typeof labWorld>>

/** One emulated server with one account; nothing may go beyond the description. */
export async function onServer(
  run: (call: Call, world: World) => Promise<void>,
  options: EmulatorOptions = {},
  people: 'quiet' | 'lively' = 'quiet',
) {
  const world = await labWorld(mastodonInstance(options), { people })
  try {
    await run(callOf(await connectIn(network, world), world.context), world)
    assert.deepEqual(world.lab.violations, [])
  } finally {
    await world.close()
  }
}

/** The server's own answer, past the connector. */
export async function raw<T>(call: Call, path: string): Promise<T> {
  const answer = await fetch(`${call.account.server}${path}`, {
    headers: { authorization: `Bearer ${call.account.secrets.token}` },
  })
  assert.equal(answer.status, 200, path)
  return (await answer.json()) as T
}
