import type { ColumnType } from 'kysely'
import type { BaselineRow } from './baseline-store.ts'

declare module '../../../kernel/db/tables.ts' {
  interface Tables {
    listeningBaseline: Omit<BaselineRow, 'figures'> & { figures: ColumnType<BaselineRow['figures'], string, never> }
  }
}
