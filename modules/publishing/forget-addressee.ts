import { sql } from 'kysely'
import { everyText, rewriteWords } from '../../kernel/db/rewrite-words.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import { storableJson } from '../../kernel/storable.ts'
import type { KeptAnswer } from './answer.ts'

/**
 * Of these answers it stays that they were given, when, by which steps and under which ids of the network; not to whom by name,
 * nor to which words. `rewrite` leaves out what tells of the person in what we said. Those on their way still need to know
 * whom they go to, and are left: ask again when they have come to an end.
 */
export async function forgetAddressee(tx: Tx, ids: string[], rewrite: (text: string) => string): Promise<void> {
  if (ids.length === 0) return
  const rows = await tx
    .selectFrom('publication')
    .select(['id', 'answer', 'content'])
    .where(sql<boolean>`id = any(${ids}::text[])`)
    .where('state', 'not in', ['planned', 'sending'])
    .where('work', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  for (const { id, answer, content } of rows) {
    if (!answer) continue
    const written = {
      answer: storableJson(forgotten(answer, rewrite)),
      content: content && storableJson(everyText(content, rewrite)),
    }
    await tx.updateTable('publication').set(written).where('id', '=', id).execute()
  }
  const ended = rows.map((row) => row.id)
  const ofThem = sql`publication_id = any(${ended}::text[])`
  await rewriteWords(tx, { table: 'publication', columns: ['reason'], where: sql`id = any(${ended}::text[])` }, rewrite)
  await rewriteWords(tx, { table: 'publicationLine', columns: ['message', 'evidence'], where: ofThem }, rewrite)
  await rewriteWords(tx, { table: 'handTask', columns: ['message'], where: ofThem }, rewrite)
}

function forgotten(answer: KeptAnswer, rewrite: (text: string) => string): KeptAnswer {
  const { id, kind, at, author, under, replyTo } = answer.to
  const ids = { id, kind, at, author: { id: author.id, handle: '', name: '' }, ...(replyTo ? { replyTo } : {}) }
  const to = { ...ids, ...(under ? { under: { id: under.id } } : {}), text: '', media: [] }
  if (answer.way === 'template')
    return { ...answer, to, template: everyText(answer.template, rewrite), values: answer.values.map(rewrite) }
  return { ...answer, to, text: rewrite(answer.text) }
}
