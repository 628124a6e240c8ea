import { sql } from 'kysely'
import type { DbOrTx, Tx } from '../../../kernel/db/tables.ts'
import { announce } from '../../../kernel/events.ts'
import type { World } from '../../../kernel/world.ts'
import type { Erased, Whose } from '../../people/index.ts'
import { forgetVoices } from '../alerts/forget-voices.ts'
import { withoutWords } from '../pipeline/without-words.ts'

/** What somebody said in public and the brand kept, for them to read. */
export async function* whatTheySaidInPublic(db: DbOrTx, of: Whose): AsyncIterable<unknown> {
  const { rows } = await sql<object>`
    select m.network, m.site, m.url, m.at, m.title, m.text, m.edition = 2 as deleted from mention m
     where m.brand_id = ${of.brandId} and m.author_key = any(${await keysOf(db, of)}::text[]) order by m.at, m.id`.execute(
    db,
  )
  yield* rows
}

/** Of who is erased neither name nor words are left here; that something was said remains, so that it is not kept anew. */
export async function forgetAuthors(_world: World, tx: Tx, of: Erased): Promise<void> {
  const keys = await keysOf(tx, of)
  if (keys.length === 0) return
  await forgetVoices(tx, of.brandId, keys)
  const { rows } = await sql<{ id: string }>`
    update mention m
       set ${withoutWords}, followers = null
     where m.brand_id = ${of.brandId} and m.author_key = any(${keys}::text[]) returning m.id`.execute(tx)
  await tx.deleteFrom('mutedAuthor').where('brandId', '=', of.brandId).where('authorKey', 'in', keys).execute()
  const mentionIds = rows.slice(0, 50).map((row) => row.id)
  if (rows.length > 0) await announce(tx, 'mention.changed', { mentionIds }, { brandId: of.brandId })
}

/** As authors are kept: by the network and its own name for them. */
async function keysOf(db: DbOrTx, { brandId, identityIds }: Pick<Whose, 'brandId' | 'identityIds'>): Promise<string[]> {
  if (identityIds.length === 0) return []
  const rows = await db
    .selectFrom('identity')
    .select(['network', 'remoteId'])
    .where('brandId', '=', brandId)
    .where('id', 'in', identityIds)
    .execute()
  return rows.map(({ network, remoteId }) => `${network} ${remoteId}`)
}
