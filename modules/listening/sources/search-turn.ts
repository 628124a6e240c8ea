import { z } from 'zod'

/**
 * How far each term was asked for. `until`: all up to this moment was read; while a sweep goes on, `page` is where it is after
 * `pages`, and `top` the newest it met.
 */
const Term = z.object({
  until: z.string().optional(),
  top: z.string().optional(),
  page: z.string().optional(),
  pages: z.number().int().optional(),
})
const Turn = z.object({ next: z.number().int().min(0), terms: z.record(z.string(), Term) })
export type Turn = z.output<typeof Turn>
export type Term = z.output<typeof Term>

/** A turn that cannot be read begins anew: what is heard twice is one mention. */
export function readTurn(cursor: string | undefined): Turn {
  const read = cursor === undefined ? undefined : Turn.safeParse(parsed(cursor))
  return read?.success ? read.data : { next: 0, terms: {} }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** After a page of a sweep, newest first; `overlapMs` is read twice, since networks find some posts late. */
export function afterPage(
  term: Term,
  page: { newest?: Date; oldest?: Date; cursor?: string },
  overlapMs: number,
): Term {
  const top = later(term.top, page.newest?.toISOString())
  const isBack = term.until !== undefined && page.oldest !== undefined && page.oldest.toISOString() < term.until
  if (page.cursor !== undefined && !isBack)
    return {
      ...(term.until !== undefined && { until: term.until }),
      ...(top !== undefined && { top }),
      page: page.cursor,
    }
  const until = top === undefined ? term.until : new Date(Date.parse(top) - overlapMs).toISOString()
  return until === undefined ? {} : { until: later(term.until, until) ?? until }
}

function later(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return one > other ? one : other
}
