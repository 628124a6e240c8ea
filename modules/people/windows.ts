import { type RawBuilder, sql } from 'kysely'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import { lengthOf, longestFirst, type Temperature, usualWindow, type Window, windowFor } from './temperature.ts'

/** The windows of a brand, that for everybody else first. */
export async function windowsOf(db: DbOrTx, brandId: string): Promise<Window[]> {
  const rows = await db
    .selectFrom('temperatureWindow')
    .select(['topic', 'warmSeconds', 'coolingSeconds'])
    .where('brandId', '=', brandId)
    .orderBy('topic')
    .execute()
  return rows.some(({ topic }) => topic === '') ? rows : [usualWindow, ...rows]
}

export async function keepWindows(tx: DbOrTx, brandId: string, windows: Window[]): Promise<void> {
  await tx.deleteFrom('temperatureWindow').where('brandId', '=', brandId).execute()
  if (windows.length === 0) return
  await tx
    .insertInto('temperatureWindow')
    .values(windows.map((window) => ({ brandId, ...window })))
    .execute()
}

/** Is a row of `person` so warm now? The same answer as `warmthOf`, with bounds by which an index finds the rows. */
export function isOfTemperature(temperature: Temperature, windows: Window[], now: Date): RawBuilder<boolean> {
  const since = (seconds: RawBuilder<number>) => sql`${now}::timestamptz - make_interval(secs => ${seconds})`
  const longAgo = (pick: (...all: number[]) => number, of: (window: Window) => number) =>
    new Date(now.getTime() - 1000 * pick(...[...windows, windowFor([], windows)].map(of)))
  const warm = ({ warmSeconds }: Window) => warmSeconds
  if (temperature === 'warm')
    return sql`(person.last_at > ${longAgo(Math.max, warm)} and person.last_at > ${since(secondsOf(windows, warm))})`
  if (temperature === 'cold')
    return sql`(person.last_at <= ${longAgo(Math.min, lengthOf)} and person.last_at <= ${since(secondsOf(windows, lengthOf))})`
  return sql`(person.last_at <= ${longAgo(Math.min, warm)} and person.last_at > ${longAgo(Math.max, lengthOf)}
    and person.last_at <= ${since(secondsOf(windows, warm))} and person.last_at > ${since(secondsOf(windows, lengthOf))})`
}

/** The seconds of the window that counts for a row of `person`, by its tags. */
function secondsOf(windows: Window[], of: (window: Window) => number): RawBuilder<number> {
  const usual = sql<number>`${of(windowFor([], windows))}::integer`
  const topics = longestFirst(windows).map((one) => sql`when ${one.topic} = any(person.tags) then ${of(one)}::integer`)
  return topics.length === 0 ? usual : sql<number>`case ${sql.join(topics, sql` `)} else ${usual} end`
}
