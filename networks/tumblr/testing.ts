import { type EmulatorWorld, onEmulator } from '../conformance/on-emulator.ts'
import type { Call, PreparedContent } from '../contract.ts'
import type { EmulatorOptions } from './emulator/ground.ts'
import network from './index.ts'
import { emulated, type TumblrHandle } from './lab.ts'

export type World = EmulatorWorld<TumblrHandle>

/** Tags stand apart from the words here. */
export const dress = async (content: PreparedContent): Promise<PreparedContent> => {
  const tags = [...(content.parts[0]?.text ?? '').matchAll(/#([\p{L}\p{N}_]+)/gu)].map(([, tag = '']) => tag)
  return tags.length > 0 ? { ...content, options: { tags, ...content.options } } : content
}

/** One blog on the emulator. */
export const on = (
  run: (call: Call, world: World, handle: TumblrHandle) => Promise<void>,
  options: EmulatorOptions = {},
  people: 'quiet' | 'lively' = 'quiet',
): Promise<void> =>
  onEmulator<TumblrHandle>(network, emulated(options), (call, world) => run(call, world, world.handle), { people })
