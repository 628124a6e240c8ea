import type { ColumnType, Generated } from 'kysely'
import type { z } from 'zod'
import type { JsonObject } from '../../kernel/json.ts'
import type { Tone } from '../inbox/api.ts'
import type { BankKind, CaseStatus, Disclosure, InvitationState, PlacementKind } from './api.ts'

type Payload = ColumnType<JsonObject, string, never>
type MaybeDate = ColumnType<Date | null, Date | null | undefined, Date | null>
type MaybeText = ColumnType<string | null, string | null | undefined, string | null>

export type ReputationCaseTable = {
  id: string
  brandId: string
  title: string
  problem: string
  severity: number
  ownerId: string | null
  deadline: Date | null
  status: z.infer<typeof CaseStatus>
  outcome: Generated<string>
  madeBy: string
  madeAt: Date
  changedAt: Date
  closedAt: MaybeDate
}
export type CasePageTable = {
  id: string
  caseId: string
  brandId: string
  url: string
  quote: string
  author: string
  tone: z.infer<typeof Tone>
  seenAt: Date
  mediaId: string | null
  addedBy: string
  addedAt: Date
}
export type CaseStatementTable = {
  id: string
  caseId: string
  brandId: string
  version: number
  language: string
  text: string
  by: string
  at: Date
  approvedBy: MaybeText
  approvedAt: MaybeDate
}
export type CasePlacementTable = {
  id: string
  caseId: string
  brandId: string
  statementId: string | null
  kind: z.infer<typeof PlacementKind>
  conversationId: string | null
  postId: string | null
  url: string | null
  disclosure: z.infer<typeof Disclosure>
  note: string
  by: string
  at: Date
}
export type CaseExpertTable = {
  id: string
  caseId: string
  brandId: string
  name: string
  question: string
  answer: MaybeText
  forwardId: MaybeText
  askedBy: string
  askedAt: Date
  answeredAt: MaybeDate
}
export type CaseLineTable = {
  id: string
  /** Their order: several may be of one moment. */
  n: Generated<number>
  caseId: string
  brandId: string
  at: Date
  kind: string
  by: string | null
  payload: Payload
}
export type CrisisTable = {
  id: string
  brandId: string
  caseId: string | null
  reason: string
  begunBy: string
  begunAt: Date
  holdId: MaybeText
  endedBy: MaybeText
  endedAt: MaybeDate
  ending: MaybeText
}
export type CrisisToldTable = {
  crisisId: string
  place: number
  userId: string
  waitMinutes: number
  tellAt: MaybeDate
  toldAt: MaybeDate
  acknowledgedAt: MaybeDate
}
export type CrisisLineTable = {
  id: string
  n: Generated<number>
  crisisId: string
  at: Date
  kind: string
  by: string | null
  payload: Payload
}
export type BankItemTable = {
  id: string
  brandId: string
  kind: z.infer<typeof BankKind>
  title: string
  texts: ColumnType<Record<string, string>, string, string>
  source: string
  sourceUrl: string | null
  caseId: string | null
  used: Generated<number>
  usedAt: MaybeDate
  changedBy: string
  changedAt: Date
}
export type AdvocateInvitationTable = {
  id: string
  brandId: string
  personId: string
  state: z.infer<typeof InvitationState>
  note: string
  dueOn: ColumnType<string | null, string | null, string | null>
  by: string
  at: Date
  changedBy: string
  changedAt: Date
}

declare module '../../kernel/db/tables.ts' {
  interface Tables {
    reputationCase: ReputationCaseTable
    caseConversation: { caseId: string; conversationId: string; brandId: string; addedBy: string; addedAt: Date }
    casePage: CasePageTable
    caseStatement: CaseStatementTable
    casePlacement: CasePlacementTable
    caseExpert: CaseExpertTable
    caseWonBack: { caseId: string; personId: string; brandId: string; reason: string; by: string; at: Date }
    caseLine: CaseLineTable
    crisis: CrisisTable
    crisisChain: { brandId: string; place: number; userId: string; waitMinutes: number }
    crisisTold: CrisisToldTable
    crisisLine: CrisisLineTable
    bankItem: BankItemTable
    bankUse: { id: string; itemId: string; conversationId: string | null; by: string; at: Date }
    advocateInvitation: AdvocateInvitationTable
    advocateLine: { id: string; invitationId: string; at: Date; by: string; state: string; note: string }
  }
}
