import type { DbOrTx } from '../../kernel/db/tables.ts'
import { newId } from '../../kernel/id.ts'
import type { Caller } from './route.ts'

export type Act = {
  /** Who did it: a caller, or the desk itself. */
  by: Pick<Caller, 'workspaceId' | 'userId' | 'via'> | { workspaceId: string }
  /** A past fact such as `brand.deleted`. */
  name: string
  brandId?: string
  /** The id of what it was done to. */
  subject?: string
  /** What it changed; never a secret. */
  details?: Record<string, unknown>
  at: Date
}

/** Writes a line of the audit trail, in the transaction of what it tells of. */
export async function recordAct(tx: DbOrTx, act: Act): Promise<void> {
  const by = 'userId' in act.by ? act.by : { ...act.by, userId: null, via: 'desk' }
  await tx
    .insertInto('act')
    .values({
      id: newId(act.at),
      workspaceId: by.workspaceId,
      brandId: act.brandId ?? null,
      userId: by.userId,
      via: by.via,
      name: act.name,
      subject: act.subject ?? null,
      details: JSON.stringify(act.details ?? {}),
      at: act.at,
    })
    .execute()
}
