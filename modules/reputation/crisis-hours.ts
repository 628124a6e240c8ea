import { sql } from 'kysely'
import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { Words } from '../../kernel/i18n.ts'
import type { World } from '../../kernel/world.ts'
import type { CrisisHours } from './api.ts'
import { reputationIndex } from './reputation-index.ts'
import { sayLine } from './say-line.ts'
import { type CrisisRow, crisisRow, type OfCrisis } from './write-crisis.ts'

const hour = 3_600_000
const week = 7 * 24 * hour
const longest = 96

type Span = { from: Date; to: Date; stepMs: number }

/**
 * What was heard in each hour, by the tone of its conversation, what people of the brand answered, and what was done. From the
 * hour before the crisis; after its end as long again, at most a week: there it is seen whether the name recovers.
 */
export async function crisisHours(world: World, of: OfCrisis, words: Words): Promise<z.input<typeof CrisisHours>> {
  const row = await crisisRow(world.db, of)
  const span = spanOf(row, world.clock.now())
  const [heard, answers, done] = await Promise.all([
    heardIn(world.db, of.brandId, span),
    answersIn(world.db, of.brandId, span),
    doneIn(world.db, row, span, words),
  ])
  const count = Math.ceil((span.to.getTime() - span.from.getTime()) / span.stepMs)
  const items = Array.from({ length: count }, (_, n) => {
    const at = new Date(span.from.getTime() + n * span.stepMs)
    const tones = heard.get(n) ?? nobody
    return {
      ...{ at: at.toISOString(), ...tones, index: reputationIndex(tones) },
      ...{ answers: answers.get(n) ?? 0, done: done.get(n) ?? [] },
      isAfter: row.endedAt !== null && at >= row.endedAt,
    }
  })
  return { step: span.stepMs / hour, items }
}

const nobody = { negative: 0, neutral: 0, positive: 0, untold: 0 }

export function spanOf({ begunAt, endedAt }: Pick<CrisisRow, 'begunAt' | 'endedAt'>, now: Date): Span {
  const begin = Math.floor(begunAt.getTime() / hour) * hour - hour
  const after = endedAt ? Math.min(week, Math.max(6 * hour, endedAt.getTime() - begunAt.getTime())) : 0
  const end = Math.min(now.getTime(), endedAt ? endedAt.getTime() + after : now.getTime())
  const stepMs = Math.max(1, Math.ceil((end - begin) / hour / longest)) * hour
  return { from: new Date(begin), to: new Date(Math.max(end, begin + 2 * hour)), stepMs }
}

const stepOf = (column: string, { from, stepMs }: Span) =>
  sql<number>`floor(extract(epoch from ${sql.ref(column)} - ${from}::timestamptz) * 1000 / ${stepMs})::int`

async function heardIn(db: DbOrTx, brandId: string, span: Span): Promise<Map<number, typeof nobody>> {
  const { rows } = await sql<typeof nobody & { n: number }>`
    select ${stepOf('i.at', span)} as n,
           (count(*) filter (where c.tone = 'negative'))::int as negative,
           (count(*) filter (where c.tone = 'neutral'))::int as neutral,
           (count(*) filter (where c.tone = 'positive'))::int as positive,
           (count(*) filter (where c.tone is null))::int as untold
      from interaction i join conversation c on c.id = i.conversation_id
     where i.brand_id = ${brandId} and not i.own and i.at >= ${span.from}::timestamptz and i.at < ${span.to}::timestamptz
       and c.state <> 'spam' and i.kind not in ('reaction', 'reshare', 'follow')
     group by 1`.execute(db)
  return new Map(rows.map(({ n, ...tones }) => [n, tones]))
}

async function answersIn(db: DbOrTx, brandId: string, span: Span): Promise<Map<number, number>> {
  const { rows } = await sql<{ n: number; count: number }>`
    select ${stepOf('i.at', span)} as n, count(*)::int as count from interaction i
     where i.brand_id = ${brandId} and i.own and not i.automated and i.conversation_id is not null
       and i.at >= ${span.from}::timestamptz and i.at < ${span.to}::timestamptz
     group by 1`.execute(db)
  return new Map(rows.map(({ n, count }) => [n, count]))
}

/** Of the crisis itself and of its case. */
async function doneIn(db: DbOrTx, row: CrisisRow, span: Span, words: Words): Promise<Map<number, string[]>> {
  const own = await db
    .selectFrom('crisisLine')
    .selectAll()
    .where('crisisId', '=', row.id)
    .orderBy('at')
    .orderBy('n')
    .execute()
  const ofCase = row.caseId
    ? await db
        .selectFrom('caseLine')
        .selectAll()
        .where('caseId', '=', row.caseId)
        .orderBy('at')
        .orderBy('n')
        .limit(1000)
        .execute()
    : []
  const lines = [
    ...own.map((one) => ({ at: one.at, text: sayLine(words, 'crisis', one) })),
    ...ofCase.map((one) => ({ at: one.at, text: sayLine(words, 'line', one) })),
  ].sort((a, b) => a.at.getTime() - b.at.getTime())
  const found = new Map<number, string[]>()
  for (const { at, text } of lines) {
    const n = Math.floor((at.getTime() - span.from.getTime()) / span.stepMs)
    found.set(n, [...(found.get(n) ?? []), text])
  }
  return found
}
