import { type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { badField, type FieldProblem, notFound, Refusal } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { World } from '../../kernel/world.ts'
import { type Caller, namesOf } from '../team/index.ts'
import type { FilledReply, FillReply, SavedReply, SavedReplySettings } from './api.ts'
import { chooseLanguage } from './choose-language.ts'
import { fillReply, firstNameOf, unknownVariables, type Values } from './fill-reply.ts'
import { type ConversationHere, conversationIn } from './store.ts'
import type { SavedReplyTable } from './tables.ts'
import { writeForBrand } from './write-for-brand.ts'

export type SavedReplyRow = Selectable<SavedReplyTable>
type Settings = z.output<typeof SavedReplySettings>
type OfReply = { brandId: string; savedReplyId: string }

/** Those used most come first; with words, those in which all of them stand. */
export async function savedRepliesOf(db: DbOrTx, brandId: string, q = ''): Promise<SavedReplyRow[]> {
  const rows = await db
    .selectFrom('savedReply')
    .selectAll()
    .where('brandId', '=', brandId)
    .orderBy('used', 'desc')
    .orderBy('name')
    .limit(2000)
    .execute()
  const words = plain(q).split(/\s+/).filter(Boolean)
  const holds = (row: SavedReplyRow) => {
    const text = plain([row.name, row.shortcut ?? '', ...Object.values(row.texts)].join(' '))
    return words.every((word) => text.includes(word))
  }
  return words.length ? rows.filter(holds) : rows
}

const plain = (text: string) => text.normalize('NFC').toLowerCase()

export async function makeSavedReply(
  world: World,
  caller: Caller,
  brandId: string,
  given: Settings,
): Promise<SavedReplyRow> {
  return writeForBrand(world, caller, { brandId, name: 'saved-reply.made' }, async (tx, now) => {
    await refuseUnusable(tx, brandId, given)
    return tx
      .insertInto('savedReply')
      .values({
        ...given,
        ...{ id: newId(now), brandId, texts: JSON.stringify(given.texts), changedBy: caller.userId, changedAt: now },
      })
      .returningAll()
      .executeTakeFirstOrThrow()
  })
}

export async function changeSavedReply(
  world: World,
  caller: Caller,
  of: OfReply,
  changes: Partial<Settings>,
): Promise<SavedReplyRow> {
  const name = 'saved-reply.changed'
  return writeForBrand(world, caller, { ...of, name, subject: of.savedReplyId }, async (tx, now) => {
    const before = await savedReplyOf(tx, of)
    const { texts, ...row } = { ...before, ...changes, changedBy: caller.userId, changedAt: now }
    await refuseUnusable(tx, of.brandId, { ...row, texts }, before.id)
    return tx
      .updateTable('savedReply')
      .set({ ...row, texts: JSON.stringify(texts) })
      .where('id', '=', before.id)
      .returningAll()
      .executeTakeFirstOrThrow()
  })
}

export async function removeSavedReply(world: World, caller: Caller, of: OfReply): Promise<void> {
  await writeForBrand(world, caller, { ...of, name: 'saved-reply.removed', subject: of.savedReplyId }, async (tx) => {
    const { id } = await savedReplyOf(tx, of)
    await tx.deleteFrom('savedReply').where('id', '=', id).execute()
  })
}

/** The text for one conversation, in the language of who is answered or as asked for. Counts as used. */
export async function fillFor(
  world: World,
  caller: Caller,
  of: OfReply,
  { conversationId, language: wanted }: z.output<typeof FillReply>,
): Promise<z.input<typeof FilledReply>> {
  const saved = await savedReplyOf(world.db, of)
  const conversation = await conversationIn(world.db, of.brandId, conversationId)
  const wishes = [wanted, conversation.language, conversation.brandLanguage, caller.locale, 'en']
  const language = chooseLanguage(Object.keys(saved.texts), wishes) ?? ''
  const filled = fillReply(saved.texts[language] ?? '', valuesOf(conversation, caller))
  const usedAt = world.clock.now()
  const used = sql<number>`used + 1`
  await world.db.updateTable('savedReply').set({ used, usedAt }).where('id', '=', saved.id).execute()
  return { ...filled, language, labels: saved.labels }
}

function valuesOf(conversation: ConversationHere, caller: Caller): Values {
  const { name = '', handle = '' } = conversation.author ?? {}
  return {
    ...{ 'person.name': name, 'person.firstName': firstNameOf(name), 'person.handle': handle },
    ...{ 'agent.name': caller.name, 'agent.firstName': firstNameOf(caller.name) },
    ...{ 'account.name': conversation.accountName, 'account.handle': conversation.accountHandle },
    'brand.name': conversation.brandName,
  }
}

export async function savedReplyOf(db: DbOrTx, { brandId, savedReplyId }: OfReply): Promise<SavedReplyRow> {
  const row = await db
    .selectFrom('savedReply')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('id', '=', savedReplyId)
    .executeTakeFirst()
  if (!row) throw notFound('support.noSavedReply')
  return row
}

async function refuseUnusable(
  tx: Tx,
  brandId: string,
  { name, shortcut, texts }: Pick<Settings, 'name' | 'shortcut' | 'texts'>,
  except?: string,
): Promise<void> {
  const fields = Object.entries(texts).flatMap(([language, text]): FieldProblem[] => {
    const [unknown] = unknownVariables(text)
    return unknown ? [{ path: `texts.${language}`, code: 'support.unknownVariable', values: { name: unknown } }] : []
  })
  if (fields.length) throw new Refusal(422, 'request.invalid', { fields })
  const others = (await savedRepliesOf(tx, brandId)).filter((one) => one.id !== except)
  const same = (a: string | null, b: string | null) => a !== null && a.toLowerCase() === b?.toLowerCase()
  if (others.some((one) => same(one.name, name))) throw badField('name', 'support.nameTaken', { name })
  if (others.some((one) => same(one.shortcut, shortcut)))
    throw badField('shortcut', 'support.shortcutTaken', { name: shortcut ?? '' })
}

export async function savedReplyAnswers(db: DbOrTx, rows: SavedReplyRow[]): Promise<z.input<typeof SavedReply>[]> {
  const names = await namesOf(
    db,
    rows.map((row) => row.changedBy),
  )
  return rows.map(({ id, name, shortcut, texts, labels, used, usedAt, changedBy, changedAt }) => ({
    ...{ id, name, shortcut, texts, labels, used, usedAt: usedAt?.toISOString() ?? null },
    ...{ changedBy: names.get(changedBy) ?? '', changedAt: changedAt.toISOString() },
  }))
}
