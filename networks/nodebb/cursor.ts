import type { User } from './entities.ts'

/** Up to which moment was heard, and what of that very moment. */
export type Heard = { at: number; ids: string[] }

/** What is still to be read: a post that a notification names, or those of a topic up to the one it names. */
export type Due =
  | { way: 'post'; pid: string; kind: 'comment' | 'mention'; user?: User }
  | { way: 'topic'; tid: number; upTo: number; after?: number; since?: number; page?: number }

export type InboxCursor = {
  notifications: Heard
  messages: Heard
  /** Where notifications are still to be read: after `above`, not later than `below`, from about this page on. */
  gap?: { above: Heard; below: Heard; page: number }
  /** The last post heard of each topic, and the page it stands on. Cursors once had none. */
  topics?: [tid: number, pid: number, page: number][]
  due: Due[]
}

const nothing: Heard = { at: 0, ids: [] }
const mostTopics = 200

/** What cannot be read counts as none. */
export function cursorIn(cursor: string | undefined): InboxCursor {
  try {
    const told = JSON.parse(cursor ?? '{}') as Partial<InboxCursor>
    return {
      notifications: heardIn(told.notifications),
      messages: heardIn(told.messages),
      ...(told.gap ? { gap: told.gap } : {}),
      ...(Array.isArray(told.topics) ? { topics: told.topics } : {}),
      due: Array.isArray(told.due) ? told.due : [],
    }
  } catch {
    return { notifications: nothing, messages: nothing, due: [] }
  }
}

export const written = (cursor: InboxCursor): string =>
  JSON.stringify({ ...cursor, topics: (cursor.topics ?? []).slice(-mostTopics) })

function heardIn(value: unknown): Heard {
  if (typeof value !== 'object' || value === null || !('at' in value) || !('ids' in value)) return nothing
  const { at, ids } = value
  return typeof at === 'number' && Array.isArray(ids) ? { at, ids: ids.map(String) } : nothing
}
