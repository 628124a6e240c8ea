import type { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Step } from '../../networks/contract.ts'
import { backoffMs } from './backoff.ts'
import { lostWith, settleMs } from './next-act.ts'
import {
  both,
  type Change,
  changed,
  fact,
  type In,
  intentOf,
  line,
  noPending,
  type Publication,
} from './publication.ts'
import { asSending, leftOpen, type Sending } from './sending.ts'
import type { Said, Trying } from './tables.ts'
import { evidenceOf, ownNo, said } from './telling.ts'

/** How long a publication is tried before a person is asked. */
export type Patience = { forMs: number }
/** A step, the plan it stands in, and what became of it. */
export type Failed = { step: Step; steps: Step[]; failure: NetworkFailure; patience: Patience }

/** The try failed. What follows depends on what is known of it. */
export function stepFailed(publication: Sending, failed: Failed, now: Date): Change {
  const { trying } = publication
  const { step, failure } = failed
  if (!trying) throw new Error(`no step of ${publication.id} was begun`)
  const outcome = failure.kind === 'unknown-outcome' ? ('unknown' as const) : ('failed' as const)
  const end = { id: trying.lineId, endedAt: now, outcome, evidence: evidenceOf(failure), message: said(failure) }
  const told = changed(publication, { ended: [end] })
  if (step.again.way === 'harmless' && failure.kind !== 'rejected')
    return both(told, tryLater(publication, null, failed, now))
  if (failure.kind === 'unknown-outcome') {
    const doubt: Trying = { ...trying, outcome: 'unknown', doubtful: true, at: now.toISOString() }
    return both(told, doubted(publication, doubt, failed, now))
  }
  return both(told, surelyNotDone(publication, trying.doubtful ? { ...trying, outcome: 'unknown' } : null, failed, now))
}

/** This try did nothing; `doubt` is what an earlier one may have done. */
function surelyNotDone(publication: Sending, doubt: Trying | null, failed: Failed, now: Date): Change {
  if (failed.failure.kind !== 'rejected') return tryLater(publication, doubt, failed, now)
  // A no to the second call does not tell what became of the first: only looking does.
  if (doubt)
    return doubted(
      publication,
      { ...doubt, refused: true },
      { ...failed, step: { ...failed.step, again: { way: 'look-first' } } },
      now,
    )
  return refused(publication, failed, now)
}

function doubted(publication: Sending, trying: Trying, failed: Failed, now: Date): Change {
  const { step, steps, failure, patience } = failed
  const failing = { times: (publication.failing?.times ?? 0) + 1, since: publication.failing?.since ?? now }
  const outOfPatience = now.getTime() - failing.since.getTime() > patience.forMs
  const mayAct = step.again.way === 'same-key' || (step.again.way === 'look-first' && step.find !== undefined)
  if (outOfPatience || !mayAct) return unknown(publication, trying, step, steps, evidenceOf(failure), now)
  const wait = Math.max(settleMs, backoffMs(publication.id, failing.times))
  const next = { at: new Date(now.getTime() + wait), work: 'publish' as const }
  return changed({ ...publication, trying, failing, next })
}

/** Never sent again by itself: a person looks at the network and tells. */
export function unknown(
  publication: Sending,
  trying: Trying,
  step: Step,
  steps: Step[],
  evidence: JsonObject,
  now: Date,
): Change {
  if (publication.state === 'published')
    return incomplete(publication, lostWith(step, steps), { code: `publishing.unknown.${step.role}` }, now)
  const reason: Said = { code: 'publishing.reason.unknown' }
  const closed = leftOpen(trying, now)
  const next: In<'unknown'> = {
    ...intentOf(publication),
    state: 'unknown',
    reason,
    trying: { ...trying, outcome: 'unknown', doubtful: true },
  }
  const verdict = line(
    now,
    'verdict',
    'unknown',
    { code: 'publishing.verdict.unknown' },
    { evidence: { ...evidence, key: trying.lineId, triedAt: trying.at } },
  )
  const ask = { kind: 'resolve-unknown' as const, message: { code: 'publishing.ask.unknown' }, dueAt: now }
  return changed(next, { lines: [verdict], ended: closed, facts: [fact('unknown', next)], asks: [ask] })
}

function refused(publication: Sending, { step, steps, failure }: Failed, now: Date): Change {
  const values = { why: failure.message.slice(0, 500) }
  if (publication.state !== 'published')
    return rejected(publication, ownNo(failure) ?? { code: 'publishing.reason.rejected', values }, now)
  return incomplete(publication, lostWith(step, steps), { code: `publishing.failed.${step.role}`, values }, now)
}

/** The network, or the content itself, says no: sending it again as it stands would change nothing. */
export function rejected(publication: Sending | In<'planned'>, reason: Said, now: Date): Change {
  const next: In<'rejected'> = { ...intentOf(publication), state: 'rejected', reason }
  return changed(next, {
    lines: [line(now, 'verdict', 'failed', reason)],
    facts: [fact('rejected', next)],
    asks: [{ kind: 'rejected', message: { code: 'publishing.ask.rejected' }, dueAt: now }],
  })
}

/** The post stands; a later part does not. It stays published, and says what is missing. */
export function incomplete(publication: In<'published'>, names: string[], message: Said, now: Date): Change {
  const next: In<'published'> = {
    ...{ ...publication, ...noPending, incomplete: [...publication.incomplete, ...names], reason: message },
    next: { at: now, work: 'publish' },
  }
  return changed(next, {
    lines: [line(now, 'verdict', 'failed', message)],
    facts: [fact('incomplete', next)],
    asks: [{ kind: 'incomplete', message: { code: 'publishing.ask.incomplete' }, dueAt: now }],
  })
}

/** Surely nothing was done: again later, by the network's wish or by growing pauses, as long as the brand is patient. */
function tryLater(publication: Sending, doubt: Trying | null, failed: Failed, now: Date): Change {
  const { step, steps, failure, patience } = failed
  const later = delayed({ ...publication, trying: doubt }, failure, patience, now)
  if (later) return later
  if (publication.state === 'published') return refused(publication, failed, now)
  if (doubt) return unknown(publication, doubt, step, steps, evidenceOf(failure), now)
  return missed(publication, { code: 'publishing.reason.networkDown' }, now)
}

/** Its moment passed without it. The brand wants to be asked, or the network stayed away for too long. */
export function missed(publication: Sending | In<'planned'>, reason: Said, now: Date): Change {
  const next: In<'missed'> = { ...intentOf(publication), state: 'missed', reason }
  return changed(next, {
    lines: [line(now, 'verdict', 'failed', reason)],
    facts: [fact('missed', next)],
    asks: [{ kind: 'missed', message: { code: 'publishing.ask.missed' }, dueAt: now }],
  })
}

/** Something around the step failed while nothing was under way. Undefined when patience is at its end. */
export function delayed(
  publication: In<'planned'> | Sending,
  failure: NetworkFailure,
  patience: Patience,
  now: Date,
): (Change & { publication: Sending }) | undefined {
  const sending = asSending(publication)
  const failing = { times: (sending.failing?.times ?? 0) + 1, since: sending.failing?.since ?? now }
  const outOfPatience = now.getTime() - failing.since.getTime() > patience.forMs
  if (outOfPatience && failure.kind !== 'reconnect') return undefined
  const next = { at: laterBy(sending, failure, failing.times, now), work: 'publish' as const }
  const reason = said(failure)
  const asks =
    failure.kind === 'reconnect'
      ? [{ kind: 'reconnect', message: { code: 'publishing.ask.reconnect' }, dueAt: now } as const]
      : []
  // While a person is waited for, the network is not what fails.
  return changed({ ...sending, failing: failure.kind === 'reconnect' ? null : failing, next, reason }, { asks })
}

/** An account that must be connected again is not claimed until it is; this only bounds how soon it is tried after that. */
const reconnectCheckMs = 10_000

function laterBy(publication: Publication, failure: NetworkFailure, times: number, now: Date): Date {
  if (failure.kind === 'reconnect') return new Date(now.getTime() + reconnectCheckMs)
  return new Date(now.getTime() + (failure.retryAfterMs ?? backoffMs(publication.id, times)))
}
