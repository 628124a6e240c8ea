import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { z } from 'zod'
import type { MessageValues } from '../../kernel/failure.ts'
import type { MediaFacts } from '../../networks/compose.ts'
import type { Body, Expiry, MediaKind, Stage, Variant } from './api.ts'

type Moment = ColumnType<Date, Date, Date>

export type MediaTable = {
  id: string
  brandId: string
  kind: z.infer<typeof MediaKind>
  fileName: string
  mime: string
  bytes: ColumnType<string, number, number>
  width: number | null
  height: number | null
  durationMs: number | null
  codec: Generated<string | null>
  frameRate: Generated<number | null>
  bitRate: ColumnType<string | null, number | null | undefined, number | null>
  hasAudio: Generated<boolean | null>
  sha256: string
  fileKey: string
  thumbnailKey: string | null
  alt: string
  tags: string[]
  rights: string
  createdBy: string
  createdAt: Moment
  deletedAt: ColumnType<Date | null, Date | null, Date | null>
}

export type Problem = { code: string; values?: MessageValues }

export type PreparedFileTable = {
  id: string
  brandId: string
  mediaId: string
  state: 'making' | 'ready' | 'failed'
  share: Generated<number>
  fileKey: string | null
  facts: JSONColumnType<Partial<MediaFacts> | null, string | null, string | null>
  problem: JSONColumnType<Problem | null, string | null, string | null>
  changedAt: Moment
  keptUntil: Moment
}

export type DeskReachTable = {
  address: string
  reached: boolean
  problem: JSONColumnType<Problem | null, string | null, string | null>
  checkedAt: Moment
}

export type PostTable = {
  id: string
  brandId: string
  title: Generated<string>
  rubricId: string | null
  language: string | null
  labels: Generated<string[]>
  body: JSONColumnType<z.infer<typeof Body>>
  variants: JSONColumnType<z.infer<typeof Variant>[]>
  accountIds: Generated<string[]>
  planWall: string | null
  planZone: string | null
  planAt: ColumnType<Date | null, Date | null, Date | null>
  expiry: JSONColumnType<z.infer<typeof Expiry> | null, string | null, string | null>
  stage: Generated<z.infer<typeof Stage>>
  version: Generated<number>
  excerpt: string
  words: string
  thumbnailMediaId: string | null
  recurringId: string | null
  /** Composed by the database; see its migration. Null without a plan. */
  calendarCard: ColumnType<string | null, never, never>
  createdBy: string
  createdAt: Moment
  changedBy: string
  changedAt: Moment
  deletedAt: ColumnType<Date | null, Date | null, Date | null>
}

export type PostRevisionTable = {
  postId: string
  version: number
  at: Moment
  by: string
  fields: string[]
  written: JSONColumnType<Record<string, unknown>>
}

export type PostMediaTable = { postId: string; mediaId: string }

export type PostPresenceTable = {
  postId: string
  userId: string
  name: string
  field: string | null
  since: Moment
  seenAt: Moment
}

declare module '../../kernel/db/tables.ts' {
  interface Tables {
    media: MediaTable
    post: PostTable
    postRevision: PostRevisionTable
    postMedia: PostMediaTable
    postPresence: PostPresenceTable
    preparedFile: PreparedFileTable
    deskReach: DeskReachTable
  }
}
