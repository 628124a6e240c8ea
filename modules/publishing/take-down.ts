import {
  type After,
  callFor,
  goOn,
  type Hand,
  newLineId,
  restAfter,
  save,
  saveAnswer,
  wakeIn,
  withLaneAccount,
} from './hand.ts'
import type { Lane } from './lanes.ts'
import { changed, type In } from './publication.ts'
import { takeRoom } from './take-room.ts'
import { beginRemoval, postStep, removalFailed, removeByHand, removed } from './taking-down.ts'
import { toldBy } from './wire.ts'

/** Removes it from the network, or asks a person to where the network cannot. */
export async function takeDown(hand: Hand, lane: Lane, publication: In<'published'> | In<'removing'>): Promise<After> {
  const network = hand.world.networks.get(publication.network)
  const { remove, removableForMs } = network
  const ref = publication.done[postStep]?.ref
  const age = hand.watch.now().getTime() - publication.publishedAt.getTime()
  if (!remove || !ref || (removableForMs !== undefined && age > removableForMs)) {
    await save(hand, lane, removeByHand(publication, hand.watch.now()))
    return goOn
  }
  return withLaneAccount(hand, lane, async (account) => {
    const waitMs = await takeRoom(hand, lane, network, account, 'remove')
    if (waitMs > 0) {
      await save(hand, lane, changed({ ...publication, next: wakeIn(hand, waitMs, 'remove') }))
      return goOn
    }
    const begun = await save(hand, lane, beginRemoval(publication, newLineId(hand), hand.watch.now()))
    const { call, wire } = callFor(hand, lane, account, 'write')
    const told = await toldBy(wire, () => remove(call, ref, begun.done))
    const now = hand.watch.now()
    if (told.failure) {
      await saveAnswer(hand, lane, removalFailed(begun, told.failure, now))
      if (told.failure.kind === 'reconnect') throw told.failure
      return restAfter(told.failure, lane, wire)
    }
    await saveAnswer(hand, lane, removed(begun, told.result, now))
    return { closedForMs: wire.closedForMs(), troubled: false }
  })
}
