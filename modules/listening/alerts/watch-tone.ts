import { sql } from 'kysely'
import { inTransaction } from '../../../kernel/db/connect.ts'
import type { DbOrTx, Tx } from '../../../kernel/db/tables.ts'
import { announce } from '../../../kernel/events.ts'
import { newId } from '../../../kernel/id.ts'
import type { World } from '../../../kernel/world.ts'
import { raiseAlert } from '../../support/index.ts'
import { brandName } from './brand-name.ts'
import { toneHours } from './hour-counts.ts'
import { oneByOne } from './one-by-one.ts'
import { settingsOf } from './settings.ts'
import { judgeTone, type Soured, type ToneVerdict, toneHoursRead, windowHours } from './souring.ts'
import { hourMs, spanHref } from './span.ts'

const graceMs = 4 * 60_000
/** What turned sour and was not seen again for lack of mentions is over by then. */
const forgottenMs = 2 * 86_400_000

/** Once an hour, whether what is said of each brand is more negative than usual; told once, until it is back. */
export async function watchTone(world: World): Promise<void> {
  const end = Math.floor((world.clock.now().getTime() - graceMs) / hourMs)
  await oneByOne(await brandsToWatch(world.db, end), (brandId) => watchBrand(world, brandId, end))
}

async function watchBrand(world: World, brandId: string, end: number): Promise<void> {
  const { souring } = await settingsOf(world.db, brandId)
  const hours = await toneHours(world.db, { brandId, from: end - toneHoursRead, to: end })
  const verdict = judgeTone(hours, end, souring === 'off' ? 'usual' : souring)
  const hour = new Date((end - 1) * hourMs)
  await inTransaction(world.db, async (tx) => {
    const before = await tx
      .selectFrom('listeningTone')
      .select(['hour', 'souredAt'])
      .where('brandId', '=', brandId)
      .forUpdate()
      .executeTakeFirst()
    if (before && before.hour >= hour) return
    const lasts = stillSour(verdict, before?.souredAt ?? null, hour)
    const isFresh = verdict.enough && verdict.isSour && !lasts && souring !== 'off'
    const souredAt = isFresh ? hour : lasts
    const row = { hour, negative: verdict.count, known: verdict.known, usual: verdict.enough ? verdict.usual : null }
    const kept = await tx
      .insertInto('listeningTone')
      .values({ brandId, ...row, souredAt })
      .onConflict((known) =>
        known
          .column('brandId')
          .doUpdateSet({ ...row, souredAt })
          .where('listeningTone.hour', '<', hour),
      )
      .returning('brandId')
      .executeTakeFirst()
    if (kept && isFresh) await tell(world, tx, { brandId, hour, verdict })
  })
}

function stillSour(verdict: ToneVerdict, souredAt: Date | null, hour: Date): Date | null {
  if (!souredAt) return null
  if (verdict.enough) return verdict.isBack ? null : souredAt
  return hour.getTime() - souredAt.getTime() > forgottenMs ? null : souredAt
}

async function tell(
  world: World,
  tx: Tx,
  { brandId, hour, verdict }: { brandId: string; hour: Date; verdict: Soured },
): Promise<void> {
  const at = world.clock.now()
  const { count, known, expected, low, high, usual, pValue: p } = verdict
  const hours = windowHours
  await tx
    .insertInto('listeningAlarm')
    .values({
      ...{ id: newId(at), brandId, kind: 'souring', hour, hours, count, known, expected, low, high },
      ...{ factor: count / expected, p, isTold: true, at },
    })
    .onConflict((same) => same.doNothing())
    .execute()
  await raiseAlert(world, tx, {
    ...{ event: 'souring', brandId, conversationId: null, origin: `souring ${brandId} ${hour.toISOString()}` },
    said: {
      ...{ account: await brandName(tx, brandId), count: known, hours },
      ...{ share: Math.round((100 * count) / known), usual: Math.round(100 * usual) },
      href: spanHref(brandId, { hour, hours }, { sentiment: 'negative' }),
    },
  })
  await announce(tx, 'listening.alarmed', {}, { brandId })
}

async function brandsToWatch(db: DbOrTx, end: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select b.id from brand b left join listening_tone t on t.brand_id = b.id
     where b.deleted_at is null and (t.hour is null or t.hour < ${new Date((end - 1) * hourMs)})
       and exists (select from listening_source s where s.brand_id = b.id and s.deleted_at is null)
     order by b.id`.execute(db)
  return rows.map(({ id }) => id)
}
