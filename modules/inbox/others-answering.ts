import { type Selectable, sql } from 'kysely'
import type { DbOrTx, Tables } from '../../kernel/db/tables.ts'
import { Refusal } from '../../kernel/failure.ts'
import { type Caller, iso } from '../team/index.ts'
import type { Conversation } from './api.ts'

/** Who has not been heard of for this long has left. The screen says "I am here" every ten seconds. */
export const hereForMs = 25_000
/** Who says nothing of their presence, such as a program, is taken to have looked this long ago. */
const lookedMs = 120_000

/** Who is in a conversation beside that person. */
export async function peopleHere(db: DbOrTx, conversationId: string, besides: string, now: Date) {
  const people: Selectable<Tables['conversationPresence']>[] = await db
    .selectFrom('conversationPresence')
    .selectAll()
    .where('conversationId', '=', conversationId)
    .where('userId', '!=', besides)
    .where('seenAt', '>', new Date(now.getTime() - hereForMs))
    .orderBy('since')
    .limit(50)
    .execute()
  return people.map(({ userId: id, name, typing, since }): (typeof Conversation._output)['here'][number] => ({
    ...{ id, name, typing, since: iso(since) },
  }))
}

/**
 * Two never answer without knowing of each other: refused while somebody else types, or answered since the writer came or last
 * answered themselves, unless the writer names them as known. `despite.<id>` names each of them.
 */
export async function refuseWhileOthersAnswer(
  db: DbOrTx,
  caller: Caller,
  conversationId: string,
  despite: string[],
  now: Date,
): Promise<void> {
  const typing = (await peopleHere(db, conversationId, caller.userId, now)).filter((one) => one.typing)
  const { rows: answered } = await sql<{ id: string; name: string }>`
    select distinct u.id, u.name from reply r join desk_user u on u.id = r.by
     where r.conversation_id = ${conversationId} and r.by <> ${caller.userId} and r.state in ('waiting-approval', 'going', 'sent')
       and r.made_at > greatest(
         coalesce((select since from conversation_presence p where p.conversation_id = ${conversationId} and p.user_id = ${caller.userId}),
                  ${new Date(now.getTime() - lookedMs)}::timestamptz),
         (select max(made_at) from reply own where own.conversation_id = ${conversationId} and own.by = ${caller.userId}))`.execute(
    db,
  )
  const others = new Map([...answered, ...typing].map((one) => [one.id, one.name]))
  for (const id of despite) others.delete(id)
  if (others.size === 0) return
  const values = { who: [...new Set(others.values())].join(', '), count: others.size }
  const fields = [...others.keys()].map((id) => ({ path: `despite.${id}`, code: 'inbox.othersAnswer', values }))
  throw new Refusal(409, 'inbox.othersAnswer', { values, fields })
}
