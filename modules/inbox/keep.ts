import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/tables.ts'
import { announceAll } from '../../kernel/events.ts'
import type { Interaction } from '../../networks/contract.ts'
import { placeHeard } from './place.ts'
import { type Changed, writeHeard } from './write-heard.ts'

export type Told = { accountId: string; brandId: string; what: Interaction }

const toldAtOnce = 500

/**
 * Keeps what was heard, puts it into its conversations, and announces what that changed. Whatever the order in which it comes,
 * and however often: what was edited stands over what was first said, what was deleted keeps no words, and the conversations
 * are the same. What one account hears is kept by one after the other; accounts are taken in the order of their ids, so that
 * many deliveries at once never wait for each other in a circle.
 */
export async function keepHeard(tx: Tx, told: Told[], now: Date): Promise<void> {
  if (told.length === 0) return
  await holdAccounts(
    tx,
    told.map((one) => one.accountId),
  )
  const changed = await writeHeard(tx, told, now)
  if (changed.length === 0) return
  const facts = await placeHeard(tx, changed, now)
  await announceAll(tx, [...deliveredFacts(changed), ...facts])
}

/** Until the transaction ends, nobody else puts into conversations what these accounts hear. */
export async function holdAccounts(tx: Tx, accountIds: string[]): Promise<void> {
  const ids = [...new Set(accountIds)].sort()
  await sql`select pg_advisory_xact_lock(hashtextextended('inbox ' || id, 0)) from unnest(${ids}::text[]) as held (id)`.execute(
    tx,
  )
}

function* deliveredFacts(changed: Changed[]) {
  const accounts = Map.groupBy(changed, (one) => one.accountId)
  for (const [accountId, heard] of accounts) {
    const brandId = heard[0]?.brandId ?? null
    const ids = [...new Set(heard.map((one) => one.remoteId))]
    for (let from = 0; from < ids.length; from += toldAtOnce) {
      const payload = { accountId, interactions: ids.slice(from, from + toldAtOnce) }
      yield { type: 'account.delivered', payload, scope: { brandId } }
    }
  }
}
