import assert from 'node:assert/strict'
import { callOf, connectIn, labWorld } from '../conformance.ts'
import type { Call, PreparedContent } from '../contract.ts'
import type { EmulatorOptions } from './emulator/ground.ts'
import network from './index.ts'
import { emulated, type TumblrHandle } from './lab.ts'

export type World = Awaited<ReturnType<typeof labWorld>>

/** Tags stand apart from the words here. */
export const dress = async (content: PreparedContent): Promise<PreparedContent> => {
  const tags = [...(content.parts[0]?.text ?? '').matchAll(/#([\p{L}\p{N}_]+)/gu)].map(([, tag = '']) => tag)
  return tags.length > 0 ? { ...content, options: { tags, ...content.options } } : content
}

/** One blog on the emulator; nothing may go beyond what is documented. */
export async function on(
  run: (call: Call, world: World, handle: TumblrHandle) => Promise<void>,
  options: EmulatorOptions = {},
  people: 'quiet' | 'lively' = 'quiet',
) {
  const world = await labWorld(emulated(options), { people })
  try {
    const call = callOf(await connectIn(network, world), world.context)
    await run(call, world, world.lab.network('tumblr') as TumblrHandle)
    assert.deepEqual(world.lab.violations, [])
  } finally {
    await world.close()
  }
}
