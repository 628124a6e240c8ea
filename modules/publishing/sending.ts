import type { Content } from '../../networks/compose.ts'
import type { Step, StepResult } from '../../networks/contract.ts'
import { awaitExpiry } from './await-expiry.ts'
import { both, type Change, changed, fact, type In, type Live, line, noPending, wakeOf } from './publication.ts'
import type { Said, Trying } from './tables.ts'

export type Sending = In<'sending'> | In<'published'>

/**
 * The step is about to be run: saved as begun before the network hears of it. The content stays as it is from here on.
 * An earlier try whose end nobody wrote is told as such, and doubt about it goes over to this one.
 */
export function beginStep(
  publication: In<'planned'> | Sending,
  step: Step,
  given: { content: Content; lineId: string; key: string },
  now: Date,
): Change<Sending> {
  const before = 'trying' in publication && publication.trying?.step === step.name ? publication.trying : null
  const doubtful = before !== null && (before.outcome === 'open' || before.doubtful)
  const trying: Trying = {
    ...{ step: step.name, role: step.role, outcome: 'open', doubtful, lineId: given.lineId, looks: 0 },
    ...{ since: doubtful ? before.since : now.toISOString(), at: now.toISOString() },
  }
  const attempt = line(
    now,
    'attempt',
    'open',
    { code: `publishing.begin.${step.role}` },
    {
      ...{ id: given.lineId, step: step.name, key: given.key },
    },
  )
  return changed(
    {
      ...asSending(publication),
      content: given.content,
      trying,
      next: wakeOf(publication) ?? { at: now, work: 'publish' },
    },
    { lines: [attempt], ended: leftOpen(before, now) },
  )
}

/** The worker in whose hand it was ended before it could write what the network answered. */
export const leftOpen = (trying: Trying | null, now: Date) =>
  trying?.outcome === 'open'
    ? [
        {
          id: trying.lineId,
          endedAt: now,
          outcome: 'unknown' as const,
          message: { code: 'publishing.end.interrupted' },
        },
      ]
    : []

export function asSending(publication: In<'planned'> | Sending): Sending {
  if (publication.state === 'planned') return { ...publication, ...noPending, state: 'sending', reason: null }
  return publication
}

/** The network took this of the `steps`. With the post's own one the publication is published, whatever comes after. */
export function stepDone(
  publication: Sending,
  step: Step,
  result: StepResult,
  now: Date,
  steps: Step[] = [step],
): Change<Sending> {
  const lineId = publication.trying?.lineId
  const done = { ...publication.done, [step.name]: result }
  const next: Sending = { ...publication, ...noPending, done, next: { at: now, work: 'publish' } }
  const ended = lineId ? [{ id: lineId, endedAt: now, outcome: 'done' as const, message: doneOf(step, steps) }] : []
  const going = changed(next, { ended })
  return step.role === 'post' ? both(going, published(next, result.ref?.url ?? null, now)) : going
}

/** Files go one after another: each tells how many are done by then, and only the last that they are there. */
function doneOf(step: Step, steps: Step[]): Said {
  const files = steps.filter((one) => one.role === 'prepare').map((one) => one.name)
  const n = files.indexOf(step.name) + 1
  if (step.role !== 'prepare' || n === files.length) return { code: `publishing.done.${step.role}` }
  return { code: 'publishing.done.prepareOne', values: { n, all: files.length } }
}

function published(publication: Sending, url: string | null, now: Date): Change<In<'published'>> {
  const live: Live = { publishedAt: now, url, expiresAt: null, incomplete: [] }
  const next: In<'published'> = { ...publication, ...live, state: 'published', reason: null }
  const late = Math.max(0, now.getTime() - publication.dueAt.getTime())
  const said: Said =
    late < 60_000
      ? { code: 'publishing.verdict.published' }
      : { code: 'publishing.verdict.publishedLate', values: { minutes: Math.floor(late / 60_000) } }
  return changed(next, {
    lines: [line(now, 'verdict', 'done', said)],
    facts: [fact('published', next, { url })],
  })
}

/** No step is left to do. What expires is waited for. */
export const allDone = (publication: In<'published'>, now: Date): Change =>
  awaitExpiry({ ...publication, ...noPending }, now)

export const waitUntil = (publication: Sending, until: Date): Change =>
  changed({ ...publication, next: { at: until, work: 'publish' } })
