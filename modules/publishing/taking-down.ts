import type { NetworkFailure } from '../../kernel/failure.ts'
import type { StepResult } from '../../networks/contract.ts'
import { backoffMs } from './backoff.ts'
import { type Change, changed, fact, type In, intentOf, line, noPending } from './publication.ts'
import { evidenceOf, said } from './telling.ts'

/** The step under which the post's own reference lies in `done`. */
export const postStep = 'post'

/** Saved before the network is asked to remove it. */
export function beginRemoval(
  publication: In<'published'> | In<'removing'>,
  lineId: string,
  now: Date,
): Change<In<'removing'>> {
  const trying = { step: 'remove', role: 'finish', outcome: 'open', doubtful: false, lineId, looks: 0 } as const
  const moment = now.toISOString()
  return changed(
    { ...publication, state: 'removing', trying: { ...trying, since: moment, at: moment } },
    { lines: [line(now, 'removal', 'open', { code: 'publishing.begin.removal' }, { id: lineId, step: 'remove' })] },
  )
}

export function removed(publication: In<'removing'>, how: 'removed' | 'already-gone', now: Date): Change {
  const { publishedAt, url, expiresAt, incomplete } = publication
  const next: In<'removed'> = {
    ...intentOf(publication),
    publishedAt,
    url,
    expiresAt,
    incomplete,
    state: 'removed',
    removedAt: now,
  }
  return changed(next, {
    ended: endOf(publication, 'done', `publishing.done.${how}`, now),
    facts: [fact('removed', next)],
  })
}

/** Removing twice is harmless, so every failure but a refusal is tried again. */
export function removalFailed(publication: In<'removing'>, failure: NetworkFailure, now: Date): Change {
  const ended = endOf(publication, 'failed', said(failure).code, now, failure)
  if (failure.kind === 'rejected') {
    const byHand = removeByHand(publication, now)
    return { ...byHand, ended }
  }
  const failing = { times: (publication.failing?.times ?? 0) + 1, since: publication.failing?.since ?? now }
  const pause = failure.retryAfterMs ?? backoffMs(publication.id, failing.times)
  const next = { at: new Date(now.getTime() + pause), work: 'remove' as const }
  return changed({ ...publication, trying: null, failing, next, reason: said(failure) }, { ended })
}

/** The network cannot, or will not: at this moment a person is given the task. It stays published until they did it. */
export function removeByHand(publication: In<'published'> | In<'removing'>, now: Date): Change {
  const reason = { code: 'publishing.reason.removeByHand' }
  const next: In<'published'> = { ...publication, ...noPending, state: 'published', reason }
  return changed(next, {
    lines: [line(now, 'removal', 'failed', reason)],
    asks: [{ kind: 'remove-by-hand', message: { code: 'publishing.ask.removeByHand' }, dueAt: now }],
  })
}

/** Saved before the network is asked to change it. */
export function beginEdit(publication: In<'published'>, lineId: string, now: Date): Change<In<'published'>> {
  const trying = { step: 'edit', role: 'finish', outcome: 'open', doubtful: false, lineId, looks: 0 } as const
  const moment = now.toISOString()
  return changed(
    { ...publication, trying: { ...trying, since: moment, at: moment } },
    { lines: [line(now, 'edit', 'open', { code: 'publishing.begin.edit' }, { id: lineId, step: 'edit' })] },
  )
}

export function edited(
  publication: In<'published'>,
  result: StepResult,
  content: In<'published'>['content'],
  now: Date,
): Change {
  const before = publication.done[postStep] ?? {}
  const done = { ...publication.done, [postStep]: { ...before, ...result } }
  const next: In<'published'> = {
    ...publication,
    ...afterwards(publication),
    done,
    content,
    url: result.ref?.url ?? publication.url,
  }
  return changed(next, {
    ended: endOf(publication, 'done', 'publishing.done.edit', now),
    facts: [fact('edited', next)],
  })
}

export function editFailed(publication: In<'published'>, failure: NetworkFailure, now: Date): Change {
  const ended = endOf(publication, 'failed', said(failure).code, now, failure)
  if (failure.kind === 'rejected')
    return changed({ ...publication, ...afterwards(publication), reason: said(failure) }, { ended })
  const failing = { times: (publication.failing?.times ?? 0) + 1, since: publication.failing?.since ?? now }
  const pause = failure.retryAfterMs ?? backoffMs(publication.id, failing.times)
  const next = { at: new Date(now.getTime() + pause), work: 'edit' as const }
  const reason = publication.incomplete.length > 0 ? publication.reason : said(failure)
  return changed({ ...publication, trying: null, failing, next, reason }, { ended })
}

/** Back to waiting for its expiry, when it has one. */
export const afterwards = (publication: In<'published'>) => ({
  ...noPending,
  reason: publication.incomplete.length > 0 ? publication.reason : null,
  next: publication.expiresAt ? { at: publication.expiresAt, work: 'remove' as const } : null,
})

function endOf(
  publication: In<'published'> | In<'removing'>,
  outcome: 'done' | 'failed',
  code: string,
  now: Date,
  failure?: NetworkFailure,
) {
  const id = publication.trying?.lineId
  if (!id) return []
  const values = failure ? said(failure).values : undefined
  return [{ id, endedAt: now, outcome, message: { code, values }, evidence: failure && evidenceOf(failure) }]
}
