import type { Step, StepResult } from '../../networks/contract.ts'
import { mostLooks, settleMs } from './next-act.ts'
import { both, type Change, changed, line } from './publication.ts'
import { leftOpen, type Sending, stepDone } from './sending.ts'
import type { Trying } from './tables.ts'

/** The network was asked and has it. */
export function foundThere(publication: Sending, step: Step, steps: Step[], result: StepResult, now: Date): Change {
  const looked = line(now, 'looked', 'found', { code: `publishing.found.${step.role}` }, { step: step.name })
  return both(
    changed(publication, { lines: [looked], ended: leftOpen(publication.trying, now) }),
    stepDone(ended(publication), step, result, now, steps),
  )
}

/** Its line is ended already; the step's own end must not write over it. */
const ended = (publication: Sending): Sending => ({ ...publication, trying: null })

/** The network was asked and does not have it: surely, so that it may be sent again; or as far as it can tell. */
export function notThere(
  publication: Sending,
  step: Step,
  trying: Trying,
  { sure, settlesInMs }: { sure: boolean; settlesInMs?: number },
  now: Date,
): Change {
  const code = sure ? `publishing.absent.${step.role}` : 'publishing.absent.unsure'
  const looked = line(now, 'looked', 'absent', { code }, { step: step.name })
  const closed = leftOpen(trying, now)
  if (sure)
    return changed(
      { ...publication, trying: null, next: { at: now, work: 'publish' } },
      { lines: [looked], ended: closed },
    )
  const looks = trying.looks + 1
  // A few quick looks find what only came late; one more, when absence can be sure, decides the rest.
  const decisive = looks >= mostLooks && settlesInMs !== undefined && !trying.decisive
  const wait = decisive ? settlesInMs + settleMs : looks >= mostLooks ? 0 : settleMs * looks
  return changed(
    {
      ...publication,
      trying: { ...trying, outcome: 'unknown', doubtful: true, looks, decisive },
      next: { at: new Date(now.getTime() + wait), work: 'publish' },
    },
    { lines: [looked], ended: closed },
  )
}
