import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type RealPds, startRealPds } from '../../e2e/real-servers/real-pds.ts'
import { systemClock } from '../../kernel/clock.ts'
import { createHttp } from '../../kernel/http/client.ts'
import { behavesLikeANetwork, callOf, connectIn, labWorld, memoryStore, type NetworkWorld } from '../conformance.ts'
import type { Network } from '../contract.ts'
import { specs } from '../lab/specs.ts'
import { askBoth, type Side } from './emulator/compared.ts'
import { exchanges } from './emulator/exchanges.ts'
import bluesky from './index.ts'
import emulator from './lab.ts'

const server = await startRealPds()
const unable = 'unable' in server ? `the real server cannot run here: ${server.unable}` : false

/** Without an index, a server knows nothing of notifications, threads, numbers, search; they answer 502. */
const withoutIndex: Network = {
  ...bluesky,
  inbox: undefined,
  moderate: undefined,
  metrics: undefined,
  search: undefined,
}

if (!('unable' in server)) {
  behavesLikeANetwork(withoutIndex, () => worldOf(server), {
    where: 'the real server (its index, and so comments, numbers and search, left out)',
  })
  after(() => server.close())
} else test('Bluesky on the real server', { skip: unable }, () => {})

describe('the emulator answers as the real server does', { skip: unable || specs.missing('bluesky/lexicons') }, () => {
  const open: { close: () => Promise<void> }[] = []
  let sides: { real: Side; emulated: Side } | undefined
  before(async () => {
    if ('unable' in server) return
    const lab = await labWorld(emulator, { strict: false })
    const real = await worldOf(server)
    open.push(lab, real)
    sides = { real: await sideOf(real), emulated: await sideOf(lab) }
  })
  after(() => Promise.all(open.map((one) => one.close())))

  for (const exchange of exchanges)
    test(exchange.title, async () => {
      assert.ok(sides)
      const { real, emulated } = await askBoth(sides, exchange)
      assert.deepEqual(emulated, real)
    })
})

async function worldOf(pds: RealPds): Promise<NetworkWorld> {
  const { http, close } = createHttp({ allowOrigins: () => [pds.pds], userAgent: 'Rialto' })
  const fields = { identifier: pds.handle, password: pds.password, server: pds.pds }
  const signal = new AbortController().signal
  const desk = { name: 'Rialto', url: 'https://desk.example' }
  return {
    way: 'app-password',
    fields,
    context: { http, clock: systemClock, signal, store: memoryStore(), desk },
    close,
  }
}

async function sideOf(world: NetworkWorld): Promise<Side> {
  const connected = await connectIn(bluesky, world)
  return { call: callOf(connected, world.context), fields: world.fields }
}
