import type { ColumnType, Generated } from 'kysely'
import type { MessageValues } from '../../kernel/failure.ts'
import type { BrandRole } from './route.ts'

/** A column written as JSON text and read as what it holds. */
export type JsonColumn<T> = ColumnType<T, string, string>

export type WorkspaceRole = 'owner' | 'member'
export type NoticeSeverity = 'info' | 'warning' | 'urgent'

export interface WorkspaceTable {
  id: string
  name: string
  createdAt: Date
}

export interface UserTable {
  id: string
  name: string
  email: string
  emailVerified: Generated<boolean>
  image: string | null
  locale: string
  zone: string
  theme: Generated<'system' | 'light' | 'dark'>
  createdAt: Date
  updatedAt: Date
}

export interface SessionTable {
  id: string
  userId: string
  token: string
  expiresAt: Date
  ipAddress: string | null
  userAgent: string | null
  createdAt: Date
  updatedAt: Date
}

export interface LoginTable {
  id: string
  userId: string
  accountId: string
  providerId: string
  accessToken: string | null
  refreshToken: string | null
  idToken: string | null
  accessTokenExpiresAt: Date | null
  refreshTokenExpiresAt: Date | null
  scope: string | null
  password: string | null
  createdAt: Date
  updatedAt: Date
}

export interface VerificationTable {
  id: string
  identifier: string
  value: string
  expiresAt: Date
  createdAt: Date
  updatedAt: Date
}

export interface MemberTable {
  workspaceId: string
  userId: string
  role: WorkspaceRole
  joinedAt: Date
}

/** What roles are given for. The brand module adds its settings to this interface. */
export interface BrandTable {
  id: string
  workspaceId: string
  name: string
  color: string
  zone: string
  createdAt: Date
  deletedAt: Date | null
}

export interface BrandRoleTable {
  userId: string
  brandId: string
  role: BrandRole
}

export interface InvitationTable {
  id: string
  workspaceId: string
  tokenHash: string
  email: string | null
  role: WorkspaceRole
  brandRoles: JsonColumn<Record<string, BrandRole>>
  locale: string
  invitedBy: string | null
  createdAt: Date
  expiresAt: Date
  acceptedAt: Date | null
  acceptedBy: string | null
  revokedAt: Date | null
}

export interface ApiKeyTable {
  id: string
  userId: string
  name: string
  start: string
  keyHash: string
  createdAt: Date
  expiresAt: Date | null
  lastUsedAt: Date | null
}

export interface NoticeTable {
  id: string
  userId: string
  brandId: string | null
  kind: string
  severity: NoticeSeverity
  messageKey: string
  messageValues: JsonColumn<MessageValues>
  href: string | null
  about: string | null
  at: Date
  seenAt: Date | null
  mailedAt: Date | null
}

export interface ActTable {
  id: string
  workspaceId: string
  brandId: string | null
  userId: string | null
  via: string
  name: string
  subject: string | null
  details: JsonColumn<Record<string, unknown>>
  at: Date
}

export interface CallCountTable {
  bucket: string
  calls: number
  endsAt: Date
}

export interface KeptAnswerTable {
  caller: string
  key: string
  fingerprint: string
  status: number
  headers: string | null
  body: string | null
  madeAt: Date
}

export interface KeyInHandTable {
  caller: string
  key: string
  holder: string
  heldUntil: Date
}

declare module '../../kernel/db/tables.ts' {
  interface Tables {
    workspace: WorkspaceTable
    deskUser: UserTable
    deskSession: SessionTable
    deskLogin: LoginTable
    deskVerification: VerificationTable
    member: MemberTable
    brand: BrandTable
    brandRole: BrandRoleTable
    invitation: InvitationTable
    apiKey: ApiKeyTable
    notice: NoticeTable
    act: ActTable
    callCount: CallCountTable
    keptAnswer: KeptAnswerTable
    keyInHand: KeyInHandTable
  }
}
