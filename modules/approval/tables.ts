import type { z } from 'zod'
import type { ApprovalLine } from './api.ts'

export type ApprovalLineTable = {
  id: string
  postId: string
  at: Date
  userId: string | null
  linkId: string | null
  name: string
  kind: z.infer<typeof ApprovalLine>['kind']
  text: string
  version: number
}

export type ApprovalLinkTable = {
  id: string
  brandId: string
  tokenHash: string
  name: string
  madeBy: string
  createdAt: Date
  expiresAt: Date
  openedAt: Date | null
  closedAt: Date | null
}

export type ApprovalLinkPostTable = { linkId: string; postId: string; place: number }

declare module '../../kernel/db/tables.ts' {
  interface Tables {
    approvalLine: ApprovalLineTable
    approvalLink: ApprovalLinkTable
    approvalLinkPost: ApprovalLinkPostTable
  }
}
