import { sql } from 'kysely'
import { inTransaction } from '../../../kernel/db/connect.ts'
import type { Tx } from '../../../kernel/db/tables.ts'
import type { DeskEvent } from '../../../kernel/events.ts'
import type { World } from '../../../kernel/world.ts'
import { forgetAlert } from '../../support/index.ts'
import { voiceOrigin } from './hear-big-voices.ts'

/** What was told of these authors tells of nobody any more. */
export async function forgetVoices(tx: Tx, brandId: string, authorKeys: string[]): Promise<void> {
  const { rows } = await sql<{ mentionId: string | null }>`
    with gone as (select id, mention_id from listening_alarm
      where brand_id = ${brandId} and kind = 'big-voice' and author_key = any(${authorKeys}::text[]))
    update listening_alarm a set author_key = null, mention_id = null from gone where a.id = gone.id
    returning gone.mention_id`.execute(tx)
  const ids = rows.flatMap(({ mentionId }) => mentionId ?? [])
  await forgetAlert(
    tx,
    brandId,
    ids.map((id) => voiceOrigin(brandId, id)),
  )
}

/** What was taken back where it was said is not told on. */
export async function forgetDeletedVoices(world: World, { brandId, payload }: DeskEvent): Promise<void> {
  const ids = Array.isArray(payload.mentionIds) ? payload.mentionIds.map(String) : []
  if (!brandId || ids.length === 0) return
  const { rows } = await sql<{ id: string }>`
    select m.id from listening_alarm a join mention_key k on k.mention_id = a.mention_id and k.brand_id = a.brand_id
      join mention m on m.at = k.at and m.id = k.mention_id
     where a.brand_id = ${brandId} and a.kind = 'big-voice' and a.mention_id = any(${ids}::text[]) and m.edition = 2`.execute(
    world.db,
  )
  const origins = rows.map(({ id }) => voiceOrigin(brandId, id))
  if (origins.length > 0) await inTransaction(world.db, (tx) => forgetAlert(tx, brandId, origins))
}
