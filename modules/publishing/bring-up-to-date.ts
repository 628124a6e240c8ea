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
  withFiles,
  withLaneAccount,
} from './hand.ts'
import type { Lane } from './lanes.ts'
import { changed, type In } from './publication.ts'
import { takeRoom } from './take-room.ts'
import { afterwards, beginEdit, edited, editFailed, postStep } from './taking-down.ts'
import { toldBy } from './wire.ts'

/** Makes what stands at the network say what the post says now. */
export async function bringUpToDate(hand: Hand, lane: Lane, publication: In<'published'>): Promise<After> {
  const network = hand.world.networks.get(publication.network)
  const { edit } = network
  const ref = publication.done[postStep]?.ref
  const { content, because } = { content: undefined, ...(await hand.writingOf(publication)) }
  if (!edit || !ref || !content) {
    await save(
      hand,
      lane,
      changed({ ...publication, ...afterwards(publication), ...(because ? { reason: because } : {}) }),
    )
    return goOn
  }
  return withLaneAccount(hand, lane, (account) =>
    withFiles(hand, { ...publication, content }, account, async (prepared) => {
      const waitMs = await takeRoom(hand, lane, network, account, 'edit')
      if (waitMs > 0) {
        await save(hand, lane, changed({ ...publication, next: wakeIn(hand, waitMs, 'edit') }))
        return goOn
      }
      const begun = await save(hand, lane, beginEdit(publication, newLineId(hand), hand.watch.now()))
      const { call, wire } = callFor(hand, lane, account, 'write')
      const told = await toldBy(wire, () => edit.run(call, ref, prepared, begun.done))
      const now = hand.watch.now()
      if (told.failure) {
        await saveAnswer(hand, lane, editFailed(begun, told.failure, now))
        if (told.failure.kind === 'reconnect') throw told.failure
        return restAfter(told.failure, lane, wire)
      }
      await saveAnswer(hand, lane, edited(begun, told.result, content, now), true)
      return { closedForMs: wire.closedForMs(), troubled: false }
    }),
  )
}
