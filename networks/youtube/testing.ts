import { temporaryFolder } from '../conformance/world.ts'
import { callOf, connectIn, labWorld, publish, sampleFile } from '../conformance.ts'
import type { Call, ConnectedAccount, PreparedContent } from '../contract.ts'
import type { Lab } from '../lab/lab.ts'
import type { EmulatorOptions } from './emulator/site.ts'
import network from './index.ts'
import { tube } from './lab.ts'

/** Every post needs a video and a title. */
export async function dress(content: PreparedContent, folder: string): Promise<PreparedContent> {
  const [part = { text: '', media: [] }] = content.parts
  const media = part.media.length > 0 ? part.media : [await sampleFile('video', folder, 1)]
  return {
    ...content,
    parts: [{ ...part, media }],
    options: { title: 'Кения AA, how we roast it', ...content.options },
  }
}

export type Trial = {
  lab: Lab
  world: Awaited<ReturnType<typeof labWorld>>
  account: ConnectedAccount
  call: Call
  folder: string
  post: (content: PreparedContent) => ReturnType<typeof publish>
}

/** A channel in a lab of its own, for the length of a test. */
export async function onChannel(run: (trial: Trial) => Promise<void>, options: EmulatorOptions = {}): Promise<void> {
  const world = await labWorld(tube(options))
  const folder = await temporaryFolder()
  try {
    const account = await connectIn(network, world)
    const call = callOf(account, world.context)
    const post = async (content: PreparedContent) => publish(network, call, await dress(content, folder.path))
    await run({ lab: world.lab, world, account, call, folder: folder.path, post })
    if (world.lab.violations.length > 0) throw new Error(JSON.stringify(world.lab.violations))
  } finally {
    await world.close()
    await folder.remove()
  }
}
