/** Up to which moment was heard, and what of that very moment. */
export type Heard = { at: number; ids: string[] }
export type InboxCursor = { notifications: Heard; messages: Heard }

const nothing: Heard = { at: 0, ids: [] }

/** What cannot be read counts as none. */
export function cursorIn(cursor: string | undefined): InboxCursor {
  try {
    const told = JSON.parse(cursor ?? '{}') as Partial<Record<keyof InboxCursor, unknown>>
    return { notifications: heardIn(told.notifications), messages: heardIn(told.messages) }
  } catch {
    return { notifications: nothing, messages: nothing }
  }
}

export const written = (cursor: InboxCursor): string => JSON.stringify(cursor)

function heardIn(value: unknown): Heard {
  if (typeof value !== 'object' || value === null || !('at' in value) || !('ids' in value)) return nothing
  const { at, ids } = value
  return typeof at === 'number' && Array.isArray(ids) ? { at, ids: ids.map(String) } : nothing
}
