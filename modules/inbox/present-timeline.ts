import type { Selectable } from 'kysely'
import type { z } from 'zod'
import { writtenKey } from '../../kernel/db/moment-key.ts'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { Words } from '../../kernel/i18n.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { iso, namesOf } from '../team/index.ts'
import { actsOf } from './acts-of.ts'
import type { TimelineEntry } from './api.ts'
import type { ConversationRow, InteractionRow } from './conversation.ts'
import { lineText, peopleIn } from './line-text.ts'
import { presentReplies, sentFromHere } from './present-reply.ts'
import { heardColumns, presentHeard } from './store.ts'
import type { ConversationLineTable, ConversationNoteTable } from './tables.ts'
import type { Place } from './timeline.ts'

type Entry = z.input<typeof TimelineEntry>

/** In the order of their places. */
export async function presentEntries(
  world: NetworkedWorld,
  conversation: ConversationRow,
  places: Place[],
  words: Words,
): Promise<Entry[]> {
  const idsOf = (entry: Place['entry']) => places.filter((one) => one.entry === entry).map((one) => one.id)
  const found = new Map<string, Entry>()
  for (const entries of await Promise.all([
    saidEntries(world, conversation, idsOf('said'), words),
    replyEntries(world, idsOf('reply'), words),
    noteEntries(world.db, idsOf('note')),
    lineEntries(world.db, idsOf('line'), words),
  ]))
    for (const [id, entry] of entries) found.set(id, entry)
  return places.flatMap((place) => found.get(place.id) ?? [])
}

type Entries = [id: string, entry: Entry][]

async function saidEntries(
  world: NetworkedWorld,
  { network }: ConversationRow,
  ids: string[],
  words: Words,
): Promise<Entries> {
  if (ids.length === 0) return []
  const rows = await world.db
    .selectFrom('interaction')
    .select([...heardColumns, 'hidden', 'automated', 'liked', 'replyId'])
    .where('id', 'in', ids)
    .execute()
  const acts = await actsOf(world.db, ids, world.networks.get(network).moderate, words)
  const sent = await sentFromHere(
    world.db,
    rows.flatMap((row) => row.replyId ?? []),
  )
  return rows.map((row): Entries[number] => {
    const { hidden, automated, liked, replyId } = row
    const more = { acts: acts.get(row.id) ?? [], replyId, sent: sent.get(replyId ?? '') ?? null }
    return [
      row.id,
      { entry: 'said', ...placed(row), said: presentHeard(row), ...{ hidden, automated, liked }, ...more },
    ]
  })
}

const placed = (of: Pick<InteractionRow, 'at' | 'id'>) => ({ key: writtenKey(of), at: iso(of.at) })

async function replyEntries(world: NetworkedWorld, ids: string[], words: Words): Promise<Entries> {
  if (ids.length === 0) return []
  const rows = await world.db.selectFrom('reply').selectAll().where('id', 'in', ids).execute()
  const shown = await presentReplies(world.db, rows, words, world.clock.now())
  return rows.flatMap((row, at): Entries => {
    const reply = shown[at]
    return reply ? [[row.id, { entry: 'reply', ...placed({ at: row.madeAt, id: row.id }), reply }]] : []
  })
}

async function noteEntries(db: DbOrTx, ids: string[]): Promise<Entries> {
  if (ids.length === 0) return []
  const rows: Selectable<ConversationNoteTable>[] = await db
    .selectFrom('conversationNote')
    .selectAll()
    .where('id', 'in', ids)
    .execute()
  const names = await namesOf(
    db,
    rows.flatMap((row) => [row.by, ...row.mentions]),
  )
  const person = (id: string) => ({ id, name: names.get(id) ?? '' })
  return rows.map((row): Entries[number] => {
    const note = { id: row.id, by: person(row.by), text: row.text, mentions: row.mentions.map(person) }
    return [row.id, { entry: 'note', ...placed(row), note }]
  })
}

async function lineEntries(db: DbOrTx, ids: string[], words: Words): Promise<Entries> {
  if (ids.length === 0) return []
  const rows: Selectable<ConversationLineTable>[] = await db
    .selectFrom('conversationLine')
    .selectAll()
    .where('id', 'in', ids)
    .execute()
  const names = await namesOf(db, rows.flatMap(peopleIn))
  return rows.map((row): Entries[number] => {
    const by = row.by === null ? null : { id: row.by, name: names.get(row.by) ?? '' }
    const line = { id: row.id, kind: row.kind, by, text: lineText(row, names, words) }
    return [row.id, { entry: 'line', ...placed(row), line }]
  })
}
