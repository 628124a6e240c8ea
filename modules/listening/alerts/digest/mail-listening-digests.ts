import { sql } from 'kysely'
import { inTransaction } from '../../../../kernel/db/connect.ts'
import type { DbOrTx, Tx } from '../../../../kernel/db/tables.ts'
import type { World } from '../../../../kernel/world.ts'
import { wordsIn } from '../../../team/index.ts'
import { oneByOne } from '../one-by-one.ts'
import { type Every, nextDue, periodsBefore } from './due.ts'
import { gatherDigest } from './gather-digest.ts'
import { writeDigest } from './write-digest.ts'

type Wanted = {
  brandId: string
  hour: number
  weekday: number
  onlyWithNews: boolean
  dueAt: Date
  name: string
  email: string
  locale: string
  brand: string
  zone: string
}

const columnOf = { day: 'daily_at', week: 'weekly_at' } as const

/**
 * Mails the digests that are due, each once: that it was written and when the next comes is kept together. Of several that
 * were missed only the last is written.
 */
export async function mailListeningDigests(world: World): Promise<void> {
  if (!world.mail.ready) return
  for (const every of ['day', 'week'] as const)
    await oneByOne(await dueNow(world.db, every, world.clock.now()), (whose) =>
      inTransaction(world.db, (tx) => mailOne(world, tx, { ...whose, every })),
    )
}

async function dueNow(db: DbOrTx, every: Every, now: Date): Promise<{ userId: string; brandId: string }[]> {
  const at = sql.ref(columnOf[every])
  const { rows } = await sql<{ userId: string; brandId: string }>`
    select user_id, brand_id from listening_digest where ${at} <= ${now} order by ${at} limit 1000`.execute(db)
  return rows
}

async function mailOne(
  world: World,
  tx: Tx,
  { userId, brandId, every }: { userId: string; brandId: string; every: Every },
): Promise<void> {
  const now = world.clock.now()
  const at = sql.ref(`d.${columnOf[every]}`)
  const { rows } = await sql<Wanted & { mayRead: boolean }>`
    select d.brand_id, d.hour, d.weekday, d.only_with_news, ${at} as due_at, u.name, u.email, u.locale, b.name as brand, b.zone,
           (b.deleted_at is null and (m.role = 'owner' or r.role is not null)) is true as may_read
      from listening_digest d join desk_user u on u.id = d.user_id join brand b on b.id = d.brand_id
      left join member m on m.user_id = u.id and m.workspace_id = b.workspace_id
      left join brand_role r on r.brand_id = b.id and r.user_id = u.id
     where d.user_id = ${userId} and d.brand_id = ${brandId} and ${at} <= ${now} for update of d skip locked`.execute(
    tx,
  )
  const [wanted] = rows
  if (!wanted) return
  const next = nextDue({ ...wanted, every }, now)
  const column = every === 'day' ? { dailyAt: next } : { weeklyAt: next }
  await tx
    .updateTable('listeningDigest')
    .set(column)
    .where('userId', '=', userId)
    .where('brandId', '=', brandId)
    .execute()
  if (wanted.mayRead) await write(world, tx, wanted, every, next)
}

async function write(world: World, tx: Tx, wanted: Wanted, every: Every, next: Date): Promise<void> {
  const { brandId, brand, zone, name } = wanted
  const last = periodsBefore(next, { every, zone }).from
  const period = periodsBefore(last, { every, zone })
  const digest = await gatherDigest(tx, brandId, period)
  const isNews = digest.all.count > 0 || digest.alarms.length > 0 || digest.voices.length > 0
  if (!isNews && wanted.onlyWithNews) return
  const reader = { brandId, brand, zone, name, origin: world.config.publicUrl }
  const written = writeDigest(digest, period, every, { words: wordsIn(wanted.locale), reader })
  await world.mail.queue(tx, { to: wanted.email, ...written })
}
