import type { JsonObject } from '../../kernel/json.ts'
import type { Call, Interaction, Person } from '../contract.ts'
import { askChat } from './ask-chat.ts'
import type { Said } from './chat.ts'
import { nameOf } from './failures.ts'
import { isRecord, listOf, textOf } from './json-shapes.ts'
import { momentOf } from './read-back.ts'
import { pageOf } from './records.ts'
import { personOf } from './views.ts'

/** What people said, with their names: those that did not come along are asked for, once for each conversation. */
export async function saidBy(call: Call, said: Said[]): Promise<Interaction[]> {
  const written = said.filter(({ message }) => !isOfService(message))
  const known = new Map<string, Person>([[call.account.remoteId, ourselves(call)]])
  const meet = (profiles: JsonObject[]) => {
    for (const one of profiles) if (!known.has(textOf(one.did))) known.set(textOf(one.did), personOf(one, call))
  }
  for (const one of written) meet(one.profiles)
  const strange = written.filter(({ message }) => !known.has(senderOf(message))).map((one) => one.convo)
  for (const convo of new Set(strange)) meet(await membersOf(call, convo))
  return written
    .map((one) => interactionOf(call, one, known.get(senderOf(one.message))))
    .sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** Somebody came, left, renamed the group: not said by anybody. */
const isOfService = (message: JsonObject) => textOf(message.$type).endsWith('#systemMessageView')
export const senderOf = (message: JsonObject): string => (isRecord(message.sender) ? textOf(message.sender.did) : '')

const ourselves = ({ account: { remoteId, handle } }: Call): Person => ({ id: remoteId, handle, name: handle })

/** Nobody, where the account has left the conversation since. */
async function membersOf(call: Call, convoId: string): Promise<JsonObject[]> {
  try {
    const { convo } = await askChat<JsonObject>(call, { nsid: 'chat.bsky.convo.getConvo', query: { convoId } })
    return isRecord(convo) ? listOf(convo.members) : []
  } catch (error) {
    if (nameOf(error) === 'InvalidConvo') return []
    throw error
  }
}

function interactionOf(call: Call, { convo, message }: Said, author: Person | undefined): Interaction {
  const sender = senderOf(message)
  const answered = isRecord(message.replyTo) ? textOf(message.replyTo.id) : ''
  return {
    id: messageId(convo, textOf(message.id)),
    kind: 'message',
    at: momentOf(message.sentAt),
    author: author ?? { id: sender, handle: sender, name: sender },
    text: textOf(message.text),
    under: { id: convo },
    ...(answered ? { replyTo: messageId(convo, answered) } : {}),
    media: sharedPost(call, message.embed),
    ...(sender === call.account.remoteId ? { own: true } : {}),
    ...(textOf(message.$type).endsWith('#deletedMessageView') ? { deleted: true } : {}),
  }
}

export const messageId = (convo: string, id: string) => `${convo}/${id}`

/** A post that somebody sent along. */
function sharedPost(call: Call, embed: unknown): Interaction['media'] {
  const uri = isRecord(embed) && isRecord(embed.record) ? textOf(embed.record.uri) : ''
  return uri.includes('/app.bsky.feed.post/') ? [{ kind: 'post', url: pageOf(call, uri) }] : []
}
