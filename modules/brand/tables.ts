import type { ColumnType, Generated } from 'kysely'
import type { AccountKind } from '../../networks/contract.ts'
import type { rubricCategories } from './api.ts'

type JsonColumn<T> = ColumnType<T, string | undefined, string>

export interface RubricTable {
  id: string
  brandId: string
  name: string
  category: (typeof rubricCategories)[number]
  color: string
  createdAt: Date
}

export interface SlotTable {
  id: string
  brandId: string
  weekday: number
  time: string
  accountIds: string[]
  rubricId: string | null
}

export type StoredHealth = 'connected' | 'reconnect' | 'unreachable' | 'disconnected'

export interface AccountTable {
  id: string
  brandId: string
  network: string
  remoteId: string
  kind: AccountKind
  name: string
  handle: string
  url: string | null
  avatarUrl: string | null
  server: string
  practice: Generated<boolean>
  scopes: Generated<string[]>
  facts: JsonColumn<Record<string, unknown>>
  /** Sealed; null when disconnected. */
  secrets: string | null
  secretsVersion: Generated<number>
  secretsChangedAt: Date
  expiresAt: Date | null
  health: Generated<StoredHealth>
  healthReason: string | null
  checkedAt: Date | null
  paused: Generated<boolean>
  createdAt: Date
  archivedAt: Date | null
  way: Generated<string | null>
  signIn: Generated<string | null>
  practiceAs: Generated<string | null>
  succeededAt: Generated<Date | null>
  renewalRefusedAt: Generated<Date | null>
}

export interface AccountDeliveryTable {
  accountId: string
  address: string
  askedAt: Date
  /** Null where the network agreed. */
  refusal: string | null
  tries: Generated<number>
  wakeAt: Date
}

export interface NetworkAppTable {
  network: string
  practice: boolean
  /** Sealed. */
  keys: string
  /** When each was set, by its field. */
  setAt: JsonColumn<Record<string, string>>
}

export interface ConnectStoreTable {
  network: string
  key: string
  value: string
  changedAt: Date
}

export interface ConnectPendingTable {
  stateHash: string
  brandId: string
  userId: string
  session: string
  network: string
  way: string
  accountId: string | null
  pending: string
  expiresAt: Date
}

export interface ConnectChoiceTable {
  tokenHash: string
  brandId: string
  userId: string
  session: string
  network: string
  way: string
  offered: string
  expiresAt: Date
}

declare module '../team/tables.ts' {
  interface BrandTable {
    language: Generated<string>
    approvalRequired: Generated<boolean>
    missed: Generated<'publish-late' | 'ask'>
    missedAfterMinutes: Generated<number>
    quietFrom: string | null
    quietTo: string | null
    minimumDistanceMinutes: Generated<number>
  }
}

declare module '../../kernel/db/tables.ts' {
  interface Tables {
    rubric: RubricTable
    slot: SlotTable
    account: AccountTable
    accountDelivery: AccountDeliveryTable
    accountRenewal: { accountId: string; holder: string; heldUntil: Date }
    connectStore: ConnectStoreTable
    connectPending: ConnectPendingTable
    connectChoice: ConnectChoiceTable
    networkApp: NetworkAppTable
  }
}
