import type { z } from 'zod'
import { inTransaction } from '../../../kernel/db/connect.ts'
import type { DbOrTx } from '../../../kernel/db/tables.ts'
import { announce } from '../../../kernel/events.ts'
import { badField } from '../../../kernel/failure.ts'
import type { World } from '../../../kernel/world.ts'
import { type Caller, recordAct } from '../../team/index.ts'
import type { AlertSettings } from './api.ts'

export type Settings = z.output<typeof AlertSettings>

export const usualSettings: Settings = { bigFrom: 10_000, souring: 'usual', spikes: true, quietQueries: [] }

/** Of what the brand's people are told; as usual where nobody chose. */
export async function settingsOf(db: DbOrTx, brandId: string): Promise<Settings> {
  const row = await db
    .selectFrom('listeningAlertSettings')
    .select(['bigFrom', 'souring', 'spikes', 'quietQueries'])
    .where('brandId', '=', brandId)
    .executeTakeFirst()
  return row ?? usualSettings
}

/** Throws at `quietQueries.n` what is no query of the brand. */
export async function changeSettings(world: World, caller: Caller, brandId: string, given: Settings): Promise<void> {
  const quietQueries = [...new Set(given.quietQueries)]
  await refuseStrangeQueries(world.db, brandId, quietQueries)
  const changedAt = world.clock.now()
  const row = { ...given, quietQueries, changedAt, changedBy: caller.userId }
  await inTransaction(world.db, async (tx) => {
    await tx
      .insertInto('listeningAlertSettings')
      .values({ brandId, ...row })
      .onConflict((known) => known.column('brandId').doUpdateSet(row))
      .execute()
    await recordAct(tx, {
      by: caller,
      name: 'listening.alerts-changed',
      brandId,
      subject: brandId,
      details: {},
      at: changedAt,
    })
    await announce(tx, 'listening.alarmed', {}, { brandId })
  })
}

async function refuseStrangeQueries(db: DbOrTx, brandId: string, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  const rows = await db
    .selectFrom('listeningQuery')
    .select('id')
    .where('brandId', '=', brandId)
    .where('id', 'in', ids)
    .execute()
  const known = new Set(rows.map(({ id }) => id))
  const strange = ids.findIndex((id) => !known.has(id))
  if (strange >= 0) throw badField(`quietQueries.${strange}`, 'listening.alerts.noQuery')
}
