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
  const shown = sql`${where} or identity_ids && ${of.identityIds}::text[]`
  await rewriteWords(tx, { ...asked, where: shown }, rewrite)
  await rewriteWords(tx, { ...told, where }, rewrite)
  await rewriteElsewhere(tx, of)
  const toExperts = sql`recipient in (select email from expert where brand_id = ${of.brandId})`
  await rewriteWords(tx, { table: 'mail', columns: ['subject', 'body_text', 'body_html'], where: toExperts }, rewrite)
}

const asked = { table: 'forward' as const, columns: ['question', 'excerpt', 'answer'] }
const told = { table: 'alert' as const, columns: ['said'] }

/** What is about no conversation, such as a case or a crisis, may name them all the same. */
async function rewriteElsewhere(tx: Tx, of: Erased): Promise<void> {
  const named = await tracesIn(tx, of)
  const where = sql`conversation_id is null and brand_id = ${of.brandId}`
  for (const written of [asked, told])
    await rewriteWords(tx, { ...written, where }, (text) => withoutTraces(named, text))
}
