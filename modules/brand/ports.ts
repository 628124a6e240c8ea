import type { DbOrTx } from '../../kernel/db/tables.ts'
import { port } from '../../kernel/port.ts'

/** Answered by publishing: how many publications still need the account: to be sent, finished or taken down. */
export const publicationsAhead =
  port<(db: DbOrTx, of: { brandId: string; accountId?: string }) => Promise<number>>('publications ahead')

/** Calls left on an account by its network's own word, of how many where that is told too, and until when the word holds. */
export type QuotaTold = { left: number; of: number | null; at: string; until: string | null }

/** Answered by publishing: what the networks last told of the calls left on these accounts. */
export const quotasTold =
  port<(db: DbOrTx, accountIds: string[], now: Date) => Promise<Map<string, QuotaTold>>>('quotas told')
