import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import { badField, conflict, notFound, Refusal } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { replyTo } from '../inbox/index.ts'
import { lastToAnswer } from '../support/index.ts'
import { type Caller, wordsIn } from '../team/index.ts'
import type { AnsweredWith, AnswerWithStatement } from './api.ts'
import { gatheredIn } from './case-store.ts'
import { isUnderWay, type OfCase, writeCase } from './write-case.ts'

type Left = z.input<typeof AnsweredWith>['left']
type OfStatement = OfCase & { statementId: string }

/**
 * Answers conversations of the case with an approved version of its statement, each once however often it is asked for, and
 * notes where it went. Those that cannot be answered are told with the reason; the others are answered all the same.
 */
export async function answerWithStatement(
  world: NetworkedWorld,
  caller: Caller,
  of: OfStatement,
  { conversationIds }: z.output<typeof AnswerWithStatement>,
): Promise<Left> {
  const { text, version } = await approved(world, of)
  const gathered = new Set((await gatheredIn(world.db, of.caseId)).map((one) => one.id))
  const wanted = [...new Set(conversationIds)]
  if (wanted.some((id) => !gathered.has(id))) throw badField('conversationIds', 'reputation.notGathered')
  const placed = await placesOf(world.db, of)
  const left: Left = []
  const answered: string[] = []
  for (const conversationId of wanted.filter((id) => !placed.has(id))) {
    const refused = await answerOne(world, caller, of, { conversationId, text })
    if (refused) left.push({ conversationId, why: sayWhy(refused, caller.locale) })
    else answered.push(conversationId)
  }
  await notePlaces(world, caller, of, version, answered)
  return left
}

async function approved({ db }: NetworkedWorld, { caseId, brandId, statementId }: OfStatement) {
  const row = await db
    .selectFrom('caseStatement')
    .select(['text', 'version', 'approvedAt'])
    .where('brandId', '=', brandId)
    .where('caseId', '=', caseId)
    .where('id', '=', statementId)
    .executeTakeFirst()
  if (!row) throw notFound('reputation.gone')
  if (!row.approvedAt) throw conflict('reputation.notApproved')
  return row
}

async function placesOf(db: DbOrTx, { statementId }: OfStatement): Promise<Set<string | null>> {
  const rows = await db
    .selectFrom('casePlacement')
    .select('conversationId')
    .where('statementId', '=', statementId)
    .where('kind', '=', 'reply')
    .execute()
  return new Set(rows.map((row) => row.conversationId))
}

type Answer = { conversationId: string; text: string }

async function answerOne(
  world: NetworkedWorld,
  caller: Caller,
  { brandId, statementId }: OfStatement,
  { conversationId, text }: Answer,
): Promise<Refusal | undefined> {
  try {
    const to = await lastToAnswer(world.db, conversationId)
    if (!to) throw conflict('inbox.barred.nothing')
    const key = `statement ${statementId} ${conversationId}`
    await replyTo(world, { kind: 'person', caller }, { brandId, conversationId, to, text, key })
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

function sayWhy({ code, values, fields: [field] }: Refusal, locale: string): string {
  return wordsIn(locale).say(field?.code ?? code, field?.values ?? values)
}

/** Where it went already is noted once, though two ask for the same at the same time. */
const notePlaces = (
  world: NetworkedWorld,
  caller: Caller,
  of: OfStatement,
  version: number,
  conversationIds: string[],
) =>
  writeCase(world, caller, { brandId: of.brandId, caseId: of.caseId }, async (tx, row, at) => {
    const there = await placesOf(tx, of)
    const fresh = conversationIds.filter((id) => !there.has(id))
    if (fresh.length === 0) return { result: undefined, line: null }
    const place = { kind: 'reply' as const, postId: null, url: null, disclosure: 'own' as const, note: '' }
    const rows = fresh.map((conversationId) => ({ ...of, ...place, conversationId, by: caller.userId, at }))
    await tx
      .insertInto('casePlacement')
      .values(rows.map((one) => ({ ...one, id: newId(at) })))
      .execute()
    if (isUnderWay(row))
      await tx.updateTable('reputationCase').set({ status: 'statement-out' }).where('id', '=', row.id).execute()
    return { result: undefined, line: { kind: 'answered-with', payload: { count: fresh.length, version } } }
  })
