import { sql } from 'kysely'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { DeskEvent } from '../../kernel/events.ts'
import type { World } from '../../kernel/world.ts'

/**
 * What somebody said taught what is spam: the counts of words that others said too stay, all else of it goes, and so do samples of
 * dry runs.
 */
export async function forgetPerson(world: World, { payload, brandId }: DeskEvent): Promise<void> {
  const identityIds = Array.isArray(payload.identityIds) ? payload.identityIds.map(String) : []
  if (!brandId || identityIds.length === 0) return
  await inTransaction(world.db, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`spam lessons ${brandId}`}, 0))`.execute(tx)
    const { rows } = await sql<{ features: string[] }>`
      update spam_lesson set features = '{}' from interaction, (select interaction_id, features from spam_lesson) as before
       where interaction.id = spam_lesson.interaction_id and spam_lesson.brand_id = ${brandId}
         and before.interaction_id = spam_lesson.interaction_id
         and (interaction.identity_id = any(${identityIds}::text[]) or interaction.edition = 2 or interaction.text = '')
      returning before.features`.execute(tx)
    const words = [...new Set(rows.flatMap((row) => row.features))]
    await sql`
      delete from spam_feature f where brand_id = ${brandId} and feature = any(${words}::text[])
        and not exists (select from spam_lesson l where l.brand_id = ${brandId} and f.feature = any(l.features))`.execute(
      tx,
    )
  })
  await world.db.deleteFrom('dryRun').where('brandId', '=', brandId).execute()
}
