import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { Words } from '../../kernel/i18n.ts'
import { type AnswerSeen, answersByIds } from '../publishing/index.ts'
import { iso, namesOf } from '../team/index.ts'
import type { Reply, SentFromHere } from './api.ts'
import { coworker } from './brief.ts'
import type { ReplyRow } from './steer-reply.ts'

type Shown = z.input<typeof Reply>

export async function presentReplies(db: DbOrTx, rows: ReplyRow[], words: Words, now: Date): Promise<Shown[]> {
  const seen = await answersByIds(
    db,
    rows.flatMap((row) => row.publicationId ?? []),
  )
  const byId = new Map(seen.map((one) => [one.id, one]))
  const names = await namesOf(db, rows.flatMap(peopleOf))
  return rows.map((row) => presented(row, byId.get(row.publicationId ?? ''), { names, words, now }))
}

/** What stands at the network tells only of the account; who of the desk wrote it, and how it was sent, by the reply's id. */
export async function sentFromHere(db: DbOrTx, replyIds: string[]): Promise<Map<string, z.input<typeof SentFromHere>>> {
  if (replyIds.length === 0) return new Map()
  const rows = await db.selectFrom('reply').selectAll().where('id', 'in', replyIds).execute()
  const names = await namesOf(db, rows.flatMap(peopleOf))
  return new Map(
    rows.map((row) => {
      const { way, mediaIds } = row
      return [row.id, { by: writerOf(row, names), approvedBy: coworker(row.approvedBy, names), way, mediaIds }]
    }),
  )
}

const peopleOf = (row: ReplyRow): string[] => [row.by, ...(row.approvedBy ? [row.approvedBy] : [])]

const writerOf = (row: ReplyRow, names: Map<string, string>) =>
  row.automated ? { id: row.ruleId ?? '', name: row.rule ?? '' } : { id: row.by, name: names.get(row.by) ?? '' }

type With = { names: Map<string, string>; words: Words; now: Date }

function presented(row: ReplyRow, answer: AnswerSeen | undefined, { names, words, now }: With): Shown {
  const { id, conversationId, interactionId, way, text, mediaIds, automated, publicationId } = row
  const state = stateOf(row, answer)
  const until = answer?.state === 'planned' && answer.dueAt > now ? answer.dueAt : null
  const said = state === 'sent-back' ? null : answer?.reason
  const { template: of, values = [] } = row.template ?? {}
  return {
    ...{ id, conversationId, interactionId, way, text, mediaIds, automated, publicationId, state },
    template: of ? { id: of.id, name: of.name, language: of.language, values } : null,
    undoUntil: iso(until),
    by: writerOf(row, names),
    approvedBy: coworker(row.approvedBy, names),
    reason: row.sentBack?.reason ?? (said ? words.say(said.code, said.values) : null),
    ...{ madeAt: iso(row.madeAt), sentAt: iso(answer?.publishedAt ?? null), url: answer?.url ?? null },
  }
}

function stateOf(row: ReplyRow, answer: AnswerSeen | undefined): Shown['state'] {
  if (row.state !== 'going' || !answer) return row.state
  if (answer.state === 'rejected' || answer.state === 'missed') return 'rejected'
  if (answer.state === 'unknown' || answer.state === 'cancelled') return answer.state
  return answer.state === 'planned' || answer.state === 'sending' ? 'going' : 'sent'
}
