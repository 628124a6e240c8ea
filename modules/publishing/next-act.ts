import type { Step, StepsDone } from '../../networks/contract.ts'
import type { Publication } from './publication.ts'
import type { Trying } from './tables.ts'

/** What a worker does now with a publication whose steps are these. */
export type NextAct =
  | { act: 'run'; step: Step }
  /** Somebody may have done it already: ask the network before anything else. */
  | { act: 'look'; step: Step; trying: Trying }
  | { act: 'wait'; until: Date }
  /** Nobody can tell whether it was done. A person must look. */
  | { act: 'give-up'; step: Step; trying: Trying }
  | { act: 'finish' }

/** What was sent by a process that died may still be on its way this long: neither look nor call again before. */
export const settleMs = 3_000
/** A key is trusted only this long before its end, so that the second call arrives in time. */
const keyMarginMs = 60_000
export const mostLooks = 4

/** `othersTellFor`: milliseconds for which another worker may still be about to write what the network answered. */
export function nextAct(publication: Publication, steps: Step[], now: Date, othersTellFor = 0): NextAct {
  const step = firstUndone(steps, publication)
  if (!step) return { act: 'finish' }
  const trying = 'trying' in publication ? publication.trying : null
  if (trying?.step !== step.name || step.again.way === 'harmless') return { act: 'run', step }
  if (trying.outcome !== 'open' && !trying.doubtful) return { act: 'run', step }
  if (step.again.way === 'never' && trying.outcome === 'open' && othersTellFor > 0)
    return { act: 'wait', until: new Date(now.getTime() + othersTellFor) }
  const settled = new Date(Date.parse(trying.at) + settleMs)
  if (step.again.way !== 'never' && settled > now) return { act: 'wait', until: settled }
  return afterDoubt(step, trying, now)
}

function firstUndone(steps: Step[], publication: Publication): Step | undefined {
  const failed = 'incomplete' in publication ? publication.incomplete : []
  return steps.find((step) => !(step.name in publication.done) && !failed.includes(step.name))
}

/** By the network's own way. A look that was sure there is nothing ends the doubt, and is not asked for here. */
function afterDoubt(step: Step, trying: Trying, now: Date): NextAct {
  const { again } = step
  if (
    again.way === 'same-key' &&
    !trying.refused &&
    now.getTime() - Date.parse(trying.since) < again.forMs - keyMarginMs
  )
    return { act: 'run', step }
  const hasLooked = trying.looks >= mostLooks && !trying.decisive
  if (again.way === 'never' || !step.find || hasLooked) return { act: 'give-up', step, trying }
  return { act: 'look', step, trying }
}

/** Does the post itself stand, whatever becomes of the rest? */
export const postStands = (steps: Step[], done: StepsDone) =>
  steps.some((step) => step.role === 'post' && step.name in done)

/** Parts of a thread hang on one another: when one fails, those after it cannot be. */
export function lostWith(step: Step, steps: Step[]): string[] {
  if (step.role !== 'thread') return [step.name]
  return steps.slice(steps.indexOf(step)).flatMap((one) => (one.role === 'thread' ? [one.name] : []))
}
