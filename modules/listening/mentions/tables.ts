import type { ColumnType, Generated } from 'kysely'
import type { z } from 'zod'
import type { MentionChange } from './api.ts'
import type { MentionRow } from './kept-mention.ts'

type Json<T> = ColumnType<T, string | undefined, string>

/** What people change of a mention, as JSON keeps it. */
export type Fields = Partial<
  Pick<
    MentionRow,
    'sentiment' | 'confidence' | 'intent' | 'language' | 'corrected' | 'labels' | 'assigneeId' | 'queries'
  > & { seenAt: string | null; spamAt: string | null }
>
/** What a change wrote over, and what it wrote. */
export type Written = { was: Fields; made: Fields }
/** By feature; null where there was none. */
export type Taught = Record<string, readonly number[] | null>

declare module '../../../kernel/db/tables.ts' {
  interface Tables {
    mentionChange: {
      id: string
      brandId: string
      by: string
      at: Date
      change: Json<z.output<typeof MentionChange>>
      written: Json<Record<string, Written>>
      taught: ColumnType<Taught | null, string | null | undefined, string | null>
      mutedIds: Generated<string[]>
      undoneAt: ColumnType<Date | null, Date | null | undefined, Date | null>
    }
    mutedAuthor: { id: string; brandId: string; authorKey: string; name: string; at: Date; by: string | null }
  }
}
