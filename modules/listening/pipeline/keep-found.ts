import { sql } from 'kysely'
import { inTransaction } from '../../../kernel/db/connect.ts'
import type { Tx } from '../../../kernel/db/tables.ts'
import { announceAll } from '../../../kernel/events.ts'
import type { World } from '../../../kernel/world.ts'
import { againOnDeadlock } from '../../publishing/index.ts'
import { changeKept, forgetDeleted, hearAgain, type Known } from './change-kept.ts'
import type { Copies } from './copies.ts'
import { type Fresh, hitsOf, insertHits, recordset } from './hits.ts'
import type { Found, Judged } from './judge.ts'
import { mentionIdOf, momentOf, rowOf } from './mention-row.ts'
import { ensureMonths } from './months.ts'
import { withinDay } from './within-day.ts'

export type Kept = { mentions: number }
/** What else stands or falls with it: how far was read. Throws to keep nothing. */
export type Beside = (tx: Tx, kept: Kept) => Promise<void>

const announcedAtOnce = 200

/**
 * Keeps what was found, once however often it is told, in one transaction with what stands beside it. What was edited stands
 * over what was first said; what was deleted leaves no words.
 */
export async function keepFound(world: World, judged: Judged, copies: Copies, beside: Beside): Promise<Kept> {
  const now = world.clock.now()
  const found = judged.found.toSorted(byKey)
  await ensureMonths(
    world.db,
    found.map(({ post }) => momentOf(post, now)),
  )
  await copies.open(world.db, new Set(found.map(({ ear }) => ear.brandId)), now)
  const keep = () =>
    inTransaction(world.db, async (tx) => {
      const fresh = await withinDay(tx, await insertKeys(tx, found, now), now)
      await insertMentions(tx, fresh, copies, now)
      const known = await knownOf(tx, judged, fresh)
      const again = await hearAgain(tx, found, known)
      const changed = await changeKept(tx, judged, known)
      const deleted = await forgetDeleted(tx, judged, known)
      await announceAll(tx, [
        ...factsOf('mention.kept', fresh),
        ...factsOf('mention.changed', [...again, ...changed, ...deleted]),
      ])
      const kept = { mentions: fresh.length }
      await beside(tx, kept)
      return kept
    })
  return againOnDeadlock(keep)
}

const byKey = (a: Found, b: Found) =>
  compare(a.post.key, b.post.key) || compare(a.ear.brandId, b.ear.brandId) || compare(a.ear.sourceId, b.ear.sourceId)
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Those that no one kept before; in the order of their keys, so that two who keep the same never wait in a circle. */
async function insertKeys(tx: Tx, found: Found[], now: Date): Promise<Fresh[]> {
  if (found.length === 0) return []
  const fresh = new Map(
    found.map((one): [string, Fresh] => {
      const id = mentionIdOf(one.ear.brandId, one.post.key)
      return [id, { id, brandId: one.ear.brandId, at: momentOf(one.post, now), found: one }]
    }),
  )
  const rows = [...fresh.values()].map((one) => ({
    ...{ post_key: one.found.post.key, brand_id: one.brandId, mention_id: one.id, at: one.at },
  }))
  const { rows: made } = await sql<{ mentionId: string }>`
    insert into mention_key (post_key, brand_id, mention_id, at)
    select post_key, brand_id, mention_id, at from ${recordset(rows, 'post_key text, brand_id text, mention_id text, at timestamptz')}
    on conflict do nothing returning mention_id`.execute(tx)
  return made.flatMap(({ mentionId }) => fresh.get(mentionId) ?? [])
}

const mentionColumns = `id text, brand_id text, at timestamptz, heard_at timestamptz, post_key text, source_id text,
  network text, site text, url text, kind text, title text, text text, author_key text, author jsonb, followers integer,
  country text, language text, sentiment smallint, confidence real, intent text, reach bigint, numbers jsonb, media jsonb,
  links text[], tags text[], repost_of text, original_id text, edition smallint, queries text[], reasons jsonb`
const mentionNames = mentionColumns.replaceAll(/ [a-z]+(\[\])?(?=,|$)/g, '')

async function insertMentions(tx: Tx, fresh: Fresh[], copies: Copies, heardAt: Date): Promise<void> {
  if (fresh.length === 0) return
  const rows = fresh.map(({ id, at, found }) =>
    rowOf(found, { id, at, heardAt, originalId: copies.originalOf(found.ear.brandId, id, found.post, heardAt) }),
  )
  await sql`
    insert into mention (${sql.raw(mentionNames)}, words)
    select ${sql.raw(mentionNames)}, array_to_tsvector(words) from ${recordset(rows, `${mentionColumns}, words text[]`)}`.execute(
    tx,
  )
  await insertHits(
    tx,
    fresh.flatMap(({ id, at, found }) => hitsOf({ id, at }, found)),
  )
}

/** Which of these posts are mentions already, of which brands. */
async function knownOf(tx: Tx, { found, edited, deleted }: Judged, fresh: Fresh[]): Promise<Known[]> {
  const made = new Set(fresh.map(({ id }) => id))
  const keys = new Set([
    ...deleted.map(({ key }) => key),
    ...edited.map(({ key }) => key),
    ...found.map(({ post }) => post.key),
  ])
  if (keys.size === 0) return []
  const rows = await tx
    .selectFrom('mentionKey')
    .select(['postKey', 'brandId', 'mentionId as id', 'at'])
    .where((is) => is('postKey', '=', is.fn.any(is.val([...keys]))))
    .execute()
  return rows.filter(({ id }) => !made.has(id))
}

function* factsOf(type: string, of: { id: string; brandId: string }[]) {
  for (const [brandId, mentions] of Map.groupBy(of, (one) => one.brandId)) {
    const ids = [...new Set(mentions.map(({ id }) => id))]
    for (let from = 0; from < ids.length; from += announcedAtOnce) {
      const mentionIds = ids.slice(from, from + announcedAtOnce)
      yield { type, payload: { count: mentionIds.length, mentionIds }, scope: { brandId } }
    }
  }
}
