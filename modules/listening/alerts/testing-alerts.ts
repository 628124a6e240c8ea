import { sql } from 'kysely'
import type { TestWorld } from '../../../kernel/testing.ts'
import { type DeskWorld, givenBrand } from '../../brand/testing-desk.ts'
import { ensureMonths } from '../pipeline/months.ts'
import { givenQuery, givenSource } from '../testing-listening.ts'
import { hourMs } from './span.ts'

let brands = 0

/** A brand that has listened for five weeks, to one intake that answers every hour, and has one query. */
export async function givenListeningBrand(world: DeskWorld, { answering = 40 * 24 }: { answering?: number } = {}) {
  const now = world.clock.now()
  const long = new Date(now.getTime() - 40 * 24 * hourMs)
  const { brandId, owner } = await givenBrand(world, { zone: 'UTC' })
  const key = `tap ${brands++}`
  const { sourceId } = await givenSource(world, { brandId, key })
  await world.db.updateTable('listeningSource').set({ madeAt: long }).where('id', '=', sourceId).execute()
  await answered(world, key, { from: -answering, to: 0 })
  const { queryId } = await givenQuery(world, { brandId, text: 'kavola' })
  await world.db.updateTable('listeningQuery').set({ since: long }).where('id', '=', queryId).execute()
  return { brandId, owner, queryId, key }
}

/** The intake answered in each of these hours, counted from the full hour that is now. */
export async function answered(world: TestWorld, key: string, { from, to }: { from: number; to: number }) {
  const hour = fullHour(world)
  await sql`
    insert into listening_volume (intake_key, hour, posts, calls)
    select ${key}, ${hour}::timestamptz + n * interval '1 hour', 1, 1 from generate_series(${from}::int, ${to - 1}::int) n
    on conflict do nothing`.execute(world.db)
}

/** The query was met so often in each of these hours, counted from the full hour that is now. */
export async function met(
  world: TestWorld,
  { brandId, queryId }: { brandId: string; queryId: string },
  { from, to, often }: { from: number; to: number; often: (hour: number) => number },
) {
  const hour = fullHour(world).getTime()
  const at = Array.from({ length: to - from }, (_, n) => from + n).flatMap((n) =>
    Array.from({ length: often(n) }, (_, one) => new Date(hour + n * hourMs + (one + 1) * 1_000)),
  )
  await ensureMonths(world.db, at)
  await sql`
    insert into mention_hit (query_id, at, mention_id, brand_id, version)
    select ${queryId}, at, 'm' || n, ${brandId}, 1 from unnest(${at}::timestamptz[]) with ordinality as given (at, n)
    on conflict do nothing`.execute(world.db)
}

/** On to a few minutes after the next full hour, or that many of them. */
export const nextHour = (world: TestWorld, hours = 1) =>
  world.clock.moveTo(new Date(fullHour(world).getTime() + hours * hourMs + 5 * 60_000))

export const fullHour = ({ clock }: TestWorld) => new Date(Math.floor(clock.now().getTime() / hourMs) * hourMs)

/** What was told of a brand, in order. */
export async function alertsOf(world: TestWorld, brandId: string) {
  const rows = await world.db.selectFrom('alert').selectAll().where('brandId', '=', brandId).orderBy('id').execute()
  return rows.map(({ event, said, origin }) => ({ event, said, origin }))
}
