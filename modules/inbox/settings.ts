import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { InboxSettings } from './api.ts'

type Settings = z.output<typeof InboxSettings>

const unlessSet: Settings = { undoSeconds: 10, approveAuthors: false }

export async function settingsOf(db: DbOrTx, brandId: string): Promise<Settings> {
  const row = await db
    .selectFrom('inboxSettings')
    .select(['undoSeconds', 'approveAuthors'])
    .where('brandId', '=', brandId)
    .executeTakeFirst()
  return row ?? unlessSet
}

export async function saveSettings(db: DbOrTx, brandId: string, settings: Settings): Promise<void> {
  await db
    .insertInto('inboxSettings')
    .values({ brandId, ...settings })
    .onConflict((known) => known.column('brandId').doUpdateSet(settings))
    .execute()
}
