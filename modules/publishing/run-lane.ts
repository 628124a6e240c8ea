import { monotonicMs } from '../../kernel/clock.ts'
import { NetworkFailure } from '../../kernel/failure.ts'
import { bringUpToDate } from './bring-up-to-date.ts'
import { type After, goOn, type Hand } from './hand.ts'
import type { Lane, Release } from './lanes.ts'
import { type Publication, wakeOf } from './publication.ts'
import { publish } from './publish.ts'
import { publicationOf } from './rows.ts'
import { takeDown } from './take-down.ts'
import { LostHold } from './wire.ts'

/** Longer turns end early: what fell due meanwhile may go before the rest. */
const turnMs = 2_000

/** Works off what is due on one account, one after another, and tells how the lane is to be given back. */
export async function runLane(hand: Hand, lane: Lane): Promise<Release> {
  const savings: Promise<void>[] = []
  const since = monotonicMs()
  let closedForMs = 0
  for (const row of lane.due) {
    if (hand.stopping() || !hand.session.holds() || monotonicMs() - since > turnMs) break
    const after = await perform(hand, lane, publicationOf(row))
    if (after.saving) savings.push(written(hand, row.id, after.saving))
    closedForMs = after.closedForMs
    if (closedForMs > 0) break
  }
  await Promise.all(savings)
  return { lane, closedForMs }
}

async function written(hand: Hand, publication: string, saving: Promise<unknown>): Promise<void> {
  try {
    await saving
  } catch (error) {
    if (!(error instanceof LostHold))
      hand.world.log.error({ publication, err: error }, 'what a network answered could not be written down')
  }
}

/** Something in our own house failed (the database went away, a defect): the account waits a little, the others do not. */
const ownTroubleMs = 5_000
/** A person must connect the account again; it is not claimed before that. */
const reconnectMs = 5_000

async function perform(hand: Hand, lane: Lane, publication: Publication): Promise<After> {
  try {
    return await act(hand, lane, publication)
  } catch (error) {
    if (error instanceof LostHold) return goOn
    if (error instanceof NetworkFailure && error.kind === 'reconnect')
      return { closedForMs: reconnectMs, troubled: true }
    hand.world.log.error({ publication: publication.id, err: error }, 'a publication was left for later')
    return { closedForMs: ownTroubleMs, troubled: true }
  }
}

async function act(hand: Hand, lane: Lane, publication: Publication): Promise<After> {
  const work = wakeOf(publication)?.work
  if (work === 'publish' && (publication.state === 'planned' || publication.state === 'sending'))
    return publish(hand, lane, publication)
  if (publication.state === 'published' && work === 'publish') return publish(hand, lane, publication)
  if (publication.state === 'published' && work === 'edit') return bringUpToDate(hand, lane, publication)
  if (publication.state === 'published' || publication.state === 'removing') return takeDown(hand, lane, publication)
  throw new Error(`nothing is to be done with a publication that is ${publication.state}`)
}
