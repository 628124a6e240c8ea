import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { createHttp } from '../../kernel/http/client.ts'
import {
  behavesLikeANetwork,
  callOf,
  connectIn,
  freshKey,
  labWorld,
  type NetworkWorld,
  plain,
  prepare,
} from '../conformance.ts'
import type { Network } from '../contract.ts'
import nostr from './index.ts'
import emulator from './lab.ts'
import { startRealRelay } from './real-relay.ts'

const relay = await startRealRelay()
after(() => relay.close())

/** Words are looked for by relays that search; this one does not. */
const withoutSearch: Network = { ...nostr, search: undefined }
behavesLikeANetwork(withoutSearch, realWorld, {
  where: 'a real relay',
  undescribed: 'the protocol is described in prose (NIPs)',
})

/** Events stand on the real relay; files lie in the lab's media server. */
async function realWorld(): Promise<NetworkWorld> {
  const { lab, close, ...world } = await labWorld(emulator)
  const wire = createHttp({ allowOrigins: () => [lab.origin, relay.address], userAgent: 'Rialto conformance' })
  return {
    ...world,
    fields: { ...world.fields, relays: relay.address },
    context: { ...world.context, http: wire.http, practice: relay.address },
    close: async () => {
      await wire.close()
      await close()
    },
  }
}

describe('once on the real relay', () => {
  test('the same signed note, again and at the same moment, stands once, and is found by its name', async () => {
    const world = await realWorld()
    try {
      const call = callOf(await connectIn(nostr, world), world.context)
      const text = `once ${freshKey()}`
      const { post, postKey, done } = await prepare(nostr, call, plain(text), freshKey())
      assert.deepEqual(await post.find?.(call, postKey, done, call.clock.now()), { found: false, sure: true })
      const refs = await Promise.all([post.run(call, postKey, done), post.run(call, postKey, done)])
      refs.push(await post.run(call, postKey, done))
      assert.equal(new Set(refs.map((one) => one.ref?.id)).size, 1)
      const found = await post.find?.(call, postKey, done, call.clock.now())
      assert.ok(found?.found && found.result.ref?.id === refs[0]?.ref?.id)
      const { items } = await nostr.ownPosts(call, undefined)
      assert.equal(items.filter((one) => one.text === text).length, 1)
    } finally {
      await world.close()
    }
  })
})
