import { sql } from 'kysely'
import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import { badField, conflict, notFound } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import { storable } from '../../kernel/storable.ts'
import type { World } from '../../kernel/world.ts'
import { livingMedia } from '../content/index.ts'
import type { Caller } from '../team/index.ts'
import type { AddPage, AddPlacement, MarkWonBack, WriteStatement } from './api.ts'
import { standingPerson } from './standing-person.ts'
import { isUnderWay, type OfCase, writeCase } from './write-case.ts'

/** Where it stood and what it said, as somebody saw it. Nothing is asked of that address. */
export const addPage = (world: World, caller: Caller, of: OfCase, given: z.output<typeof AddPage>) =>
  writeCase(world, caller, of, async (tx, _row, at) => {
    const { seenAt, mediaId, ...page } = storable(given)
    if (mediaId && (await livingMedia(tx, of.brandId, [mediaId])).length === 0)
      throw badField('mediaId', 'content.mediaUnknown', { id: mediaId })
    const moments = { seenAt: seenAt ? new Date(seenAt) : at, addedBy: caller.userId, addedAt: at }
    await tx
      .insertInto('casePage')
      .values({ ...page, ...of, ...moments, mediaId, id: newId(at) })
      .execute()
    return { result: undefined, line: { kind: 'page-added', payload: { url: page.url } } }
  })

export const dropPage = (world: World, caller: Caller, of: OfCase & { pageId: string }) =>
  writeCase(world, caller, of, async (tx) => {
    const gone = await tx
      .deleteFrom('casePage')
      .where('caseId', '=', of.caseId)
      .where('id', '=', of.pageId)
      .returning('url')
      .executeTakeFirst()
    if (!gone) throw notFound('reputation.gone')
    return { result: undefined, line: { kind: 'page-dropped', payload: { url: gone.url } } }
  })

/** Every edit is a version of its own; the one approved before stays as it was approved. */
export const writeStatement = (world: World, caller: Caller, of: OfCase, given: z.output<typeof WriteStatement>) =>
  writeCase(world, caller, of, async (tx, _row, at) => {
    const last = await tx
      .selectFrom('caseStatement')
      .select((is) => is.fn.max('version').as('version'))
      .where('caseId', '=', of.caseId)
      .executeTakeFirst()
    const version = (last?.version ?? 0) + 1
    const row = { ...storable(given), caseId: of.caseId, brandId: of.brandId, version, by: caller.userId, at }
    await tx
      .insertInto('caseStatement')
      .values({ ...row, id: newId(at) })
      .execute()
    return { result: undefined, line: { kind: 'statement-written', payload: { version } } }
  })

/** The newest words of a language alone: those before were written anew for a reason. */
export const approveStatement = (world: World, caller: Caller, of: OfCase & { statementId: string }) =>
  writeCase(world, caller, of, async (tx, _row, at) => {
    const row = await tx
      .selectFrom('caseStatement')
      .selectAll()
      .where('caseId', '=', of.caseId)
      .where('id', '=', of.statementId)
      .executeTakeFirst()
    if (!row) throw notFound('reputation.gone')
    if (row.approvedAt) return { result: undefined, line: null }
    const newer = await tx
      .selectFrom('caseStatement')
      .select('id')
      .where('caseId', '=', of.caseId)
      .where('language', '=', row.language)
      .where('version', '>', row.version)
      .executeTakeFirst()
    if (newer) throw conflict('reputation.superseded')
    await tx
      .updateTable('caseStatement')
      .set({ approvedBy: caller.userId, approvedAt: at })
      .where('id', '=', row.id)
      .execute()
    return { result: undefined, line: { kind: 'statement-approved', payload: { version: row.version } } }
  })

/** Where the brand's word was put. Only an approved statement is placed; with the first one the case has its statement out. */
export const addPlacement = (world: World, caller: Caller, of: OfCase, given: z.output<typeof AddPlacement>) =>
  writeCase(world, caller, of, async (tx, row, at) => {
    const placement = storable(given)
    await refuseNowhere(tx, of, placement)
    await tx
      .insertInto('casePlacement')
      .values({ ...placement, caseId: of.caseId, brandId: of.brandId, id: newId(at), by: caller.userId, at })
      .execute()
    if (isUnderWay(row) && placement.statementId)
      await tx.updateTable('reputationCase').set({ status: 'statement-out' }).where('id', '=', row.id).execute()
    return { result: undefined, line: { kind: 'placed', payload: { kind: placement.kind } } }
  })

async function refuseNowhere(db: DbOrTx, of: OfCase, given: z.output<typeof AddPlacement>): Promise<void> {
  const { kind, url, postId, conversationId, statementId } = given
  if (kind === 'page' && !url) throw badField('url', 'reputation.whereIsIt')
  if (kind === 'reply' && !conversationId && !url) throw badField('conversationId', 'reputation.whereIsIt')
  if (kind === 'post' && !postId && !url) throw badField('postId', 'reputation.whereIsIt')
  const { rows } = await sql<{ post: boolean; conversation: boolean; statement: Date | null; known: boolean }>`
    select exists (select from post where id = ${postId} and brand_id = ${of.brandId}) as post,
           exists (select from conversation where id = ${conversationId} and brand_id = ${of.brandId}) as conversation,
           exists (select from case_statement where id = ${statementId} and case_id = ${of.caseId}) as known,
           (select approved_at from case_statement where id = ${statementId} and case_id = ${of.caseId}) as statement`.execute(
    db,
  )
  const found = rows[0]
  if (postId && !found?.post) throw badField('postId', 'content.postNotFound')
  if (conversationId && !found?.conversation) throw badField('conversationId', 'reputation.noConversation')
  if (statementId && !found?.known) throw badField('statementId', 'reputation.gone')
  if (statementId && !found?.statement) throw conflict('reputation.notApproved')
}

/** Somebody who was against the brand and is not any more; marked by a person, who says why they think so. */
export const markWonBack = (world: World, caller: Caller, of: OfCase, given: z.output<typeof MarkWonBack>) =>
  writeCase(world, caller, of, async (tx, _row, at) => {
    const person = await tx
      .selectFrom('person')
      .select('id')
      .where('brandId', '=', of.brandId)
      .where('id', '=', standingPerson(sql`${given.personId}`))
      .where('erasedAt', 'is', null)
      .executeTakeFirst()
    if (!person) throw badField('personId', 'reputation.noPerson')
    const reason = storable(given.reason)
    await tx
      .insertInto('caseWonBack')
      .values({ caseId: of.caseId, brandId: of.brandId, personId: person.id, reason, by: caller.userId, at })
      .onConflict((there) => there.columns(['caseId', 'personId']).doUpdateSet({ reason, by: caller.userId, at }))
      .execute()
    return { result: undefined, line: { kind: 'won-back', payload: { count: 1 } } }
  })

export const unmarkWonBack = (world: World, caller: Caller, of: OfCase & { personId: string }) =>
  writeCase(world, caller, of, async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom('caseWonBack')
      .where('caseId', '=', of.caseId)
      .where(standingPerson(sql.ref('personId')), '=', standingPerson(sql`${of.personId}`))
      .executeTakeFirst()
    return { result: undefined, line: numDeletedRows > 0n ? { kind: 'won-back-undone' } : null }
  })
