import type { DbOrTx } from '../../kernel/db/tables.ts'
import { port } from '../../kernel/port.ts'

/** Answered by publishing: how many publications of a brand still wait to be sent, or are being sent. */
export const publicationsAhead =
  port<(db: DbOrTx, of: { brandId: string; accountId?: string }) => Promise<number>>('publications ahead')
