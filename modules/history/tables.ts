import type { ColumnType, JSONColumnType } from 'kysely'
import type { z } from 'zod'
import type { PostNumbers } from '../../networks/contract.ts'
import type { HistoryPost } from './api.ts'

type Told = z.infer<typeof HistoryPost>

export type HistoryPostTable = {
  id: string
  brandId: string
  accountId: string
  remoteId: string
  at: Date
  url: string | null
  text: string
  language: string | null
  author: string
  media: JSONColumnType<Told['media']>
  numbers: ColumnType<PostNumbers | null, string | null, string | null>
  comments: JSONColumnType<Told['comments']>
}

export type HistoryReadingTable = {
  accountId: string
  cursor: string | null
  posts: ColumnType<number, number | undefined, number>
  beganAt: Date
  endedAt: ColumnType<Date | null, Date | null | undefined, Date | null>
  wakeAt: Date
  trouble: string | null
}

declare module '../../kernel/db/tables.ts' {
  interface Tables {
    historyPost: HistoryPostTable
    historyReading: HistoryReadingTable
  }
}
