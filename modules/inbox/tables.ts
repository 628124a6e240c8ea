import type { ColumnType } from 'kysely'
import type { Interaction } from '../../networks/contract.ts'

type Kept<T> = ColumnType<T, never, never>

/** Written by `keep.ts` alone, in one statement. */
export type InteractionTable = {
  id: string
  brandId: string
  accountId: string
  kind: Interaction['kind']
  remoteId: string
  at: Date
  edition: number
  saidAt: Date
  author: Kept<Interaction['author']>
  text: string
  media: Kept<Interaction['media']>
  under: Kept<Interaction['under'] | null>
  replyTo: string | null
  url: string | null
  rating: number | null
  own: boolean
  raw: Kept<unknown>
  heardAt: Date
}
export type InboxStreamTable = { stream: string; cursor: string; readAt: Date }
export type InboxReadingTable = { accountId: string; wakeAt: Date; readAt: Date | null; trouble: string | null }

declare module '../../kernel/db/tables.ts' {
  interface Tables {
    interaction: InteractionTable
    inboxStream: InboxStreamTable
    inboxReading: InboxReadingTable
  }
}
