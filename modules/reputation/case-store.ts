import { sql } from 'kysely'
import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { ConversationKind, Tone } from '../inbox/api.ts'
import type { CasesQuery } from './api.ts'
import { nameOf } from './name-of.ts'
import type { CaseRow } from './write-case.ts'

export type CaseCounted = CaseRow & { conversations: number; pages: number; negative: number }

type Asked = { brandId: string; status?: z.output<typeof CasesQuery>['status']; caseId?: string }

/** Those still under way first, the gravest before the others; `negative` counts conversations and pages. */
export async function casesOf(db: DbOrTx, { brandId, status = 'all', caseId }: Asked): Promise<CaseCounted[]> {
  const ended = sql`k.status in ('solved', 'lost')`
  const of = { standing: sql`not (${ended})`, ended, all: sql`true` }[status]
  const { rows } = await sql<CaseCounted>`
    select k.*, talk.count as conversations, page.count as pages, talk.negative + page.negative as negative
      from reputation_case k
      cross join lateral (
        select count(distinct c.id)::int as count, (count(distinct c.id) filter (where c.tone = 'negative'))::int as negative
          from case_conversation g join conversation was on was.id = g.conversation_id
          join conversation c on c.id = coalesce(was.moved_to, was.id)
         where g.case_id = k.id) talk
      cross join lateral (
        select count(*)::int as count, (count(*) filter (where tone = 'negative'))::int as negative
          from case_page where case_id = k.id) page
     where k.brand_id = ${brandId} and ${of} and ${caseId ? sql`k.id = ${caseId}` : sql`true`}
     order by ${ended}, k.severity desc, k.made_at desc, k.id desc limit 500`.execute(db)
  return rows
}

export type Gathered = {
  id: string
  network: string
  kind: z.infer<typeof ConversationKind>
  author: { id: string; handle: string; name: string; avatarUrl?: string; url?: string } | null
  personId: string | null
  excerpt: string
  tone: z.infer<typeof Tone> | null
  state: string
  lastAt: Date
  isAnswered: boolean
}

/** The conversations of a case as they stand now, the newest first. */
export async function gatheredIn(db: DbOrTx, caseId: string): Promise<Gathered[]> {
  const { rows } = await sql<Gathered>`
    select distinct on (c.last_at, c.id) c.id, c.network, c.kind, c.author, identity.person_id, c.excerpt, c.tone, c.state,
           c.last_at, c.answered_at is not null as is_answered
      from case_conversation g join conversation was on was.id = g.conversation_id
      join conversation c on c.id = coalesce(was.moved_to, was.id)
      left join identity on identity.id = c.identity_id
     where g.case_id = ${caseId} order by c.last_at desc, c.id desc limit 2000`.execute(db)
  return rows
}

export type CameBack = { personId: string; name: string; conversationId: string; at: Date }

/**
 * Persons who spoke ill of the brand in a conversation of the case, and whose latest conversation whose tone was told, begun
 * later, is well-disposed.
 */
export async function cameBackIn(db: DbOrTx, caseId: string): Promise<CameBack[]> {
  const { rows } = await sql<CameBack>`
    with against as (
      select identity.person_id, min(c.opened_at) as since
        from case_conversation g join conversation was on was.id = g.conversation_id
        join conversation c on c.id = coalesce(was.moved_to, was.id) join identity on identity.id = c.identity_id
       where g.case_id = ${caseId} and c.tone = 'negative' group by 1)
    select a.person_id, ${nameOf('person')} as name, later.id as conversation_id, later.last_at as at
      from against a join person on person.id = a.person_id and person.erased_at is null
      cross join lateral (
        select c.id, c.last_at, c.tone from conversation c join identity i on i.id = c.identity_id
         where i.person_id = a.person_id and c.brand_id = person.brand_id and c.moved_to is null and c.tone is not null
           and c.state <> 'spam' and c.opened_at > a.since
         order by c.last_at desc, c.id desc limit 1) later
     where later.tone = 'positive' order by later.last_at desc`.execute(db)
  return rows
}

export async function casesWith(db: DbOrTx, conversationId: string): Promise<Set<string>> {
  const { rows } = await sql<{ caseId: string }>`
    select case_id from case_conversation where conversation_id in
      (select id from conversation where id = ${conversationId} or moved_to = ${conversationId})`.execute(db)
  return new Set(rows.map((row) => row.caseId))
}
