import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import { answersBack } from './conformance/answering.ts'
import { changesWhatStands } from './conformance/changing.ts'
import { givesAnAccount } from './conformance/connecting.ts'
import { readsConversations } from './conformance/conversations.ts'
import { declaresWhatItCan } from './conformance/declares.ts'
import { answersDeliveries } from './conformance/delivering.ts'
import { tellsFailuresApart } from './conformance/failures.ts'
import { hearsPeople } from './conformance/hearing.ts'
import { publishesMedia } from './conformance/media.ts'
import { standsOnce } from './conformance/once.ts'
import { dressPosts } from './conformance/publishing.ts'
import { streamsWhatIsSaid } from './conformance/streaming.ts'
import { type Suite, type Tried, untried } from './conformance/suite.ts'
import { callOf, connectIn, type NetworkWorld, temporaryFolder } from './conformance/world.ts'
import { publishesWhatIsWritten } from './conformance/writing.ts'
import type { Network } from './contract.ts'

export { asksToConnectWhereItMoved } from './conformance/moving.ts'
export { freshKey, plain, prepare, publish } from './conformance/publishing.ts'
export { sampleFile } from './conformance/samples.ts'
export { callOf, connectIn, labWorld, memoryStore, type NetworkWorld } from './conformance/world.ts'

/**
 * The suite every network passes, on its emulator (`labWorld(emulator)`) and on real servers where they can run.
 * What a network cannot do is not asked of it; what it says it can is. Where the world has no lab, what needs
 * an oracle or troubles is left out. `undescribed` says why nothing is checked against a published description: the rest runs all the
 * same, and that one test reports itself skipped. `skip` is a reason to leave out everything.
 */
export function behavesLikeANetwork(
  network: Network,
  openWorld: () => Promise<NetworkWorld>,
  options: { skip?: string | false; undescribed?: string | false; where?: string } = {},
): void {
  const title = `${network.composing.name} behaves like a network${options.where ? ` on ${options.where}` : ''}`
  describe(title, { skip: options.skip, timeout: 120_000 }, () => {
    let tried: Tried | undefined
    const suite: Suite = { network, tried: () => tried ?? untried() }
    before(async () => {
      const world = await openWorld()
      const folder = await temporaryFolder()
      const connected = await connectIn(network, world).catch(async (error: unknown) => {
        await world.close()
        await folder.remove()
        throw error
      })
      const { dress } = world
      if (dress) dressPosts(network, (content) => dress(content, folder.path))
      tried = {
        world,
        connected,
        folder: folder.path,
        removeFolder: folder.remove,
        call: callOf(connected, world.context),
      }
    })
    afterEach(() => tried?.world.lab?.faults.clear())
    after(async () => {
      await tried?.world.close()
      await tried?.removeFolder()
    })
    declaresWhatItCan(suite)
    givesAnAccount(suite)
    if (network.publish) {
      publishesWhatIsWritten(suite)
      publishesMedia(suite)
      standsOnce(suite)
      changesWhatStands(suite)
    }
    hearsPeople(suite)
    streamsWhatIsSaid(suite)
    readsConversations(suite)
    answersBack(suite)
    answersDeliveries(suite)
    if (network.publish) tellsFailuresApart(suite)
    test('everything asked for in all of this is an operation that is known there', () => {
      const problems = (suite.tried().world.lab?.violations ?? []).flatMap((one) => one.problems)
      assert.deepEqual(
        problems.filter((one) => one.startsWith('unknown operation')),
        [],
      )
    })
    test('nothing sent or answered in all of this went beyond the published description', {
      skip: options.undescribed,
    }, () => {
      assert.deepEqual(suite.tried().world.lab?.violations ?? [], [])
    })
  })
}
