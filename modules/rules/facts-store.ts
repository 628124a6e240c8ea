import { sql } from 'kysely'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { InteractionFacts } from '../inbox/index.ts'
import type { Facts } from './facts.ts'

type Author = { id: string; followers: number | null; bot: boolean; firstAt: Date; tags: string[] }

/** What rules may ask of these, in the same order. The posts they stand under are looked up only when a rule asks for rubrics. */
export async function factsFrom(db: DbOrTx, said: InteractionFacts[], asks: { rubrics: boolean }): Promise<Facts[]> {
  const [authors, tones, rubrics] = await Promise.all([
    authorsOf(db, said),
    tonesOf(db, said),
    asks.rubrics ? rubricsOf(db, said) : new Map<string, string>(),
  ])
  return said.map((one) => {
    const author = authors.get(one.identityId ?? '')
    return {
      ...{ interactionId: one.id, conversationId: one.conversationId, accountId: one.accountId, network: one.network },
      ...{ kind: one.kind, at: one.at, text: one.text, hasMedia: one.media.length > 0, rating: one.rating },
      author: {
        ...{
          key: one.identityId ?? `${one.network} ${one.author.id}`,
          handle: one.author.handle,
          name: one.author.name,
        },
        ...{
          bot: author?.bot ?? one.author.bot === true,
          followers: author?.followers ?? one.author.followers ?? null,
        },
        ...{ firstAt: author?.firstAt ?? null, tags: author?.tags ?? [] },
      },
      tone: tones.get(one.conversationId ?? '') ?? null,
      rubricId: one.under ? (rubrics.get(`${one.accountId} ${one.under.id}`) ?? null) : null,
    }
  })
}

async function authorsOf(db: DbOrTx, said: InteractionFacts[]): Promise<Map<string, Author>> {
  const ids = [...new Set(said.flatMap((one) => one.identityId ?? []))]
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('identity')
    .innerJoin('person', 'person.id', 'identity.personId')
    .select(['identity.id', 'identity.followers', 'identity.bot', 'identity.firstAt', 'person.tags'])
    .where('identity.id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

async function tonesOf(db: DbOrTx, said: InteractionFacts[]) {
  const ids = [...new Set(said.flatMap((one) => one.conversationId ?? []))]
  if (ids.length === 0) return new Map<string, Facts['tone']>()
  const rows = await db.selectFrom('conversation').select(['id', 'tone']).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row.tone]))
}

/** By account and the network's name of the post. */
async function rubricsOf(db: DbOrTx, said: InteractionFacts[]): Promise<Map<string, string>> {
  const places = new Map(said.flatMap((one) => (one.under ? [[`${one.accountId} ${one.under.id}`, one] as const] : [])))
  if (places.size === 0) return new Map()
  const given = [...places.values()].map((one) => ({ accountId: one.accountId, under: one.under?.id }))
  const { rows } = await sql<{ accountId: string; under: string; rubricId: string }>`
    select given."accountId" as account_id, given.under, post.rubric_id
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given ("accountId" text, under text)
      join publication on publication.account_id = given."accountId" and publication.published_at is not null
      join post on post.id = publication.post_id and post.rubric_id is not null
     where exists (select from jsonb_each(publication.done) as step (name, result)
                    where step.result -> 'ref' ->> 'id' = given.under)`.execute(db)
  return new Map(rows.map((row) => [`${row.accountId} ${row.under}`, row.rubricId]))
}
