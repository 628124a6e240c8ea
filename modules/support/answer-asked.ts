import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { conflict, notFound } from '../../kernel/failure.ts'
import type { World } from '../../kernel/world.ts'
import { addNote } from '../inbox/index.ts'
import { hashOf, notify, wordsIn } from '../team/index.ts'
import type { Asked } from './api.ts'
import { readAt, toldOf } from './forwards.ts'

/** What the expert sees. A link that ended says no more than that. */
export async function askedBy(world: World, token: string): Promise<z.input<typeof Asked>> {
  const row = await behindLink(world.db, token, world.clock.now())
  await world.db
    .updateTable('forward')
    .set({ openedAt: world.clock.now() })
    .where('id', '=', row.id)
    .where('openedAt', 'is', null)
    .execute()
  return {
    ...{
      brandName: row.brandName,
      brandColor: row.color,
      zone: row.zone,
      expert: row.expertName,
      askedBy: row.askedByName,
    },
    ...{ question: row.question, lines: row.excerpt, answer: row.answer, expiresAt: row.expiresAt.toISOString() },
    answeredAt: row.answeredAt?.toISOString() ?? null,
  }
}

/** The answer comes back as a note where a conversation was asked about, and who asked is told. It may be given once. */
export async function answerAsked(world: World, token: string, text: string): Promise<z.input<typeof Asked>> {
  const now = world.clock.now()
  await inTransaction(world.db, async (tx) => {
    const row = await behindLink(tx, token, now, true)
    if (row.state !== 'waiting') throw conflict('support.answeredAlready')
    await tx
      .updateTable('forward')
      .set({ state: 'answered', answer: text, answeredAt: now, remindAt: null })
      .where('id', '=', row.id)
      .execute()
    const note = wordsIn(row.askerLocale).say('support.expertNote', { name: row.expertName, text })
    const of = { brandId: row.brandId, by: row.askedBy, text: note, at: now }
    if (row.conversationId) await addNote(tx, { ...of, id: row.conversationId })
    await notify(tx, {
      ...{
        to: { userIds: [row.askedBy] },
        brandId: row.brandId,
        kind: 'support.expert-answered',
        severity: 'info',
        at: now,
      },
      ...{ key: 'support.notice.expertAnswered', values: { name: row.expertName, text: text.slice(0, 140) } },
      ...{ href: readAt(row), about: `forward ${row.id}` },
    })
    await announce(tx, 'forward.answered', toldOf(row), { brandId: row.brandId })
  })
  return askedBy(world, token)
}

async function behindLink(db: DbOrTx, token: string, now: Date, toWrite = false) {
  let query = db
    .selectFrom('forward')
    .innerJoin('expert', 'expert.id', 'forward.expertId')
    .innerJoin('brand', 'brand.id', 'forward.brandId')
    .innerJoin('deskUser', 'deskUser.id', 'forward.askedBy')
    .selectAll('forward')
    .select(['expert.name as expertName', 'brand.name as brandName', 'brand.color', 'brand.zone'])
    .select(['deskUser.name as askedByName', 'deskUser.locale as askerLocale'])
    .where('tokenHash', '=', hashOf(token))
    .where('expiresAt', '>', now)
    .where('state', '<>', 'closed')
    .where('brand.deletedAt', 'is', null)
  if (toWrite) query = query.forUpdate('forward')
  const row = await query.executeTakeFirst()
  if (!row) throw notFound('support.linkGone')
  return row
}
