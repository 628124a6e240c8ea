import { sql } from 'kysely'
import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { World } from '../../kernel/world.ts'
import type { Advocates, Critics } from './api.ts'
import { nameOf } from './name-of.ts'
import { advocacyOf, harmOf, isAdvocate, lookBackDays, type Speech } from './standing-of.ts'
import { standingPerson } from './standing-person.ts'

const shown = 100
const day = 86_400_000

/** Those who speak well of the brand, and often; the best friends first. Whoever is paid for it is no advocate. */
export async function advocatesOf(world: World, brandId: string): Promise<z.input<typeof Advocates>> {
  const since = new Date(world.clock.now().getTime() - lookBackDays * day)
  const found = (await speakersOf(world.db, brandId, since, 'positive')).filter(isAdvocate)
  const best = found.sort((a, b) => advocacyOf(b) - advocacyOf(a) || b.positive - a.positive).slice(0, shown)
  const invited = await invitationsFor(
    world.db,
    brandId,
    best.map((one) => one.personId),
  )
  return {
    items: best.map((one) => ({
      ...speakerAnswer(one, advocacyOf(one)),
      invitation: invited.get(one.personId) ?? null,
    })),
  }
}

/** Those who speak ill of it: who, how far they are heard, of what, and what the brand did. */
export async function criticsOf(world: World, brandId: string): Promise<z.input<typeof Critics>> {
  const since = new Date(world.clock.now().getTime() - lookBackDays * day)
  const found = (await speakersOf(world.db, brandId, since, 'negative')).filter((one) => one.negative > 0)
  const worst = found.sort((a, b) => harmOf(b) - harmOf(a) || b.negative - a.negative).slice(0, shown)
  const done = await doneWith(
    world.db,
    worst.map((one) => one.personId),
    since,
  )
  return {
    items: worst.map((one) => ({
      ...speakerAnswer(one, harmOf(one)),
      ...(done.get(one.personId) ?? { answered: 0, hidden: 0, waiting: 0, cases: [] }),
    })),
  }
}

type Speaker = Speech & {
  personId: string
  name: string
  avatarUrl: string | null
  networks: string[]
  lastAt: Date
  topics: string[]
  excerpt: string
}

const speakerAnswer = ({ lastAt, ...one }: Speaker, score: number) => ({
  ...{ ...one, lastAt: lastAt.toISOString(), score },
})

/** Persons with a conversation of that tone since then. A bot is nobody's friend. */
async function speakersOf(db: DbOrTx, brandId: string, since: Date, tone: string): Promise<Speaker[]> {
  const { rows } = await sql<Speaker>`
    with spoke as (
      select i.person_id, c.id, c.network, c.tone, c.labels, c.excerpt, c.last_at, i.followers, i.avatar_url
        from conversation c join identity i on i.id = c.identity_id
       where c.brand_id = ${brandId} and c.moved_to is null and c.state <> 'spam' and not i.bot and c.last_at >= ${since}::timestamptz
    ), candidates as (select distinct person_id from spoke where tone = ${tone})
    select s.person_id, ${nameOf('p')} as name, max(s.avatar_url) as avatar_url, array_agg(distinct s.network) as networks,
           max(s.followers)::float8 as followers, (count(*) filter (where s.tone = 'positive'))::int as positive,
           (count(*) filter (where s.tone = 'negative'))::int as negative, count(*)::int as "all",
           count(distinct date_trunc('week', s.last_at))::int as weeks, max(s.last_at) as last_at,
           (array_agg(s.excerpt order by s.last_at desc) filter (where s.tone = ${tone}))[1] as excerpt,
           array(select label from spoke o cross join lateral unnest(o.labels) as label
                  where o.person_id = s.person_id and o.tone = ${tone}
                  group by label order by count(*) desc, label limit 3) as topics
      from spoke s join candidates using (person_id)
      join person p on p.id = s.person_id and p.merged_into is null and p.erased_at is null
     group by s.person_id, p.id
     order by count(*) filter (where s.tone = ${tone}) desc limit 2000`.execute(db)
  return rows
}

async function invitationsFor(db: DbOrTx, brandId: string, personIds: string[]) {
  if (personIds.length === 0) return new Map()
  const standing = standingPerson(sql.ref('personId'))
  const rows = await db
    .selectFrom('advocateInvitation')
    .select(['id', standing.as('personId'), 'state'])
    .where('brandId', '=', brandId)
    .where(standing, 'in', personIds)
    .orderBy('at')
    .execute()
  return new Map(rows.map(({ personId, ...one }) => [personId, one]))
}

type Done = { answered: number; hidden: number; waiting: number; cases: { id: string; title: string }[] }

async function doneWith(db: DbOrTx, personIds: string[], since: Date): Promise<Map<string, Done>> {
  const { rows } = await sql<Done & { personId: string }>`
    select i.person_id, (count(distinct c.id) filter (where c.answered_at is not null))::int as answered,
           (count(distinct c.id) filter (where c.waiting_since is not null and c.state = 'open'))::int as waiting,
           (count(distinct n.id) filter (where n.hidden))::int as hidden,
           coalesce((select jsonb_agg(distinct jsonb_build_object('id', k.id, 'title', k.title))
                       from case_conversation g join reputation_case k on k.id = g.case_id
                       join conversation o on o.id = g.conversation_id join identity io on io.id = o.identity_id
                      where io.person_id = i.person_id), '[]') as cases
      from conversation c join identity i on i.id = c.identity_id
      left join interaction n on n.conversation_id = c.id and n.identity_id = i.id and n.hidden
     where i.person_id = any(${personIds}::text[]) and c.moved_to is null and c.tone = 'negative'
       and c.state <> 'spam' and c.last_at >= ${since}::timestamptz
     group by i.person_id`.execute(db)
  return new Map(rows.map(({ personId, ...one }) => [personId, one]))
}
