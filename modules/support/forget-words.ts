import { sql } from 'kysely'
import { rewriteWords } from '../../kernel/db/rewrite-words.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import type { World } from '../../kernel/world.ts'
import { conversationsOf, tracesIn } from '../inbox/index.ts'
import { type Erased, withoutTraces } from '../people/index.ts'

/** Out of what experts were asked and answered, and out of alerts, goes whatever tells of somebody who is erased. */
export async function forgetWords(_world: World, tx: Tx, of: Erased): Promise<void> {
  const ids = await conversationsOf(tx, of.identityIds)
  const traces = await tracesIn(tx, of, { parts: true })
  const rewrite = (text: string) => withoutTraces(traces, text)
  const where = sql`conversation_id = any(${ids}::text[])`
  await rewriteWords(tx, { table: 'forward', columns: ['question', 'excerpt', 'answer'], where }, rewrite)
  await rewriteWords(tx, { table: 'alert', columns: ['said'], where }, rewrite)
  const toExperts = sql`recipient in (select email from expert where brand_id = ${of.brandId})`
  await rewriteWords(tx, { table: 'mail', columns: ['subject', 'body_text', 'body_html'], where: toExperts }, rewrite)
}
