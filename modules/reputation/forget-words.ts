import { type RawBuilder, sql } from 'kysely'
import { rewriteWords } from '../../kernel/db/rewrite-words.ts'
import type { Tables, Tx } from '../../kernel/db/tables.ts'
import type { World } from '../../kernel/world.ts'
import { conversationsOf, tracesIn } from '../inbox/index.ts'
import { type Erased, withoutTraces } from '../people/index.ts'

type Written = { table: keyof Tables & string; columns: string[] }

const ofCase: Written[] = [
  { table: 'casePage', columns: ['url', 'quote', 'author'] },
  { table: 'caseStatement', columns: ['text'] },
  { table: 'casePlacement', columns: ['note', 'url'] },
  { table: 'caseExpert', columns: ['question', 'answer'] },
  { table: 'caseLine', columns: ['payload'] },
]
const ofBrand: Written[] = [
  { table: 'reputationCase', columns: ['title', 'problem', 'outcome'] },
  ...ofCase,
  { table: 'crisis', columns: ['reason', 'ending'] },
  { table: 'bankItem', columns: ['title', 'texts', 'source', 'source_url'] },
]

/** The audit trail names what was done to it by its title. */
const inTrail: Written = { table: 'act', columns: ['details'] }

/** Pages that were theirs go from the cases; out of all else that is written there goes what tells of who is erased. */
export async function forgetWords(_world: World, tx: Tx, of: Erased): Promise<void> {
  const named = await tracesIn(tx, of)
  await dropTheirPages(tx, of, (text) => withoutTraces(named, text))
  await rewriteAll(tx, ofBrand, sql`brand_id = ${of.brandId}`, (text) => withoutTraces(named, text))
  const ofCrisis = sql`crisis_id in (select id from crisis where brand_id = ${of.brandId})`
  await rewriteAll(tx, [{ table: 'crisisLine', columns: ['payload'] }], ofCrisis, (text) => withoutTraces(named, text))
  const acts = sql`brand_id = ${of.brandId} and name ~ '^(case|crisis|bank-item)[.]'`
  await rewriteAll(tx, [inTrail], acts, (text) => withoutTraces(named, text))
  await rewriteAboutThem(tx, of)
}

async function dropTheirPages(tx: Tx, of: Erased, rewrite: (text: string) => string): Promise<void> {
  await sql`
    delete from case_page where brand_id = ${of.brandId}
      and url in (select url from interaction where identity_id = any(${of.identityIds}::text[]))`.execute(tx)
  const pages = await tx.selectFrom('casePage').select(['id', 'author']).where('brandId', '=', of.brandId).execute()
  const theirs = pages.flatMap((page) => (rewrite(page.author) === page.author ? [] : [page.id]))
  if (theirs.length > 0) await tx.deleteFrom('casePage').where('id', 'in', theirs).execute()
}

/** In the cases of their own conversations a part of their name is enough. */
async function rewriteAboutThem(tx: Tx, of: Erased): Promise<void> {
  const ids = await conversationsOf(tx, of.identityIds)
  const traces = await tracesIn(tx, of, { parts: true })
  const rewrite = (text: string) => withoutTraces(traces, text)
  const cases = sql`(select case_id from case_conversation where conversation_id = any(${ids}::text[])
    or conversation_id in (select id from conversation where moved_to = any(${ids}::text[])))`
  await rewriteAll(tx, ofBrand.slice(0, 1), sql`id in ${cases}`, rewrite)
  await rewriteAll(tx, ofCase, sql`case_id in ${cases}`, rewrite)
  await rewriteAll(tx, [inTrail], sql`brand_id = ${of.brandId} and subject in ${cases}`, rewrite)
}

async function rewriteAll(
  tx: Tx,
  tables: Written[],
  where: RawBuilder<unknown>,
  rewrite: (text: string) => string,
): Promise<void> {
  for (const written of tables) await rewriteWords(tx, { ...written, where }, rewrite)
}
