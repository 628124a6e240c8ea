import type { ColumnType } from 'kysely'
import type { z } from 'zod'
import type { Profile } from '../../networks/contract.ts'
import type { Item } from './api.ts'

export type ChecklistWishTable = {
  brandId: string
  name: string
  coreQuery: string
  handle: string
  link: string
  hashtags: string[]
}
export type ChecklistLookTable = {
  accountId: string
  lookedAt: Date
  profile: ColumnType<Profile | null, string | null, string | null>
  trouble: string | null
}
export type ChecklistSeenTable = {
  accountId: string
  item: z.infer<typeof Item>
  isGood: boolean
  byName: string
  at: Date
}

declare module '../../kernel/db/tables.ts' {
  interface Tables {
    checklistWish: ChecklistWishTable
    checklistLook: ChecklistLookTable
    checklistSeen: ChecklistSeenTable
  }
}
