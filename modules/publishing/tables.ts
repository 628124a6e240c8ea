import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely'
import type { z } from 'zod'
import type { MessageValues } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Content } from '../../networks/compose.ts'
import type { StepRole, StepsDone } from '../../networks/contract.ts'
import type { Expiry } from '../content/api.ts'
import type { KeptAnswer } from './answer.ts'
import type { HandTask, LedgerLine, PublicationState } from './api.ts'

export type State = z.infer<typeof PublicationState>
export type Work = 'publish' | 'edit' | 'remove'
export type LineKind = z.infer<typeof LedgerLine>['kind']
export type LineOutcome = z.infer<typeof LedgerLine>['outcome']
export type TaskKind = z.infer<typeof HandTask>['kind']

/** Words by their key in the catalogues: a ledger keeps what happened, its reader gets it in their own language. */
export type Said = { code: string; values?: MessageValues }

/**
 * A step that was begun. `outcome` is `open` while nobody wrote how the last try ended, `unknown` when nobody knows.
 * `since` is when the first try of an unbroken doubt began, `at` the last one; `lineId` is the last one's line.
 */
export type Trying = {
  step: string
  role: StepRole
  outcome: 'open' | 'unknown'
  doubtful: boolean
  since: string
  at: string
  lineId: string
  looks: number
  /** The look that is planned now is one that can be sure. */
  decisive?: boolean
  /** A later try was refused, which tells nothing of the first: only looking does. */
  refused?: boolean
}

type Json<T extends object> = JSONColumnType<T, string | undefined, string>
type JsonOrNull<T extends object> = JSONColumnType<T | null, string | null | undefined, string | null>
type MaybeDate = ColumnType<Date | null, Date | null | undefined, Date | null>

export interface PublishingWorkerTable {
  id: string
  number: Generated<number>
  startedAt: Date
  leaseUntil: Date
}

/**
 * By the rate rule's name: what was taken, by spans of time (`each[0]` in the span numbered `from`), and `left` calls at the moment
 * `at`. `of` and `until` where the network told them.
 */
export type Budgets = Record<
  string,
  { left: number; at: string; spent?: { from: number; each: number[] }; of?: number; until?: string }
>

export interface LaneTable {
  accountId: string
  openAt: Generated<Date>
  workerId: string | null
  fence: Generated<number>
  trouble: Generated<number>
  budgets: Json<Budgets>
}

/** Budgets that all accounts reached by one app share. */
export interface AppBudgetTable {
  app: string
  budgets: Json<Budgets>
}

export interface PublicationTable {
  id: string
  brandId: string
  /** Of a post, or else of an answer. */
  postId: string | null
  answer: JsonOrNull<KeptAnswer>
  accountId: string
  network: string
  state: State
  wall: string
  zone: string
  dueAt: Date
  wakeAt: Date | null
  work: Work | null
  heldBy: ColumnType<string | null, string | null | undefined, string | null>
  turn: Generated<number>
  content: JsonOrNull<Content>
  done: Json<StepsDone>
  trying: JsonOrNull<Trying>
  failures: Generated<number>
  failingSince: MaybeDate
  publishedAt: MaybeDate
  url: ColumnType<string | null, string | null | undefined, string | null>
  expiry: JsonOrNull<z.infer<typeof Expiry>>
  expiresAt: MaybeDate
  removedAt: MaybeDate
  reason: JsonOrNull<Said>
  incomplete: Generated<string[]>
  createdBy: string
  createdAt: Date
  changedAt: Date
  stands: GeneratedAlways<boolean>
}

export interface PublicationLineTable {
  id: string
  n: Generated<number>
  publicationId: string
  at: Date
  endedAt: MaybeDate
  kind: LineKind
  step: Generated<string>
  outcome: LineOutcome
  key: ColumnType<string | null, string | null | undefined, string | null>
  message: Json<Said>
  evidence: JsonOrNull<JsonObject>
  workerId: ColumnType<string | null, string | null | undefined, string | null>
}

export interface HandTaskTable {
  id: string
  brandId: string
  kind: TaskKind
  publicationId: string | null
  accountId: string | null
  message: Json<Said>
  dueAt: Date
  createdAt: Date
  doneAt: MaybeDate
  doneBy: ColumnType<string | null, string | null | undefined, string | null>
}

export interface PublishingHoldTable {
  id: string
  brandId: string
  reason: string
  by: string
  byName: string
  begunAt: Date
  endedAt: MaybeDate
}

export interface HeldPublicationTable {
  holdId: string
  publicationId: string
  wall: string
  zone: string
  dueAt: Date
  heldAt: Date
  decision: ColumnType<HeldDecided | null, HeldDecided | null | undefined, HeldDecided>
  decidedBy: ColumnType<string | null, string | null | undefined, string>
  decidedAt: MaybeDate
}
export type HeldDecided = 'gone-on' | 'moved' | 'cancelled'

export interface ZoneEditionTable {
  edition: string
}

declare module '../../kernel/db/tables.ts' {
  interface Tables {
    publishingWorker: PublishingWorkerTable
    lane: LaneTable
    appBudget: AppBudgetTable
    publication: PublicationTable
    publicationLine: PublicationLineTable
    handTask: HandTaskTable
    publishingHold: PublishingHoldTable
    heldPublication: HeldPublicationTable
    zoneEdition: ZoneEditionTable
  }
}
