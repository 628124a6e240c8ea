import type { Path, Touch } from './path.ts'

export type TouchedAt = { channel: string; direct?: true; at: Date }
export type ConvertedAt = { at: Date; value?: number }

/** What is known of one visitor, in any order. */
export type Journey = { touches: readonly TouchedAt[]; conversions: readonly ConvertedAt[] }

/** How far back a touch may have led to a conversion, and the moment up to which journeys are known. */
export type Window = { lookbackMs: number; until: Date }

/**
 * The paths of a journey, one for each conversion and one for each time that came to nothing.
 * - A conversion is led to by the touches since the one before it, up to `lookbackMs` old; one at its own moment counts.
 * - Touches that are older, or come after the last conversion, came to nothing once `lookbackMs` passed without another.
 * - Those that may still convert at `until` are left out: they are neither a success nor a failure yet.
 * - What lies after `until` is left out: its clock is wrong, or it is not of this report.
 */
export function pathsOf(journey: Journey, { lookbackMs, until }: Window): Path[] {
  if (!(lookbackMs >= 0)) throw new RangeError(`lookbackMs: ${lookbackMs} is no length of time`)
  const end = momentOf(until, 'until')
  const touches = inOrder(journey.touches, 'touches', end)
  const paths: Path[] = []
  let from = 0
  for (const { at, value } of inOrder(journey.conversions, 'conversions', end)) {
    const moment = at.getTime()
    const past = countWhile(touches, from, (touch) => touch.at.getTime() <= moment)
    const old = countWhile(touches, from, (touch) => touch.at.getTime() < moment - lookbackMs)
    paths.push(...cameToNothing(touches.slice(from, old), lookbackMs, Number.POSITIVE_INFINITY))
    paths.push({
      touches: aged(touches.slice(old, past), moment),
      conversions: 1,
      nulls: 0,
      ...(value !== undefined && { value }),
    })
    from = past
  }
  return [...paths, ...cameToNothing(touches.slice(from), lookbackMs, end)]
}

function inOrder<T extends { at: Date }>(all: readonly T[], name: string, end: number): T[] {
  for (const [n, { at }] of all.entries()) momentOf(at, `${name}.${n}.at`)
  return all.filter(({ at }) => at.getTime() <= end).sort((a, b) => a.at.getTime() - b.at.getTime())
}

function momentOf(at: Date, path: string): number {
  const moment = at.getTime()
  if (Number.isNaN(moment)) throw new RangeError(`${path}: this is no moment`)
  return moment
}

function countWhile(touches: TouchedAt[], from: number, is: (touch: TouchedAt) => boolean): number {
  let at = from
  for (let next = touches[at]; next && is(next); next = touches[at]) at++
  return at
}

/** Touches further apart than `lookbackMs` belong to different tries. */
function cameToNothing(touches: TouchedAt[], lookbackMs: number, end: number): Path[] {
  const tries: TouchedAt[][] = []
  let before = Number.NEGATIVE_INFINITY
  for (const touch of touches) {
    const moment = touch.at.getTime()
    if (moment - before > lookbackMs) tries.push([])
    tries.at(-1)?.push(touch)
    before = moment
  }
  return tries.flatMap((one) => {
    const last = one.at(-1)?.at.getTime() ?? 0
    return last + lookbackMs < end ? [{ touches: aged(one, last), conversions: 0, nulls: 1 }] : []
  })
}

const aged = (touches: TouchedAt[], end: number): Touch[] =>
  touches.map(({ channel, direct, at }) => ({ channel, ageMs: end - at.getTime(), ...(direct && { direct }) }))
