import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import { badField } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { World } from '../../kernel/world.ts'
import { type Caller, notify, peopleOf } from '../team/index.ts'
import type { MakeNote } from './api.ts'
import { hrefOf } from './change-conversation.ts'
import { conversationOf } from './conversation.ts'
import { tellChanged } from './facts.ts'

export type NewNote = { id: string; brandId: string; by: string; text: string; mentions?: string[]; at: Date }

/** Notes something beside a conversation, for the brand's people only. `by` is one of them. */
export async function addNote(tx: Tx, { id, brandId, by, text, mentions = [], at }: NewNote): Promise<string> {
  const conversation = await conversationOf(tx, brandId, id)
  const noteId = newId(at)
  await tx
    .insertInto('conversationNote')
    .values({ id: noteId, brandId, conversationId: conversation.id, by, text, mentions, at })
    .execute()
  await tellChanged(tx, conversation, ['note'])
  return noteId
}

/** Whoever is mentioned is told. Refuses at the field whom the brand's inbox is not open to. */
export async function makeNote(
  world: World,
  caller: Caller,
  of: { brandId: string; conversationId: string },
  { text, mentions }: z.output<typeof MakeNote>,
): Promise<void> {
  const at = world.clock.now()
  await inTransaction(world.db, async (tx) => {
    const mayRead = mentions.length > 0 ? await peopleOf(tx, of.brandId, 'viewer') : []
    const stranger = mentions.findIndex((one) => !mayRead.includes(one))
    if (stranger >= 0) throw badField(`mentions.${stranger}`, 'inbox.cannotMention')
    const conversation = await conversationOf(tx, of.brandId, of.conversationId)
    await addNote(tx, { id: conversation.id, brandId: of.brandId, by: caller.userId, text, mentions, at })
    const others = [...new Set(mentions)].filter((one) => one !== caller.userId)
    await notify(tx, {
      ...{ to: { userIds: others }, brandId: of.brandId, kind: 'inbox.mentioned', severity: 'info', at },
      ...{ key: 'inbox.notice.mentioned', values: { who: caller.name, text: text.slice(0, 140) } },
      href: hrefOf(conversation),
    })
  })
}
