import type { Call, Interaction } from '../contract.ts'
import type { Channel } from './api.ts'
import { ask, wireOf } from './client.ts'
import { hasCode } from './failures.ts'
import { goneOr, messagesAfter } from './find.ts'
import type { Cursor } from './hear-channels.ts'
import { spoken } from './spoken.ts'

const mostTalks = 10

/** Only the last few: opening a conversation with each of a crowd would use up all the calls. */
export function rememberThose(cursor: Cursor, items: Interaction[]): void {
  const addressed = items.filter((one) => one.kind === 'mention' || one.under !== undefined)
  for (const id of new Set(addressed.filter((one) => !one.author.bot).map((one) => one.author.id))) {
    const { [id]: known = '', ...others } = cursor.talks
    cursor.talks = { ...others, [id]: known }
  }
  cursor.talks = Object.fromEntries(lastOnes(Object.entries(cursor.talks)))
}

const lastOnes = <T>(all: T[]): T[] => all.slice(-mostTalks)

/** What was heard before a refusal stays among the items; nothing is asked of a conversation that is still empty. */
export async function hearTalks(call: Call, cursor: Cursor, items: Interaction[]): Promise<void> {
  for (const [person, known] of Object.entries(cursor.talks)) {
    const opened = known ? undefined : await talkWith(call, person).catch(unreachableOr)
    const talk = known || opened?.id
    if (!talk) {
      delete cursor.talks[person]
      continue
    }
    cursor.talks[person] = talk
    if (opened && !opened.last_message_id) continue
    const messages = await messagesAfter(call, talk, cursor.read[talk] ?? '0').catch(goneOr)
    const last = messages?.at(-1)
    if (last) cursor.read[talk] = last.id
    items.push(...(messages ?? []).flatMap((one) => spoken(one, call, { private: true })))
  }
}

export const talkWith = (call: Call, person: string) =>
  ask<Channel>(wireOf(call), { method: 'POST', path: '/users/@me/channels', json: { recipient_id: person } })

/** Unknown user, cannot send to them, invalid recipient. */
function unreachableOr(error: unknown): undefined {
  if (!hasCode(error, 10013, 50007, 50033)) throw error
}
