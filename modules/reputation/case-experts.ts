import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import type { DeskEvent } from '../../kernel/events.ts'
import { conflict, notFound } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import { storable } from '../../kernel/storable.ts'
import type { World } from '../../kernel/world.ts'
import { brandOf } from '../brand/index.ts'
import { askExpert, type ForwardedLine, forwardFacts, withdrawQuestion } from '../support/index.ts'
import type { Caller } from '../team/index.ts'
import type { AnswerExpert, AskExpert, AskedExpert } from './api.ts'
import { gatheredIn } from './case-store.ts'
import { hrefOfCase } from './cases.ts'
import { type CaseRow, type OfCase, tellCase, writeCase } from './write-case.ts'

type Sent = z.input<typeof AskedExpert>['sent']

/** By mail, with the problem and the last words of what the case gathered; the answer comes back to the case by itself. */
export const askAboutCase = (
  world: World,
  caller: Caller,
  of: OfCase,
  given: z.output<typeof AskExpert>,
): Promise<Sent> =>
  writeCase(world, caller, of, async (tx, row, at) => {
    const { expertId, question } = storable(given)
    const about = { href: hrefOfCase(of), ...(await whatIsKnown(tx, row)) }
    const asked = await askExpert(world, tx, caller, { brandId: of.brandId, about, expertId, question })
    const { name } = asked.expert
    const ids = { id: newId(at), caseId: of.caseId, brandId: of.brandId, forwardId: asked.id }
    await tx
      .insertInto('caseExpert')
      .values({ ...ids, name, question, askedBy: caller.userId, askedAt: at })
      .execute()
    const sent = { link: asked.link, mailed: asked.mailed }
    return { result: sent, line: { kind: 'expert-asked', payload: { name } } }
  })

const mostQuoted = 10

async function whatIsKnown(tx: Tx, row: CaseRow): Promise<{ conversationIds: string[]; lines: ForwardedLine[] }> {
  const gathered = await gatheredIn(tx, row.id)
  const pages = await tx
    .selectFrom('casePage')
    .select(['seenAt', 'author', 'url', 'quote'])
    .where('caseId', '=', row.id)
    .orderBy('addedAt', 'desc')
    .limit(mostQuoted)
    .execute()
  const brand = await brandOf(tx, row.brandId)
  const problem = [row.title, row.problem].filter(Boolean).join('\n\n')
  const quotes = pages.reverse().map(({ seenAt, author, url, quote }) => ({
    ...{ at: seenAt.toISOString(), who: author || new URL(url).host, own: false, text: quote.slice(0, 4000) },
  }))
  return {
    conversationIds: gathered.map((one) => one.id),
    lines: [{ at: row.madeAt.toISOString(), who: brand.name, own: true, text: problem }, ...quotes],
  }
}

/** What they said otherwise, such as on the telephone. A question that waits for them by mail is withdrawn; their own words stay. */
export const answerExpert = (
  world: World,
  caller: Caller,
  of: OfCase & { expertId: string },
  given: z.output<typeof AnswerExpert>,
) =>
  writeCase(world, caller, of, async (tx, _row, at) => {
    const asked = await tx
      .selectFrom('caseExpert')
      .select(['id', 'name', 'forwardId'])
      .where('caseId', '=', of.caseId)
      .where('id', '=', of.expertId)
      .executeTakeFirst()
    if (!asked) throw notFound('reputation.gone')
    const [forward] = await forwardFacts(tx, asked.forwardId ? [asked.forwardId] : [])
    if (forward?.state === 'answered') throw conflict('reputation.expertAnswered', { name: asked.name })
    if (forward?.state === 'waiting')
      await withdrawQuestion(world, tx, caller, { brandId: of.brandId, forwardId: forward.id })
    await tx
      .updateTable('caseExpert')
      .set({ answer: storable(given.answer), answeredAt: at })
      .where('id', '=', asked.id)
      .execute()
    return { result: undefined, line: { kind: 'expert-answered', payload: { name: asked.name } } }
  })

/** An expert answered by their link: the case has it too, once. */
export async function takeAnswer(world: World, { payload: { forwardId } }: DeskEvent): Promise<void> {
  if (typeof forwardId !== 'string') return
  const [forward] = await forwardFacts(world.db, [forwardId])
  if (!forward?.answer) return
  const { answer } = forward
  const at = world.clock.now()
  await inTransaction(world.db, async (tx) => {
    const asked = await tx
      .updateTable('caseExpert')
      .set({ answer, answeredAt: at })
      .where('forwardId', '=', forwardId)
      .where('answeredAt', 'is', null)
      .returning(['caseId', 'brandId', 'name'])
      .executeTakeFirst()
    if (!asked) return
    const { name, ...of } = asked
    await tx.updateTable('reputationCase').set({ changedAt: at }).where('id', '=', of.caseId).execute()
    await tellCase(tx, { ...of, by: null, at }, 'expert-answered', { name })
  })
}
