import { temporaryFolder } from '../conformance/world.ts'
import { callOf, connectIn, labWorld, sampleFile } from '../conformance.ts'
import type { Call, ConnectedAccount, PreparedContent } from '../contract.ts'
import type { Lab } from '../lab/lab.ts'
import type { EmulatorOptions } from './emulator/app.ts'
import network from './index.ts'
import { clips } from './lab.ts'

/** Every post needs files and says who sees it. The sample clip is smaller than the network takes: its facts are made larger. */
export async function dress(content: PreparedContent, folder: string): Promise<PreparedContent> {
  const [part = { text: '', media: [] }] = content.parts
  const given = part.media.length > 0 ? part.media : [await sampleFile('video', folder, 1)]
  const media = given.map((file) => (file.kind === 'video' ? { ...file, width: 720, height: 1280 } : file))
  return { ...content, parts: [{ ...part, media }], options: { privacy: 'PUBLIC_TO_EVERYONE', ...content.options } }
}

export type Trial = {
  lab: Lab
  world: Awaited<ReturnType<typeof labWorld>>
  account: ConnectedAccount
  call: Call
  folder: string
}

/** An account in a lab of its own, for the length of a test. */
export async function onAccount(run: (trial: Trial) => Promise<void>, options: EmulatorOptions = {}): Promise<void> {
  const world = await labWorld(clips({ leastSide: 200, ...options }))
  const folder = await temporaryFolder()
  try {
    const account = await connectIn(network, world)
    await run({ lab: world.lab, world, account, call: callOf(account, world.context), folder: folder.path })
    if (world.lab.violations.length > 0) throw new Error(JSON.stringify(world.lab.violations))
  } finally {
    await world.close()
    await folder.remove()
  }
}
