import { sql } from 'kysely'
import { inTransaction } from '../../../kernel/db/connect.ts'
import type { DbOrTx, Tx } from '../../../kernel/db/tables.ts'
import { announce, type DeskEvent } from '../../../kernel/events.ts'
import { newId } from '../../../kernel/id.ts'
import type { World } from '../../../kernel/world.ts'
import { raiseAlert } from '../../support/index.ts'
import type { PostAuthor } from '../sources/heard.ts'
import { brandName } from './brand-name.ts'
import { settingsOf } from './settings.ts'
import { hourMs } from './span.ts'

/** What was said longer ago was found by looking back, and is no news. */
const newsMs = 3 * 86_400_000

/** Tells of each author with a large audience whom the brand never heard before. Each is told of once. */
export async function hearBigVoices(world: World, { brandId, payload }: DeskEvent): Promise<void> {
  const ids = Array.isArray(payload.mentionIds) ? payload.mentionIds.map(String) : []
  if (!brandId || ids.length === 0) return
  const { bigFrom } = await settingsOf(world.db, brandId)
  if (bigFrom === null) return
  const since = new Date(world.clock.now().getTime() - newsMs)
  const voices = await newVoicesAmong(world.db, { brandId, ids, bigFrom, since })
  if (voices.length === 0) return
  await inTransaction(world.db, async (tx) => {
    const account = await brandName(tx, brandId)
    for (const voice of voices) await tell(world, tx, { brandId, account, voice })
  })
}

type Voice = {
  id: string
  heardAt: Date
  authorKey: string
  author: PostAuthor
  followers: number
  said: string
}

/** The loudest first; neither spam nor the brand itself. Outside networks somebody is known by their name at a site. */
async function newVoicesAmong(
  db: DbOrTx,
  { brandId, ids, bigFrom, since }: { brandId: string; ids: string[]; bigFrom: number; since: Date },
): Promise<Voice[]> {
  const { rows } = await sql<Voice>`
    select m.id, m.heard_at, coalesce(m.author_key, m.site || ' ' || lower(m.author ->> 'handle')) as author_key, m.author, m.followers, coalesce(m.title, m.text) as said
      from mention_key k join mention m on m.at = k.at and m.id = k.mention_id
     where k.mention_id = any(${ids}::text[]) and k.brand_id = ${brandId} and m.followers >= ${bigFrom} and m.at > ${since}
       and m.spam_at is null and m.intent is distinct from 'spam' and m.edition < 2
       and not exists (select from muted_author a where a.brand_id = m.brand_id and a.author_key = m.author_key)
       and not exists (select from account a where a.brand_id = m.brand_id and a.network || ' ' || a.remote_id = m.author_key)
       and not exists (select from mention o where o.brand_id = m.brand_id and o.author_key = m.author_key and o.heard_at < m.heard_at)
       and (m.author_key is not null or not exists (select from mention o where o.brand_id = m.brand_id and o.author_key is null
         and o.site = m.site and lower(o.author ->> 'handle') = lower(m.author ->> 'handle') and o.heard_at < m.heard_at))
     order by m.followers desc, m.at, m.id`.execute(db)
  return rows
}

async function tell(
  world: World,
  tx: Tx,
  { brandId, account, voice }: { brandId: string; account: string; voice: Voice },
): Promise<void> {
  const at = world.clock.now()
  const hour = new Date(Math.floor(voice.heardAt.getTime() / hourMs) * hourMs)
  const made = await tx
    .insertInto('listeningAlarm')
    .values({
      ...{ id: newId(at), brandId, kind: 'big-voice', hour, hours: 1, count: 1, expected: 0, low: 0, high: 0 },
      ...{ factor: 0, p: 0, isTold: true, at },
      ...{ authorKey: voice.authorKey, mentionId: voice.id, followers: voice.followers },
    })
    .onConflict((known) => known.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) return
  const who = voice.author.name || voice.author.handle
  const excerpt = voice.said.slice(0, 140).toWellFormed()
  await raiseAlert(world, tx, {
    ...{ event: 'big-voice', brandId, conversationId: null, origin: voiceOrigin(brandId, voice.id) },
    said: { who, excerpt, account, followers: voice.followers, href: voiceHref(brandId, voice.id) },
  })
  await announce(tx, 'listening.alarmed', {}, { brandId })
}

export const voiceOrigin = (brandId: string, mentionId: string) => `big-voice ${brandId} ${mentionId}`
export const voiceHref = (brandId: string, mentionId: string) => `/brands/${brandId}/listening?mention=${mentionId}`
