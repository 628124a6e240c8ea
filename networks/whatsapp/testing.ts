import assert from 'node:assert/strict'
import type { Json } from '../../kernel/json.ts'
import { type EmulatorWorld, onEmulator } from '../conformance/on-emulator.ts'
import type { Call, Interaction } from '../contract.ts'
import network from './index.ts'
import { type LineHandle, linesOnGraph } from './lab.ts'

export type World = EmulatorWorld<LineHandle>

/** One number on the emulated graph. */
export const onLine = (run: (call: Call, world: World) => Promise<void>) =>
  onEmulator<LineHandle>(network, linesOnGraph(), run)

/** Somebody writes, and the delivery is read. */
export async function heard({ handle }: World, text: string): Promise<Interaction> {
  const id = await handle.message?.('north_roasters', text)
  const request = await handle.delivery?.(id ?? '', 'https://desk.example/hooks/door')
  const [read] = network.webhooks.read(JSON.parse(request?.body.toString('utf8') ?? '{}') as Json)
  assert.ok(read)
  return read.what
}
