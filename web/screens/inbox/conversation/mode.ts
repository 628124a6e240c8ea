import type { Answering, Conversation, ReplyWay } from '../../../api/inbox.ts'

/** What one writes: an answer by one of its ways, or a note for the others. */
export type Mode = ReplyWay | 'note'

/** The ways by which this can be answered here. */
export const waysOf = ({ may, answering }: Conversation): Answering[] => (may.reply ? answering : [])
