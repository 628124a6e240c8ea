import type { z } from 'zod'
import type { MessageValues } from '../../kernel/failure.ts'
import type { Action as Shape } from './api.ts'

export type Action = z.output<typeof Shape>

/** What of a conversation stood before a rule touched it. */
export type Before = {
  labels: string[]
  assigneeId: string | null
  priority: number
  state: 'open' | 'snoozed' | 'done' | 'spam'
  tone: 'negative' | 'neutral' | 'positive' | null
}
type Said = { code: string; values?: MessageValues }

/**
 * One action of a hit. `open`: not done yet, or a process ended in it; `kept`: it stays as it is although it was to be undone, `said`
 * tells why.
 */
export type DoneAction = {
  want: Action
  state: 'open' | 'done' | 'failed' | 'undone' | 'kept'
  said?: Said
  /** What the network was asked for, or the reply that was written. */
  actId?: string
  replyId?: string
}
