import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Json } from '../../kernel/json.ts'
import { callOf, connectIn, labWorld } from '../conformance.ts'
import type { Call, Interaction } from '../contract.ts'
import network from './index.ts'
import { type LineHandle, linesOnGraph } from './lab.ts'

export type World = Awaited<ReturnType<typeof labWorld>> & { folder: string; handle: LineHandle }

/** One number on the emulated graph; nothing may go beyond the description. */
export async function onLine(run: (call: Call, world: World) => Promise<void>): Promise<void> {
  const world = await labWorld(linesOnGraph())
  const folder = await mkdtemp(join(tmpdir(), 'rialto-lines-'))
  try {
    const handle = world.lab.network('whatsapp') as LineHandle
    await run(callOf(await connectIn(network, world), world.context), { ...world, folder, handle })
    assert.deepEqual(world.lab.violations, [])
  } finally {
    await world.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Somebody writes, and the delivery is read. */
export async function heard({ handle }: World, text: string): Promise<Interaction> {
  const id = await handle.message?.('north_roasters', text)
  const request = await handle.delivery?.(id ?? '', 'https://desk.example/hooks/door')
  const [read] = network.webhooks.read(JSON.parse(request?.body.toString('utf8') ?? '{}') as Json)
  assert.ok(read)
  return read.what
}
