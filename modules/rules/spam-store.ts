import { sql } from 'kysely'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import type { Learnt } from './spam.ts'

/** What was taught of these features; none asked for, nothing is read. */
export async function learntOf(db: DbOrTx, brandId: string, features: string[]): Promise<Learnt> {
  const none = { spam: 0, honest: 0 }
  if (features.length === 0) return { total: none, of: new Map() }
  const rows = await db
    .selectFrom('spamFeature')
    .select(['feature', 'spam', 'honest'])
    .where('brandId', '=', brandId)
    .where((is) => is('feature', '=', is.fn.any(is.val(['', ...new Set(features)]))))
    .execute()
  const of = new Map(rows.map(({ feature, spam, honest }) => [feature, { spam, honest }]))
  return { total: of.get('') ?? none, of }
}

type Lesson = {
  interactionId: string
  brandId: string
  isSpam: boolean
  features: string[]
  by: string | null
  at: Date
}

/** Keeps a lesson in place of what was taught by the same words before. Rows are taken in the order of their key. */
export async function keepLesson(tx: Tx, lesson: Lesson): Promise<void> {
  const { interactionId, brandId, isSpam } = lesson
  await sql`select pg_advisory_xact_lock(hashtextextended(${`spam lessons ${brandId}`}, 0))`.execute(tx)
  const before = await tx
    .selectFrom('spamLesson')
    .select(['isSpam', 'features'])
    .where('interactionId', '=', interactionId)
    .executeTakeFirst()
  if (before?.isSpam === isSpam) return
  if (before) await count(tx, brandId, before, -1)
  await count(tx, brandId, lesson, 1)
  await tx
    .insertInto('spamLesson')
    .values(lesson)
    .onConflict((found) => found.column('interactionId').doUpdateSet(lesson))
    .execute()
}

async function count(tx: Tx, brandId: string, { isSpam, features }: Pick<Lesson, 'isSpam' | 'features'>, by: 1 | -1) {
  const [spam, honest] = isSpam ? [by, 0] : [0, by]
  await sql`
    insert into spam_feature as kept (brand_id, feature, spam, honest)
    select ${brandId}, feature, ${spam}::integer, ${honest}::integer from unnest(${['', ...features]}::text[]) as feature
    on conflict (brand_id, feature) do update
      set spam = greatest(0, kept.spam + ${spam}::integer), honest = greatest(0, kept.honest + ${honest}::integer)`.execute(
    tx,
  )
}
