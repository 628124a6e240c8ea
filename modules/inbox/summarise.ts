import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/tables.ts'
import { newId } from '../../kernel/id.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Placed } from './place.ts'
import { isTalk } from './threads.ts'
import type { Changed } from './write-heard.ts'

export type Fact = { type: string; payload: JsonObject; scope: { brandId: string } }

/** What was said longer ago, and is heard only now, belongs to the past: nobody waits for its answer any more. */
const pastMs = 30 * 86_400_000

type Hearing = { id: string; newest: string | null; made: boolean; interactionIds: string[]; kinds: string[] }
type Summed = { id: string; brandId: string; accountId: string; reopened: boolean; countIn: number }

/**
 * Derives anew what can be derived of these conversations, so that it is the same in whatever order all of it was heard.
 * What is news is unread, and opens again what was done or put off, but not what is spam.
 */
export async function summarise(
  tx: Tx,
  what: { changed: Changed[]; placed: Placed[]; touched: (string | null)[]; made: Set<string> },
  now: Date,
): Promise<Fact[]> {
  const hearings = hearingsOf(what, now)
  if (hearings.length === 0) return []
  const summed = await recompute(tx, hearings, now)
  await noteReopened(tx, summed, now)
  const byId = new Map(summed.map((one) => [one.id, one]))
  return hearings.flatMap((hearing) => {
    const one = byId.get(hearing.id)
    return one ? factsOf(hearing, one) : []
  })
}

function hearingsOf({ changed, placed, touched, made }: Parameters<typeof summarise>[1], now: Date): Hearing[] {
  const byId = new Map(changed.map((one) => [one.id, one]))
  const inside = Map.groupBy(placed, (one) => one.conversationId)
  return [...new Set(touched)]
    .filter((id) => id !== null)
    .sort()
    .map((id) => {
      const rows = (inside.get(id) ?? []).flatMap((one) => byId.get(one.id) ?? [])
      const fresh = rows.filter((one) => isNews(one) && now.getTime() - one.at.getTime() < pastMs)
      const newest =
        fresh
          .map((one) => one.at.toISOString())
          .sort()
          .at(-1) ?? null
      const kinds = [...new Set(rows.map((one) => (one.isNew ? one.kind : 'changed')))]
      return { id, newest, made: made.has(id), interactionIds: fresh.map((one) => one.id), kinds }
    })
}

const isNews = (one: Changed) => one.isNew && !one.own && one.edition < 2 && isTalk(one)

function factsOf(hearing: Hearing, { brandId, accountId, countIn }: Summed): Fact[] {
  const { id: conversationId, interactionIds, kinds } = hearing
  const changed = { type: 'conversation.changed', payload: { conversationId, accountId, kinds }, scope: { brandId } }
  if (interactionIds.length === 0) return [changed]
  const first = hearing.made && countIn === interactionIds.length
  const payload = { conversationId, accountId, interactionIds, first }
  return [changed, { type: 'conversation.heard', payload, scope: { brandId } }]
}

/** Derives all of it anew without news, such as after somebody's words were hidden. */
export const recomputeOf = (tx: Tx, conversationIds: string[], now: Date): Promise<Summed[]> =>
  recompute(
    tx,
    [...new Set(conversationIds)]
      .sort()
      .map((id) => ({ id, newest: null, made: false, interactionIds: [], kinds: [] })),
    now,
  )

async function recompute(tx: Tx, hearings: Hearing[], now: Date): Promise<Summed[]> {
  const given = hearings.map(({ id, newest, made }) => ({ id, newest, made }))
  const { rows } = await sql<Summed>`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given (id text, newest timestamptz, made boolean)
    ), held as (
      select id, state, done_at, newest, made, state in ('done', 'snoozed') and newest is not null
             and (state = 'snoozed' or newest > coalesce(done_at, '-infinity')) as reopened
        from conversation join given using (id) where moved_to is null order by id for update of conversation
    ), counted as (
      select held.id, min(i.at) as opened_at, max(i.at) as last_at,
             max(i.at) filter (where ${isIn}) as last_in_at,
             max(i.at) filter (where ${isOut}) as last_out_at,
             max(i.at) filter (where ${isOut} and not i.automated) as last_answer_at,
             min(i.at) filter (where not i.own) as first_in_at,
             count(*) filter (where ${isIn}) as count_in, count(*) filter (where ${isOut}) as count_out,
             max(i.rating) filter (where not i.own) as rating
        from held join interaction i on i.conversation_id = held.id
       where i.space in ('said', 'message', 'review') group by held.id
    )
    update conversation c set
      opened_at = counted.opened_at, last_at = counted.last_at,
      last_in_at = counted.last_in_at, last_out_at = counted.last_out_at,
      waiting_since = (select min(i.at) from interaction i where i.conversation_id = counted.id and ${isIn} and not i.hidden
        and i.space in ('said', 'message', 'review') and i.at > coalesce(counted.last_answer_at, '-infinity')),
      answered_at = (select min(i.at) from interaction i where i.conversation_id = counted.id and ${isOut} and not i.automated
        and i.space in ('said', 'message', 'review') and i.at >= counted.first_in_at),
      count_in = counted.count_in, count_out = counted.count_out, rating = counted.rating,
      kind = case when c.key like 'dm:%' then 'message' when c.key like 'review:%' then 'review'
                  when first.kind = 'mention' then 'mention' else 'comment' end,
      identity_id = first.identity_id,
      author = case when first.own or first.author ->> 'id' = '' then null else first.author end,
      subject = coalesce(first.subject, '{}'),
      excerpt = coalesce(last.excerpt, ''), excerpt_own = coalesce(last.own, false),
      state = case when held.reopened then 'open'
                   when held.made and held.newest is null and counted.last_at < ${new Date(now.getTime() - pastMs)} then 'done'
                   else c.state end,
      done_at = case when held.reopened then null
                     when held.made and held.newest is null and counted.last_at < ${new Date(now.getTime() - pastMs)} then counted.last_at
                     else c.done_at end,
      snoozed_until = case when held.reopened then null else c.snoozed_until end,
      unread = counted.count_in > 0 and (c.unread or (held.newest is not null and c.state <> 'spam')),
      changed_at = ${now}
    from held join counted on counted.id = held.id
    cross join lateral (
      select i.kind, i.own, i.identity_id, i.author,
             case when i.under is null then null else jsonb_strip_nulls(jsonb_build_object('id', i.under ->> 'id', 'url', i.under ->> 'url')) end as subject
        from interaction i where i.conversation_id = held.id and i.space in ('said', 'message', 'review')
       order by i.own, i.at, i.remote_id limit 1) first
    left join lateral (
      select left(i.text, 300) as excerpt, i.own from interaction i
       where i.conversation_id = held.id and i.space in ('said', 'message', 'review') and i.edition < 2
       order by i.at desc, i.remote_id desc limit 1) last on true
    where c.id = held.id
    returning c.id, c.brand_id as "brandId", c.account_id as "accountId", c.count_in as "countIn", held.reopened`.execute(
    tx,
  )
  return rows
}

const isIn = sql`not i.own and i.edition < 2`
const isOut = sql`i.own and i.edition < 2`

async function noteReopened(tx: Tx, summed: Summed[], now: Date): Promise<void> {
  const lines = summed
    .filter((one) => one.reopened)
    .map(({ id, brandId }) => ({
      ...{ id: newId(now), brandId, conversationId: id, at: now, kind: 'reopened', by: null, byRule: null },
      payload: '{}',
    }))
  if (lines.length > 0) await tx.insertInto('conversationLine').values(lines).execute()
}
