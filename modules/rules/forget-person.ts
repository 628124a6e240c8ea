import { sql } from 'kysely'
import type { DeskEvent } from '../../kernel/events.ts'
import type { World } from '../../kernel/world.ts'

/** What somebody said taught what is spam: the counts stay, the words they came from go, and so do samples of dry runs. */
export async function forgetPerson(world: World, { payload, brandId }: DeskEvent): Promise<void> {
  const identityIds = Array.isArray(payload.identityIds) ? payload.identityIds.map(String) : []
  if (!brandId || identityIds.length === 0) return
  await sql`
    update spam_lesson set features = '{}' from interaction
     where interaction.id = spam_lesson.interaction_id and spam_lesson.brand_id = ${brandId}
       and (interaction.identity_id = any(${identityIds}::text[]) or interaction.edition = 2 or interaction.text = '')`.execute(
    world.db,
  )
  await world.db.deleteFrom('dryRun').where('brandId', '=', brandId).execute()
}
