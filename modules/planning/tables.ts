import type { ColumnType } from 'kysely'
import type { z } from 'zod'
import type { Import, Repeat } from './api.ts'
import type { Understood } from './read-row.ts'

/** Written as JSON text, read as what it holds. */
type Kept<T> = ColumnType<T, string, string>
type ImportAnswer = z.infer<typeof Import>

export type RecurringTable = {
  id: string
  brandId: string
  postId: string
  startWall: string
  zone: string
  repeat: Kept<z.infer<typeof Repeat>>
  untilWall: string | null
  times: number | null
  paused: boolean
  madeBy: string
  workspaceId: string
  createdAt: Date
}

export type RecurringOccurrenceTable = { recurringId: string; wall: string; postId: string | null; skipped: boolean }

export type PlanImportTable = {
  id: string
  brandId: string
  fileName: string
  fileKey: string
  format: 'csv' | 'xlsx'
  encoding: string | null
  state: ImportAnswer['state']
  headers: Kept<string[]>
  columns: Kept<ImportAnswer['columns']>
  accounts: Kept<ImportAnswer['accounts']>
  zone: string
  dateOrder: ImportAnswer['dateOrder']
  madeBy: string
  createdAt: Date
}

export type PlanImportRowTable = {
  importId: string
  row: number
  cells: Kept<string[]>
  understood: Kept<Understood>
  verdict: 'good' | 'warned' | 'bad'
  postId: string | null
}

declare module '../../kernel/db/tables.ts' {
  interface Tables {
    recurring: RecurringTable
    recurringOccurrence: RecurringOccurrenceTable
    planImport: PlanImportTable
    planImportRow: PlanImportRowTable
  }
}
