import type { ColumnType, Generated } from 'kysely'
import type { Json as AnyJson, JsonObject } from '../../kernel/json.ts'
import type { PostNumbers } from '../../networks/contract.ts'
import type { Adapter } from './feeling/adapter.ts'
import type { Reason } from './matcher/post.ts'
import type { Segment } from './past/segments.ts'
import type { KeptHeard, KeptPost } from './pipeline/take-told.ts'
import type { HeardPost, PostAuthor, PostKind } from './sources/heard.ts'

type Json<T> = ColumnType<T, string | undefined, string>
type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>

export const topicKinds = ['brand', 'person', 'competitor', 'topic'] as const
export type TopicKind = (typeof topicKinds)[number]

export type ListeningTopicTable = {
  id: string
  brandId: string
  kind: TopicKind
  name: string
  place: number
  madeAt: Date
  madeBy: string | null
  deletedAt: Nullable<Date>
}
export type ListeningQueryTable = {
  id: string
  brandId: string
  topicId: string
  name: string
  text: string
  languages: Generated<string[]>
  version: number
  isOn: boolean
  since: Date
  changedAt: Date
  changedBy: string | null
  deletedAt: Nullable<Date>
}
export type ListeningQueryVersionTable = {
  queryId: string
  version: number
  name: string
  text: string
  languages: string[]
  at: Date
  by: string | null
}
export type ListeningIntakeTable = {
  key: string
  kind: string
  settings: Json<JsonObject>
  secrets: Nullable<string>
  cursor: Nullable<string>
  wakeAt: Date
  leasedUntil: Nullable<Date>
  leasedBy: Nullable<string>
  readAt: Nullable<Date>
  toldAt: Nullable<Date>
  trouble: Nullable<string>
  troubleSince: Nullable<Date>
  madeAt: Date
}
export type ListeningSourceTable = {
  id: string
  brandId: string
  intakeKey: string
  name: string
  takes: 'matching' | 'all'
  isOn: boolean
  daily: number | null
  spentOn: Nullable<Date | string>
  spent: Generated<number>
  leftOut: Generated<number>
  madeAt: Date
  madeBy: string | null
  deletedAt: Nullable<Date>
}
/** `queries`: ids; `reasons`: by query id. All that was told of it and what was made of it; written by `pipeline/keep.ts`. */
export type MentionTable = {
  id: string
  brandId: string
  at: Date
  heardAt: Date
  postKey: string
  sourceId: string | null
  network: string | null
  site: string
  url: string | null
  kind: PostKind
  title: string | null
  text: string
  authorKey: string | null
  author: Json<PostAuthor>
  followers: number | null
  country: string | null
  language: string | null
  sentiment: -1 | 0 | 1 | null
  confidence: number
  intent: string | null
  corrected: Generated<string[]>
  reach: number | null
  numbers: Json<PostNumbers>
  media: Json<NonNullable<HeardPost['media']>>
  links: Generated<string[]>
  tags: Generated<string[]>
  repostOf: string | null
  originalId: string | null
  edition: Generated<0 | 1 | 2>
  queries: string[]
  reasons: Json<Record<string, Reason[]>>
  labels: Generated<string[]>
  seenAt: Nullable<Date>
  spamAt: Nullable<Date>
  assigneeId: Nullable<string>
  conversationId: Nullable<string>
  words: ColumnType<AnyJson, string, string>
}

export type ListeningToldTable = {
  id: string
  intakeKey: string
  heard: Json<KeptHeard[]>
  at: Date
  attempts: Generated<number>
  trouble: string | null
}
export type ListeningReplayTable = {
  id: string
  brandId: string
  queryId: string | null
  text: string
  languages: string[]
  since: Date
  state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed'
  total: Generated<number>
  looked: Generated<number>
  found: Generated<number>
  days: Json<Record<string, number>>
  samples: Json<ReplaySample[]>
  oldestAt: Nullable<Date>
  madeAt: Date
  madeBy: string | null
}
export type ReplaySample = { post: KeptPost; reasons: Reason[] }

export type ListeningImportTable = {
  id: string
  brandId: string
  fileKey: string | null
  fileName: string
  format: 'csv' | 'jsonl'
  encoding: string
  delimiter: string
  headers: string[]
  columns: string[]
  dateOrder: 'ymd' | 'dmy' | 'mdy'
  state: 'ready' | 'taking' | 'done' | 'cancelled' | 'failed'
  rows: number
  bad: number
  problems: Json<{ row: number; field: string; code: string }[]>
  taken: Generated<number>
  madeAt: Date
  madeBy: string | null
}

declare module '../../kernel/db/tables.ts' {
  interface Tables {
    listeningTopic: ListeningTopicTable
    listeningQuery: ListeningQueryTable
    listeningQueryVersion: ListeningQueryVersionTable
    listeningImport: ListeningImportTable
    listeningIntake: ListeningIntakeTable
    listeningSource: ListeningSourceTable
    listeningVolume: {
      intakeKey: string
      hour: Date
      posts: Generated<number>
      mentions: Generated<number>
      calls: Generated<number>
    }
    listeningTold: ListeningToldTable
    listeningSegment: Segment
    listeningReplay: ListeningReplayTable
    mentionKey: { postKey: string; brandId: string; mentionId: string; at: Date }
    mention: MentionTable
    mentionHit: { queryId: string; at: Date; mentionId: string; brandId: string; version: number }
    feelingLesson: { workspaceId: string; adapter: Json<Adapter>; changedAt: Date }
  }
}
