import { wallAt } from '../../kernel/wall-time.ts'
import type { StepsDone } from '../../networks/contract.ts'
import { awaitExpiry } from './await-expiry.ts'
import {
  both,
  type Change,
  changed,
  fact,
  hasGoneOut,
  type In,
  intentOf,
  line,
  noPending,
  type Publication,
} from './publication.ts'
import { postStep } from './taking-down.ts'

/** Who did it, by name: the ledger names them. */
export type By = { name: string }
/** `heldBy`: what is planned anew while the brand's posts are held is held as well. */
export type When = { wall: string; zone: string; dueAt: Date; heldBy: string | null }

/** May it still be planned anew? Not once something of it went out. */
export const canMove = (publication: Publication) =>
  ['planned', 'missed', 'rejected', 'sending'].includes(publication.state) && !hasGoneOut(publication)
export const canCancel = canMove
export const canRetry = (publication: Publication) => publication.state === 'missed' || publication.state === 'rejected'
export const canResolve = (publication: Publication): publication is In<'unknown'> => publication.state === 'unknown'
/** While its later parts are still under way it is left alone. */
export const isSettled = (publication: Publication): publication is In<'published'> =>
  publication.state === 'published' && publication.trying === null

/** Planned for another moment. What was read of the post is read anew then. */
export function moved(publication: Publication, when: When, by: By, now: Date): Change {
  const next: In<'planned'> = { ...again(publication), ...when, state: 'planned' }
  const told = line(now, 'moved', 'done', {
    code: 'publishing.line.moved',
    values: { by: by.name, wall: when.wall, zone: when.zone },
  })
  return changed(next, { lines: [told], facts: [fact('moved', next)] })
}

export function retried(publication: Publication, when: When, by: By, now: Date): Change {
  const next: In<'planned'> = { ...again(publication), ...when, state: 'planned' }
  const told = line(now, 'person', 'done', { code: 'publishing.line.retried', values: { by: by.name } })
  return changed(next, { lines: [told], facts: [fact('moved', next)] })
}

/** Kept back until somebody decides; of what has begun but not gone out, everything begins anew then. */
export function held(publication: Publication, hold: { id: string; reason: string }, by: By, now: Date): Change {
  const next: In<'planned'> = { ...again(publication), state: 'planned', heldBy: hold.id }
  const values = { by: by.name, reason: hold.reason }
  const told = line(now, 'person', 'done', { code: 'publishing.line.held', values })
  return changed(next, { lines: [told], facts: [fact('moved', next)] })
}

/** Goes on as it was planned; what should have gone out meanwhile goes out now. */
export function goneOn(publication: Publication, by: By, now: Date): Change {
  const when = publication.dueAt < now ? { dueAt: now, wall: wallAt(now, publication.zone) } : {}
  const next: In<'planned'> = { ...again(publication), ...when, state: 'planned', heldBy: null }
  const told = line(now, 'person', 'done', { code: 'publishing.line.goneOn', values: { by: by.name } })
  return changed(next, { lines: [told], facts: [fact('moved', next)] })
}

/** From the beginning; but messages of an answer that stand already are not sent once more. */
const again = (publication: Publication) => ({
  ...intentOf(publication),
  content: null,
  done: Object.fromEntries(Object.entries(publication.done).filter(([, step]) => step.ref !== undefined)),
})

export function cancelled(publication: Publication, by: By, now: Date): Change {
  const next: In<'cancelled'> = { ...intentOf(publication), state: 'cancelled' }
  const told = line(now, 'person', 'done', { code: 'publishing.line.cancelled', values: { by: by.name } })
  return changed(next, { lines: [told], facts: [fact('cancelled', next)] })
}

export type Verdict = { verdict: 'published'; url?: string } | { verdict: 'not-published' }

/** A person looked at the network and tells what nobody else could. */
export function resolved(publication: In<'unknown'>, verdict: Verdict, by: By, now: Date): Change {
  if (verdict.verdict === 'not-published') {
    const reason = { code: 'publishing.reason.notThere', values: { by: by.name } }
    const next: In<'rejected'> = { ...intentOf(publication), state: 'rejected', reason }
    const told = line(now, 'person', 'absent', { code: 'publishing.line.notThere', values: { by: by.name } })
    return changed(next, { lines: [told], facts: [fact('rejected', next)] })
  }
  const done: StepsDone = { ...publication.done, [postStep]: publication.done[postStep] ?? {} }
  const live = {
    publishedAt: new Date(publication.trying.at),
    url: verdict.url ?? null,
    expiresAt: null,
    incomplete: [],
  }
  const standing: In<'published'> = {
    ...intentOf(publication),
    ...noPending,
    ...live,
    done,
    state: 'published',
    reason: null,
  }
  const told = line(now, 'person', 'found', { code: 'publishing.line.isThere', values: { by: by.name } })
  const found = changed(standing, {
    lines: [told],
    facts: [fact('published', standing, { url: standing.url })],
  })
  return both(found, awaitExpiry(standing, now))
}

export function removalAsked(publication: In<'published'>, by: By, now: Date): Change {
  const told = line(now, 'person', 'done', { code: 'publishing.line.removalAsked', values: { by: by.name } })
  return changed({ ...publication, failing: null, next: { at: now, work: 'remove' } }, { lines: [told] })
}

export function editAsked(publication: In<'published'>, by: By, now: Date): Change {
  const told = line(now, 'person', 'done', { code: 'publishing.line.editAsked', values: { by: by.name } })
  return changed({ ...publication, failing: null, next: { at: now, work: 'edit' } }, { lines: [told] })
}

/** A person did what the network could not. */
export function removedByHand(publication: In<'published'>, by: By, now: Date): Change {
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
  const told = line(now, 'person', 'done', { code: 'publishing.line.removedByHand', values: { by: by.name } })
  return changed(next, { lines: [told], facts: [fact('removed', next)] })
}
