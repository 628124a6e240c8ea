import { type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { badField, notFound } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import { storable, storableJson } from '../../kernel/storable.ts'
import type { World } from '../../kernel/world.ts'
import { brandOf } from '../brand/index.ts'
import { conversationFacts } from '../inbox/index.ts'
import { chooseLanguage } from '../support/index.ts'
import { type Caller, iso, namesOf, recordAct } from '../team/index.ts'
import type { BankItem, BankItemSettings, BankQuery, UseBankItem, UsedBankItem } from './api.ts'
import { changesIn } from './changes-in.ts'
import type { BankItemTable } from './tables.ts'

type Row = Selectable<BankItemTable>
type Settings = z.output<typeof BankItemSettings>
type OfItem = { brandId: string; itemId: string }

/** Those used most come first; with words, those in which all of them stand, in any language. */
export async function bankOf(
  db: DbOrTx,
  brandId: string,
  { q = '', kind }: z.output<typeof BankQuery>,
): Promise<Row[]> {
  let query = db
    .selectFrom('bankItem')
    .selectAll()
    .where('brandId', '=', brandId)
    .orderBy('used', 'desc')
    .orderBy('title')
    .limit(2000)
  if (kind) query = query.where('kind', '=', kind)
  const rows = await query.execute()
  const words = plain(q).split(/\s+/).filter(Boolean)
  const holds = ({ title, texts, source }: Row) => {
    const text = plain([title, source, ...Object.values(texts)].join(' '))
    return words.every((word) => text.includes(word))
  }
  return words.length ? rows.filter(holds) : rows
}

const plain = (text: string) => text.normalize('NFC').toLowerCase()

/** A fact without a source is a rumour: it needs one. */
function refuseUnsourced({ kind, source, sourceUrl }: Settings): void {
  if (kind === 'fact' && source === '' && !sourceUrl) throw badField('source', 'reputation.factWithoutSource')
}

export async function makeBankItem(world: World, caller: Caller, brandId: string, given: Settings): Promise<Row> {
  refuseUnsourced(given)
  const { texts, ...settings } = storable(given)
  return write(world, caller, { brandId, name: 'bank-item.made' }, async (tx, at) => {
    await refuseUnknownCase(tx, brandId, given.caseId)
    const done = await tx
      .insertInto('bankItem')
      .values({
        ...settings,
        texts: storableJson(texts),
        id: newId(at),
        brandId,
        changedBy: caller.userId,
        changedAt: at,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    return { done, details: { name: done.title, kind: done.kind } }
  })
}

export async function changeBankItem(world: World, caller: Caller, of: OfItem, given: Settings): Promise<Row> {
  refuseUnsourced(given)
  const { texts, ...settings } = storable(given)
  return write(world, caller, { ...of, name: 'bank-item.changed', subject: of.itemId }, async (tx, at) => {
    const before = await tx
      .selectFrom('bankItem')
      .selectAll()
      .where('brandId', '=', of.brandId)
      .where('id', '=', of.itemId)
      .forUpdate()
      .executeTakeFirst()
    const row = await tx
      .updateTable('bankItem')
      .set({ ...settings, texts: storableJson(texts), changedBy: caller.userId, changedAt: at })
      .where('brandId', '=', of.brandId)
      .where('id', '=', of.itemId)
      .returningAll()
      .executeTakeFirst()
    if (!row || !before) throw notFound('reputation.gone')
    await refuseUnknownCase(tx, of.brandId, given.caseId)
    const changes = changesIn(before, { ...settings, texts })
    return { done: row, details: { name: before.title, changes } }
  })
}

export async function removeBankItem(world: World, caller: Caller, of: OfItem): Promise<void> {
  await write(world, caller, { ...of, name: 'bank-item.removed', subject: of.itemId }, async (tx) => {
    const row = await tx
      .deleteFrom('bankItem')
      .where('brandId', '=', of.brandId)
      .where('id', '=', of.itemId)
      .returning('title')
      .executeTakeFirst()
    if (!row) throw notFound('reputation.gone')
    return { done: undefined, details: { name: row.title } }
  })
}

/** The text in the language of who is answered, or as asked for. Counts as used there. */
export async function useBankItem(
  world: World,
  caller: Caller,
  { brandId, itemId }: OfItem,
  { conversationId, language: wanted }: z.output<typeof UseBankItem>,
): Promise<z.input<typeof UsedBankItem>> {
  const row = await world.db
    .selectFrom('bankItem')
    .selectAll()
    .where('brandId', '=', brandId)
    .where('id', '=', itemId)
    .executeTakeFirst()
  const [talk] = await conversationFacts(world.db, [conversationId])
  if (!row) throw notFound('reputation.gone')
  if (talk?.brandId !== brandId) throw badField('conversationId', 'reputation.noConversation')
  const brand = await brandOf(world.db, brandId)
  const wishes = [wanted, talk.language, brand.language, caller.locale, 'en']
  const language = chooseLanguage(Object.keys(row.texts), wishes) ?? ''
  const at = world.clock.now()
  await inTransaction(world.db, async (tx) => {
    const use = { id: newId(at), itemId, conversationId: talk.id, by: caller.userId, at }
    await tx.insertInto('bankUse').values(use).execute()
    const used = sql<number>`used + 1`
    await tx.updateTable('bankItem').set({ used, usedAt: at }).where('id', '=', row.id).execute()
  })
  return { text: row.texts[language] ?? '', language }
}

async function refuseUnknownCase(tx: Tx, brandId: string, caseId: string | null): Promise<void> {
  if (caseId === null) return
  const found = await tx
    .selectFrom('reputationCase')
    .select('id')
    .where('brandId', '=', brandId)
    .where('id', '=', caseId)
    .executeTakeFirst()
  if (!found) throw badField('caseId', 'reputation.noCase')
}

type Written = { brandId: string; name: string; subject?: string }

function write<T>(
  world: World,
  caller: Caller,
  { brandId, name, subject }: Written,
  act: (tx: Tx, at: Date) => Promise<{ done: T; details: Record<string, unknown> }>,
) {
  const at = world.clock.now()
  return inTransaction(world.db, async (tx) => {
    const { done, details } = await act(tx, at)
    await recordAct(tx, { by: caller, name, brandId, subject, details, at })
    await announce(tx, 'bank.changed', {}, { brandId })
    return done
  })
}

export async function bankAnswers(db: DbOrTx, rows: Row[]): Promise<z.input<typeof BankItem>[]> {
  const names = await namesOf(
    db,
    rows.map((row) => row.changedBy),
  )
  return rows.map(({ brandId: _, changedBy, changedAt, usedAt, ...row }) => ({
    ...{ ...row, usedAt: iso(usedAt), changedAt: changedAt.toISOString() },
    changedBy: { id: changedBy, name: names.get(changedBy) ?? '' },
  }))
}
