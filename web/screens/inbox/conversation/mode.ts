import type { ReplyWay } from '../../../api/inbox.ts'

/** What one writes: an answer by one of its ways, or a note for the others. */
export type Mode = ReplyWay | 'note'
