import { inTransaction } from '../../../kernel/db/connect.ts'
import { newId } from '../../../kernel/id.ts'
import type { World } from '../../../kernel/world.ts'
import { joinSegments, keepSegment, type Segment } from './segments.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const atOnce = 1_000
const mostJoined = 64 << 20

/** Forgets what is older than the desk remembers, or more than it has room for; joins the short files of past hours. */
export async function tidyPast(world: World): Promise<void> {
  await forgetOld(world)
  await forgetBeyond(world, world.config.listeningGigabytes * 2 ** 30)
  await joinHours(world)
}

async function forgetOld(world: World): Promise<void> {
  const before = new Date(world.clock.now().getTime() - world.config.listeningDays * dayMs)
  for (let left = true; left; ) {
    const old = await world.db
      .selectFrom('listeningSegment')
      .select(['id', 'fileKey'])
      .where('toAt', '<', before)
      .orderBy('toAt')
      .limit(atOnce)
      .execute()
    await forget(world, old)
    left = old.length === atOnce
  }
}

async function forgetBeyond(world: World, most: number): Promise<void> {
  const sum = await world.db
    .selectFrom('listeningSegment')
    .select((is) => is.fn.sum<string | null>('bytes').as('bytes'))
    .executeTakeFirst()
  let over = Number(sum?.bytes ?? 0) - most
  while (over > 0) {
    const oldest = await world.db
      .selectFrom('listeningSegment')
      .select(['id', 'fileKey', 'bytes'])
      .orderBy('toAt')
      .orderBy('id')
      .limit(100)
      .execute()
    if (oldest.length === 0) return
    const gone: typeof oldest = []
    for (const one of oldest) {
      if (over <= 0) break
      gone.push(one)
      over -= one.bytes
    }
    await forget(world, gone)
  }
}

/** First the rows, then the files: a file that no row names is swept, a row without its file would be a gap. */
async function forget(world: World, segments: { id: string; fileKey: string }[]): Promise<void> {
  if (segments.length === 0) return
  const ids = segments.map(({ id }) => id)
  await world.db.deleteFrom('listeningSegment').where('id', 'in', ids).execute()
  for (const { fileKey } of segments) await world.files.remove(fileKey)
}

async function joinHours(world: World): Promise<void> {
  const before = new Date(Math.floor(world.clock.now().getTime() / hourMs) * hourMs)
  const short: Segment[] = await world.db
    .selectFrom('listeningSegment')
    .selectAll()
    .where('toAt', '<', before)
    .where('bytes', '<', mostJoined / 16)
    .orderBy('intakeKey')
    .orderBy('toAt')
    .orderBy('id')
    .limit(atOnce * 4)
    .execute()
  const hours = Map.groupBy(short, ({ intakeKey, toAt }) => `${Math.floor(toAt.getTime() / hourMs)} ${intakeKey}`)
  for (const segments of hours.values()) if (segments.length > 1) await joinHour(world, segments)
}

async function joinHour(world: World, segments: Segment[]): Promise<void> {
  const [first, last] = [segments[0], segments.at(-1)]
  if (!first || !last) return
  const joined = await joinSegments(world, segments)
  const ids = segments.map(({ id }) => id)
  const isJoined = await inTransaction(world.db, async (tx) => {
    const gone = await tx.deleteFrom('listeningSegment').where('id', 'in', ids).returning('id').execute()
    if (gone.length < ids.length) return false
    const posts = segments.reduce((sum, one) => sum + one.posts, 0)
    const id = newId(last.toAt)
    await keepSegment(tx, { ...joined, id, intakeKey: first.intakeKey, fromAt: first.fromAt, toAt: last.toAt, posts })
    return true
  }).catch((error) => {
    world.log.warn({ err: error }, 'files of the past were not joined')
    return false
  })
  if (!isJoined) return world.files.remove(joined.fileKey)
  for (const { fileKey } of segments) await world.files.remove(fileKey)
}
