import type { Running } from '../../kernel/module.ts'
import { withFreshAccount } from '../brand/index.ts'
import { givenBrand, type PublishingWorld, publishingWorld } from './testing.ts'
import { type Scripted, scriptedNetwork } from './testing-network.ts'
import { startWorker } from './worker.ts'

export type ScriptedBrand = {
  world: PublishingWorld
  there: Scripted
  brand: Awaited<ReturnType<typeof givenBrand>>
  /** Another worker that publishes. */
  begin: () => Running
}

/** A brand whose one network does what the test says and cannot be asked again. Its world is the test's to close. */
export async function scriptedBrand(): Promise<ScriptedBrand> {
  const there = scriptedNetwork({ again: { way: 'never' } })
  const world = await publishingWorld([there.network])
  const brand = await givenBrand(world)
  const begin = () => startWorker(world, { withAccount: (id, act) => withFreshAccount(world, id, act) })
  return { world, there, brand, begin }
}
