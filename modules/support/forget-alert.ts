import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/tables.ts'
import { forgetInNews } from '../team/index.ts'

/** Of alerts raised from these nothing is left that was said, nor any notice that leads there. They are not raised anew. */
export async function forgetAlert(tx: Tx, brandId: string, origins: string[]): Promise<void> {
  if (origins.length === 0) return
  const { rows } = await sql<{ href: string | null }>`
    update alert set said = said || '{"who":"","excerpt":""}' where brand_id = ${brandId} and origin = any(${origins}::text[])
    returning said ->> 'href' as href`.execute(tx)
  const gone = rows.flatMap(({ href }) => href ?? [])
  const asItIs = (text: string) => text
  if (gone.length > 0) await forgetInNews(tx, { brandId, gone, near: [], closely: asItIs, rewrite: asItIs })
}
