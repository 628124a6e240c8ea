import type { ColumnType, Generated } from 'kysely'
import type { BusinessHours } from './business-time.ts'
import type { AlertChoices, AlertEvent, AlertWay } from './choose-ways.ts'
import type { QuietHours } from './duty.ts'
import type { ForwardedLine, MacroAct, MacroState } from './kept.ts'
import type { WaitKind } from './waits.ts'

type Kept<T> = ColumnType<T, string, string>
type KeptOrNull<T> = ColumnType<T | null, string | null, string | null>

export type BusinessHoursTable = {
  id: string
  brandId: string
  place: number
  name: string
  zone: string
  week: Kept<BusinessHours['week']>
  holidays: Kept<(BusinessHours['holidays'][number] & { name: string })[]>
  accountIds: string[]
}

export type ServiceLevelTable = {
  id: string
  brandId: string
  place: number
  name: string
  kinds: string[]
  labels: string[]
  priorities: number[]
  accountIds: string[]
  firstMinutes: number | null
  nextMinutes: number | null
  resolutionMinutes: number | null
  time: 'business' | 'raw'
  warnMinutes: number
  enabled: boolean
}

export type ServiceWaitTable = {
  conversationId: string
  kind: WaitKind
  since: Date
  brandId: string
  accountId: string
  conversationKind: string
  levelId: string | null
  dueAt: Date | null
  warnAt: Date | null
  warnedAt: Date | null
  missedAt: Date | null
  endedAt: Date | null
  endedHow: 'answered' | 'closed' | 'closed-by-rule' | null
  by: string | null
  rawMs: number | null
  businessMs: number | null
}

export type LabelTable = { id: string; brandId: string; place: number; name: string; color: string }

export type SavedReplyTable = {
  id: string
  brandId: string
  name: string
  shortcut: string | null
  texts: Kept<Record<string, string>>
  labels: string[]
  used: Generated<number>
  usedAt: Date | null
  changedBy: string
  changedAt: Date
}

export type MacroTable = {
  id: string
  brandId: string
  name: string
  acts: Kept<MacroAct[]>
  used: Generated<number>
  changedBy: string
  changedAt: Date
}
export type MacroRunTable = {
  id: string
  brandId: string
  macroId: string | null
  conversationId: string
  by: string
  at: Date
  before: Kept<MacroState>
  after: Kept<MacroState>
  replyId: string | null
  undoneAt: Date | null
}

export type ArticleTable = {
  id: string
  brandId: string
  slug: string
  topic: string
  used: Generated<number>
  createdAt: Date
}
export type ArticleVersionTable = {
  articleId: string
  language: string
  title: string
  body: string
  published: boolean
  changedBy: string
  changedAt: Date
}

export type ExpertTable = {
  id: string
  brandId: string
  name: string
  email: string
  topics: string[]
  language: string
  archivedAt: Date | null
}
/** Of a conversation, or of what stands under `href`. */
export type ForwardTable = {
  id: string
  brandId: string
  conversationId: string | null
  href: string | null
  expertId: string
  askedBy: string
  question: string
  excerpt: Kept<ForwardedLine[]>
  identityIds: string[]
  tokenHash: string
  token: string
  state: 'waiting' | 'answered' | 'closed'
  madeAt: Date
  expiresAt: Date
  openedAt: Date | null
  remindedAt: Date | null
  reminders: Generated<number>
  remindAt: Date | null
  answer: string | null
  answeredAt: Date | null
}

export type AlertChoiceTable = {
  userId: string
  brandId: string
  choices: Kept<AlertChoices>
  quiet: KeptOrNull<QuietHours>
  digestMinutes: number
}
/** Of the week, or put in by hand. */
export type DutyTurnTable = {
  id: string
  brandId: string
  userId: string
  weekday: number | null
  fromTime: string | null
  toTime: string | null
  fromAt: Date | null
  toAt: Date | null
}
export type AlertChannelTable = {
  id: string
  brandId: string
  network: string
  name: string
  events: AlertEvent[]
  fields: string
  practice: boolean
  enabled: boolean
  failure: string | null
  failedAt: Date | null
  sentAt: Date | null
}
export type PushSubscriptionTable = {
  id: string
  userId: string
  endpoint: string
  keys: string
  agent: string
  createdAt: Date
}
/** Who it is about, and the beginning of what was said; `href` where it leads elsewhere than to its conversation. */
/** Figures of what is not said by one person: `low` to `high` are usual for so many hours; shares are of a hundred. */
export type AlertFigures = Partial<Record<'followers' | 'count' | 'hours' | 'low' | 'high' | 'share' | 'usual', number>>
export type AlertSaid = { who: string; excerpt: string; account: string; href?: string } & AlertFigures
export type AlertTable = {
  id: string
  brandId: string
  conversationId: string | null
  origin: string
  event: AlertEvent
  gravity: number
  said: Kept<AlertSaid>
  identityId: string | null
  at: Date
}
export type AlertDeliveryTable = {
  id: string
  alertId: string
  brandId: string
  userId: string | null
  channelId: string | null
  ways: AlertWay[]
  state: 'waiting' | 'sent' | 'held' | 'dropped' | 'failed'
  inDigest: boolean
  held: Generated<number>
  conversationId: string | null
  gravity: number
  at: Date
  sentAt: Date | null
}

declare module '../../kernel/db/tables.ts' {
  interface Tables {
    businessHours: BusinessHoursTable
    serviceLevel: ServiceLevelTable
    serviceWait: ServiceWaitTable
    label: LabelTable
    savedReply: SavedReplyTable
    macro: MacroTable
    macroRun: MacroRunTable
    article: ArticleTable
    articleVersion: ArticleVersionTable
    expert: ExpertTable
    forward: ForwardTable
    alertChoice: AlertChoiceTable
    dutyTurn: DutyTurnTable
    alertChannel: AlertChannelTable
    pushIdentity: { id: number; publicKey: string; privateKey: string }
    pushSubscription: PushSubscriptionTable
    alert: AlertTable
    alertDelivery: AlertDeliveryTable
  }
}
