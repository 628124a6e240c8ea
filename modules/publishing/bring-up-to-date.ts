import {
  type After,
  callFor,
  goOn,
  type Hand,
  newLineId,
  restAfter,
  save,
  saveAnswer,
  withFiles,
  withLaneAccount,
} from './hand.ts'
import type { Lane } from './lanes.ts'
import { changed, type In } from './publication.ts'
import { afterwards, beginEdit, edited, editFailed, postStep } from './taking-down.ts'
import { toldBy } from './wire.ts'

/** Makes what stands at the network say what the post says now. */
export async function bringUpToDate(hand: Hand, lane: Lane, publication: In<'published'>): Promise<After> {
  const { edit } = hand.world.networks.get(publication.network)
  const ref = publication.done[postStep]?.ref
  const { content, because } = { content: undefined, ...(await hand.writingOf(publication)) }
  if (!edit || !ref || !content) {
    await save(hand, lane, changed({ ...publication, ...afterwards(publication), reason: because ?? null }))
    return goOn
  }
  return withLaneAccount(hand, lane, (account) =>
    withFiles(hand, { ...publication, content }, async (prepared) => {
      const begun = await save(hand, lane, beginEdit(publication, newLineId(hand), hand.watch.now()))
      const { call, wire } = callFor(hand, account, 'upload')
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
