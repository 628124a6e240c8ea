import { sql } from 'kysely'
import type { DbOrTx } from '../../../../kernel/db/tables.ts'
import { notFound } from '../../../../kernel/failure.ts'

const columns = [
  ...(['source.id', 'source.brandId', 'source.name', 'source.takes', 'source.isOn', 'source.daily'] as const),
  ...(['source.madeAt', 'source.spentOn', 'source.spent', 'source.leftOut', 'source.intakeKey'] as const),
  ...(['intake.kind', 'intake.settings', 'intake.wakeAt', 'intake.readAt', 'intake.toldAt'] as const),
  ...(['intake.trouble', 'intake.troubleSince'] as const),
]

const ofBrand = (db: DbOrTx, brandId: string) =>
  db
    .selectFrom('listeningSource as source')
    .innerJoin('listeningIntake as intake', 'intake.key', 'source.intakeKey')
    .innerJoin('brand', 'brand.id', 'source.brandId')
    .select(columns)
    .select('brand.zone')
    .where('source.brandId', '=', brandId)
    .where('source.deletedAt', 'is', null)

export const sourcesOf = (db: DbOrTx, brandId: string) => ofBrand(db, brandId).orderBy('source.id', 'desc').execute()

export type SourceRow = Awaited<ReturnType<typeof sourcesOf>>[number]

/** Throws 404. */
export async function sourceOf(db: DbOrTx, brandId: string, sourceId: string): Promise<SourceRow> {
  const row = await ofBrand(db, brandId).where('source.id', '=', sourceId).executeTakeFirst()
  if (!row) throw notFound()
  return row
}

/** The brand's source of each of these intakes. */
export async function sourcesByIntake(db: DbOrTx, brandId: string, keys: string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map()
  const rows = await db
    .selectFrom('listeningSource')
    .select(['intakeKey', 'id'])
    .where('brandId', '=', brandId)
    .where('intakeKey', 'in', keys)
    .where('deletedAt', 'is', null)
    .execute()
  return new Map(rows.map(({ intakeKey, id }) => [intakeKey, id]))
}

export type Volume = { posts: number; mentions: number; calls: number }

/**
 * What these intakes told since then, and how often they were asked for it, for whomever.
 */
export async function volumesSince(
  db: DbOrTx,
  keys: string[],
  since: Date,
): Promise<Map<string, Omit<Volume, 'mentions'>>> {
  if (keys.length === 0) return new Map()
  const rows = await db
    .selectFrom('listeningVolume')
    .select(['intakeKey', sql<number>`sum(posts)::integer`.as('posts'), sql<number>`sum(calls)::integer`.as('calls')])
    .where('intakeKey', 'in', keys)
    .where('hour', '>=', since)
    .groupBy('intakeKey')
    .execute()
  return new Map(rows.map(({ intakeKey, ...volume }) => [intakeKey, volume]))
}

const lateMs = 3 * 86_400_000

/** How many mentions of the brand each of its sources gave since then, of what was said at most three days before. */
export async function mentionsSince(db: DbOrTx, brandId: string, since: Date): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('mention')
    .select(['sourceId', sql<number>`count(*)::integer`.as('count')])
    .where('brandId', '=', brandId)
    .where('heardAt', '>=', since)
    .where('at', '>=', new Date(since.getTime() - lateMs))
    .groupBy('sourceId')
    .execute()
  return new Map(rows.flatMap(({ sourceId, count }) => (sourceId === null ? [] : [[sourceId, count] as const])))
}

export const hoursOf = (db: DbOrTx, key: string, since: Date) =>
  db
    .selectFrom('listeningVolume')
    .select(['hour', 'posts', 'mentions', 'calls'])
    .where('intakeKey', '=', key)
    .where('hour', '>=', since)
    .orderBy('hour')
    .execute()
