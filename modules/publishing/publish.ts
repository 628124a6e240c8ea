import { NetworkFailure } from '../../kernel/failure.ts'
import type { Content } from '../../networks/compose.ts'
import type { AccountAccess, Network, Step, StepResult } from '../../networks/contract.ts'
import type { Act } from './budgets.ts'
import { delayed, incomplete, missed, type Patience, rejected, stepFailed, unknown } from './failing.ts'
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
import { foundThere, notThere } from './looking.ts'
import { nextAct } from './next-act.ts'
import { both, type Change, hasGoneOut, type In, type Publication } from './publication.ts'
import { allDone, asSending, beginStep, type Sending, stepDone, waitUntil } from './sending.ts'
import { actOf, stepsOf, windowClosed } from './steps-of.ts'
import type { Trying } from './tables.ts'
import { takeRoom, waitsForPosts } from './take-room.ts'
import { evidenceOf, ownNo } from './telling.ts'
import { isTooLate, keyFor, patienceOf } from './timing.ts'
import { LostHold, toldBy, type Wire } from './wire.ts'

type Task = {
  hand: Hand
  lane: Lane
  network: Network
  account: AccountAccess
  steps: Step[]
  content: Content
  patience: Patience
  /** The publication as last saved. */
  now: Publication
}
type Opening = Omit<Task, 'account' | 'steps'>
type UnderWay = In<'planned'> | Sending

/** Brings a publication as far as it goes now: to its verdict, or to where it has to wait. */
export async function publish(hand: Hand, lane: Lane, publication: UnderWay): Promise<After> {
  const policy = await hand.policyOf(publication.brandId)
  const now = hand.watch.now()
  if (isUntouched(publication) && isTooLate(publication, policy, now)) {
    await save(hand, lane, missed(publication, { code: 'publishing.reason.missed' }, now))
    return goOn
  }
  const writing = publication.content ? { content: publication.content } : await hand.writingOf(publication)
  if (writing.because) {
    await save(hand, lane, rejected(publication, writing.because, now))
    return goOn
  }
  const { content } = writing
  const network = hand.world.networks.get(publication.network)
  const task: Opening = { hand, lane, network, content, patience: patienceOf(policy), now: publication }
  try {
    return await withLaneAccount(hand, lane, (account) =>
      withFiles(hand, { ...publication, content }, account, (prepared) =>
        // The same object each time: when access was renewed meanwhile, it goes on from where it stands.
        goThrough(Object.assign(task, { account, steps: stepsOf(network, publication.of, prepared, account) })),
      ),
    )
  } catch (error) {
    return beforeAnyStep(task, error)
  }
}

async function goThrough(task: Task): Promise<After> {
  for (;;) {
    const { hand, lane, now: current, steps } = task
    if (hand.stopping() || !isUnderWay(current)) return goOn
    const now = hand.watch.now()
    const next = nextAct(current, steps, now, hand.othersTellFor())
    if (next.act === 'run') {
      const after = await runStep(task, current, next.step)
      if (after) return after
      continue
    }
    if (current.state === 'planned') throw new Error(`publication ${current.id} has no step to begin with`)
    if (next.act === 'look') {
      const after = await look(task, current, next.step, next.trying)
      if (after) return after
    } else if (next.act === 'wait') {
      await save(hand, lane, waitUntil(current, next.until))
      return goOn
    } else if (next.act === 'give-up') {
      const change = unknown(
        current,
        next.trying,
        next.step,
        steps,
        { note: 'no later answer told what became of it' },
        now,
      )
      task.now = await save(hand, lane, change)
      return goOn
    } else {
      await save(hand, lane, finished(current, now))
      return goOn
    }
  }
}

/** Undefined: go on with the next step. */
async function runStep(task: Task, current: UnderWay, step: Step): Promise<After | undefined> {
  const { hand, lane, network, account, content } = task
  const tooLate = answeredTooLate(task, current)
  if (tooLate) {
    await save(hand, lane, tooLate)
    return goOn
  }
  const act = actOf(current.of, step)
  const waitMs = await takeRoom(hand, lane, network, account, act)
  if (waitMs > 0) return noRoom(task, current, act, waitMs)

  const key = keyFor(current.id, step.name)
  const freeze = current.content === null
  const begun = beginStep(current, step, { content, lineId: newLineId(hand), key }, hand.watch.now())
  const sending = await save(hand, lane, begun, freeze)
  task.now = sending
  const { call, wire } = callFor(hand, lane, account, 'write')
  const told = await toldBy(wire, () => step.run(call, key, sending.done))
  return told.failure ? failed(task, sending, step, told.failure, wire) : ended(task, sending, step, told.result, wire)
}

function answeredTooLate({ hand, network, account }: Task, current: UnderWay): Change | undefined {
  if (current.state === 'published') return undefined
  const now = hand.watch.now()
  const because = windowClosed(current, network, account, now)
  return because && rejected(current, because, now)
}

/** Files have a budget of their own, and some networks count posts apart from answers: who waits for that lets others go before. */
async function noRoom({ hand, lane, network }: Task, current: UnderWay, act: Act, waitMs: number): Promise<After> {
  const now = hand.watch.now()
  if (act !== 'upload' && !waitsForPosts(lane, network, act, now)) return { closedForMs: waitMs, troubled: false }
  await save(hand, lane, waitUntil(asSending(current), new Date(now.getTime() + waitMs)))
  return goOn
}

async function failed(task: Task, sending: Sending, step: Step, failure: NetworkFailure, wire: Wire) {
  const { hand, lane, steps, patience } = task
  const change = stepFailed(sending, { step, steps, failure, patience }, hand.watch.now())
  task.now = await saveAnswer(hand, lane, change)
  // The account's keeper must hear of it: it renews the access, or asks a person for it.
  if (failure.kind === 'reconnect') throw failure
  return failure.kind === 'rejected' && task.now.state === 'published' ? undefined : restAfter(failure, lane, wire)
}

async function ended(task: Task, sending: Sending, step: Step, result: StepResult, wire: Wire) {
  const { hand, lane, steps } = task
  const now = hand.watch.now()
  const done = stepDone(sending, step, result, now, steps)
  const last = nextAct(done.publication, steps, now).act === 'finish'
  const change = last ? both(done, finished(done.publication, now)) : done
  const saving = saveAnswer(hand, lane, change)
  // Who takes it on may still be closing files when it fails.
  saving.catch(() => {})
  lane.trouble = 0
  const closedForMs = wire.closedForMs()
  if (last) return { closedForMs, troubled: false, saving }
  task.now = await saving
  return closedForMs > 0 ? { closedForMs, troubled: false } : undefined
}

function finished(publication: Sending, now: Date) {
  if (publication.state !== 'published') throw new Error(`the steps of ${publication.id} have no post among them`)
  return allDone(publication, now)
}

/** Nothing was tried yet, or what stood in its way is over and nothing of it is out there. */
const isUntouched = (publication: UnderWay): publication is In<'planned'> | In<'sending'> =>
  publication.state === 'planned' ||
  (publication.state === 'sending' && publication.trying === null && publication.failing === null)

const isUnderWay = (publication: Publication): publication is UnderWay =>
  ['planned', 'sending', 'published'].includes(publication.state)

/** Asks the network whether an earlier try was taken. */
async function look(task: Task, current: Sending, step: Step, trying: Trying): Promise<After | undefined> {
  const { hand, lane, account } = task
  const { call, wire } = callFor(hand, lane, account, 'read')
  const { find } = step
  if (!find) throw new Error(`the step ${step.name} cannot be looked for`)
  const told = await toldBy(wire, () => find(call, keyFor(current.id, step.name), current.done, new Date(trying.since)))
  const now = hand.watch.now()
  if (told.failure) {
    const later = delayed(current, told.failure, task.patience, now)
    const change = later ?? unknown(current, trying, step, task.steps, evidenceOf(told.failure), now)
    task.now = await save(hand, lane, change)
    if (told.failure.kind === 'reconnect') throw told.failure
    return later ? restAfter(told.failure, lane, wire) : goOn
  }
  const found = told.result
  task.now = await save(
    hand,
    lane,
    found.found
      ? foundThere(current, step, task.steps, found.result, now)
      : notThere(current, step, trying, found, now),
  )
  return found.found || found.sure ? undefined : goOn
}

/** The account or a file could not be opened, or a step's own failure came up to here. Nothing is under way. */
async function beforeAnyStep(task: Opening, error: unknown): Promise<After> {
  const { hand, lane } = task
  if (error instanceof LostHold || !hand.session.holds()) throw new LostHold()
  const told = error instanceof NetworkFailure
  if (!told) hand.world.log.error({ publication: task.now.id, err: error }, 'a publication could not be begun')
  if (told && error.kind === 'reconnect') return { closedForMs: 10_000, troubled: true }
  const reason = error instanceof Error ? error.message : String(error)
  const failure = told ? error : new NetworkFailure('network-down', reason, { cause: error })
  if (!isUnderWay(task.now)) return goOn
  const now = hand.watch.now()
  if (failure.kind === 'rejected' && task.now.state !== 'published' && !hasGoneOut(task.now)) {
    const values = { why: failure.message.slice(0, 500) }
    await save(hand, lane, rejected(task.now, ownNo(failure) ?? { code: 'publishing.reason.rejected', values }, now))
    return goOn
  }
  const later = delayed(task.now, failure, task.patience, now)
  await save(hand, lane, later ?? gaveUp(task.now, now))
  return goOn
}

function gaveUp(publication: UnderWay, now: Date) {
  const reason = { code: 'publishing.reason.notBegun' }
  return publication.state === 'published' ? incomplete(publication, [], reason, now) : missed(publication, reason, now)
}
