import type { CalendarEntry } from '../../api/planning.ts'
import type { Tone } from '../../ui/feedback.tsx'
import type { IconName } from '../../ui/icon.tsx'

export type EntryState = CalendarEntry['state']
export const entryStates: readonly EntryState[] = [
  'draft',
  'planned',
  'sending',
  'published',
  'rejected',
  'unknown',
  'missed',
  'cancelled',
  'removed',
]

/** Each state has a sign of its own: colour never speaks alone. */
export const stateIcons: Record<EntryState, IconName> = {
  draft: 'edit',
  planned: 'clock',
  sending: 'send',
  published: 'check-circle',
  rejected: 'x-circle',
  unknown: 'info',
  missed: 'warning',
  cancelled: 'minus',
  removed: 'trash',
}

export const stateTones: Record<EntryState, Tone> = {
  draft: 'plain',
  planned: 'note',
  sending: 'accent',
  published: 'good',
  rejected: 'bad',
  unknown: 'warn',
  missed: 'warn',
  cancelled: 'plain',
  removed: 'plain',
}

/** The least role that may move it; null for what has gone out, or is going out now: that stays where it is. */
export function moverOf({ state }: Pick<CalendarEntry, 'state'>): 'author' | 'editor' | null {
  if (state === 'draft' || state === 'cancelled') return 'author'
  return state === 'planned' || state === 'missed' || state === 'rejected' ? 'editor' : null
}
