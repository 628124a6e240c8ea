import type { z } from 'zod'
import type { MacroAct as MacroActShape } from './api.ts'

export type MacroAct = z.infer<typeof MacroActShape>

/** What of a conversation a macro may change. */
export type MacroState = {
  assigneeId: string | null
  state: 'open' | 'snoozed' | 'done' | 'spam'
  snoozedUntil: string | null
  labels: string[]
  priority: number
}

/** A word of a conversation, as an expert is shown it. */
export type ForwardedLine = { at: string; who: string; own: boolean; text: string }
