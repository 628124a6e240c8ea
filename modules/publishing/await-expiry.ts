import type { MessageValues } from '../../kernel/failure.ts'
import { type Change, changed, type In, line } from './publication.ts'
import type { Said } from './tables.ts'
import { expiryOf } from './timing.ts'

const unknown = 'publishing.reason.expiryUnknown'

/** Nothing is under way: it waits for its expiry, when it has one. Where nobody can tell the moment, a person is asked. */
export function awaitExpiry(publication: In<'published'>, now: Date): Change<In<'published'>> {
  const expiresAt = expiryOf(publication)
  if (expiresAt === 'unknown') return askedToRemove(publication, now)
  const next = expiresAt && ({ at: expiresAt, work: 'remove' } as const)
  const reason = publication.reason?.code === unknown ? null : publication.reason
  return changed({ ...publication, expiresAt, next, reason })
}

function askedToRemove(publication: In<'published'>, now: Date): Change<In<'published'>> {
  const { expiry, incomplete, reason } = publication
  const values: MessageValues =
    expiry && 'zone' in expiry ? { zone: expiry.zone, wall: expiry.wall.replace('T', ' ') } : {}
  const said: Said = { code: unknown, values }
  const next: In<'published'> = {
    ...publication,
    expiresAt: null,
    next: null,
    reason: incomplete.length > 0 ? reason : said,
  }
  return changed(next, {
    lines: [line(now, 'removal', 'failed', said)],
    asks: [{ kind: 'remove-by-hand', message: { code: 'publishing.ask.expiryUnknown', values }, dueAt: now }],
  })
}
