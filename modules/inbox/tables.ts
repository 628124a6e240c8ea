import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { z } from 'zod'
import type { MessageValues } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Interaction, MessageTemplate } from '../../networks/contract.ts'
import type {
  ActDone,
  ActKind,
  ChosenTemplate,
  ConversationKind,
  ConversationState,
  InboxFilter,
  Reply,
  ReplyWay,
  Tone,
} from './api.ts'

type Kept<T> = ColumnType<T, never, never>
type Written<T> = ColumnType<T, string | undefined, string>

/** Words by their key, said to each reader in their language. */
export type Said = { code: string; values?: MessageValues }

/** Written by `keep.ts` alone, in one statement, but for what is done with it here. */
export type InteractionTable = {
  id: string
  brandId: string
  accountId: string
  kind: Interaction['kind']
  remoteId: string
  at: Date
  edition: number
  saidAt: Date
  author: Written<Interaction['author']>
  text: string
  media: Written<Interaction['media']>
  under: Kept<Interaction['under'] | null>
  replyTo: string | null
  url: string | null
  rating: number | null
  own: boolean
  raw: ColumnType<unknown, never, null>
  heardAt: Date
  space: GeneratedAlways<string>
  parent: GeneratedAlways<string | null>
  /** Lowered text and names, for the search. */
  words: GeneratedAlways<string>
  conversationId: string | null
  placed: boolean
  identityId: string | null
  hidden: boolean
  liked: boolean
  automated: boolean
  replyId: string | null
}

/** The post it is about: as the network names it, and as ours once it was found. */
export type KeptSubject = { id?: string; url?: string }

export type ConversationTable = {
  id: string
  brandId: string
  accountId: string
  network: string
  kind: z.infer<typeof ConversationKind>
  key: string
  movedTo: string | null
  identityId: string | null
  author: Written<Interaction['author'] | null>
  subject: Written<KeptSubject>
  openedAt: Date
  lastAt: Date
  lastInAt: Date | null
  lastOutAt: Date | null
  waitingSince: Date | null
  answeredAt: Date | null
  countIn: number
  countOut: number
  excerpt: string
  excerptOwn: boolean
  rating: number | null
  language: string | null
  state: z.infer<typeof ConversationState>
  snoozedUntil: Date | null
  doneAt: Date | null
  doneBy: string | null
  assigneeId: string | null
  unread: boolean
  labels: string[]
  priority: number
  answerDueAt: Date | null
  nextDueAt: Date | null
  resolveDueAt: Date | null
  dueAt: GeneratedAlways<Date | null>
  tone: z.infer<typeof Tone> | null
  createdAt: Date
  changedAt: Date
}

export type ConversationLineTable = {
  id: string
  brandId: string
  conversationId: string
  at: Date
  kind: string
  by: string | null
  byRule: string | null
  payload: ColumnType<JsonObject, string, string>
}

export type ConversationNoteTable = {
  id: string
  brandId: string
  conversationId: string
  by: string
  at: Date
  text: string
  mentions: string[]
  words: GeneratedAlways<string>
}

export type KeptTemplate = { template: MessageTemplate; values: string[] }
export type Chosen = z.output<typeof ChosenTemplate>
export type ReplyState = Exclude<z.infer<typeof Reply>['state'], 'rejected' | 'unknown'>

export type ReplyTable = {
  id: string
  brandId: string
  conversationId: string
  interactionId: string
  way: z.infer<typeof ReplyWay>
  text: string
  mediaIds: string[]
  template: ColumnType<KeptTemplate | null, string | null, string | null>
  state: ReplyState
  publicationId: string | null
  by: string
  approvedBy: string | null
  sentBack: ColumnType<{ by: string; reason: string } | null, string | null, string | null>
  automated: boolean
  ruleId: string | null
  rule: string | null
  despite: string[]
  key: string | null
  madeAt: Date
}

/** What stood there before an act. */
export type KeptBefore = { text?: string; author?: Interaction['author'] }

export type InteractionActTable = {
  id: string
  brandId: string
  accountId: string
  interactionId: string
  kind: z.infer<typeof ActKind>
  state: z.infer<typeof ActDone>['state']
  by: string | null
  byRule: string | null
  reason: string | null
  at: Date
  doneAt: Date | null
  kept: ColumnType<KeptBefore, string, string>
  failure: ColumnType<Said | null, string | null, string | null>
  tries: Generated<number>
  undoes: string | null
  undoneBy: string | null
}

export type InboxHistoryTable = {
  accountId: string
  state: 'waiting' | 'reading' | 'done' | 'failed' | 'impossible'
  /** The last post whose comments were read. */
  afterAt: Date | null
  afterId: string | null
  /** Within the comments of the next one. */
  cursor: string | null
  posts: Generated<number>
  postsRead: Generated<number>
  interactions: Generated<number>
  tries: Generated<number>
  wakeAt: Date
  trouble: string | null
}

export type InboxViewTable = {
  id: string
  workspaceId: string
  userId: string
  shared: boolean
  name: string
  filter: ColumnType<Partial<z.infer<typeof InboxFilter>>, string, string>
  createdAt: Date
}

export type InboxStreamTable = { stream: string; cursor: string; readAt: Date }
export type InboxReadingTable = { accountId: string; wakeAt: Date; readAt: Date | null; trouble: string | null }

declare module '../../kernel/db/tables.ts' {
  interface Tables {
    interaction: InteractionTable
    conversation: ConversationTable
    conversationLine: ConversationLineTable
    conversationNote: ConversationNoteTable
    reply: ReplyTable
    interactionAct: InteractionActTable
    replyDraft: {
      userId: string
      conversationId: string
      text: string
      mediaIds: string[]
      template: ColumnType<Chosen | null, string | null, string | null>
      savedAt: Date
    }
    conversationPresence: {
      conversationId: string
      userId: string
      name: string
      typing: boolean
      since: Date
      seenAt: Date
    }
    inboxView: InboxViewTable
    inboxHistory: InboxHistoryTable
    inboxSettings: { brandId: string; undoSeconds: number; approveAuthors: boolean }
    inboxStream: InboxStreamTable
    inboxReading: InboxReadingTable
  }
}
