import type { Call, Interaction } from '../contract.ts'
import { type Message, refId, refOf } from './api.ts'
import { serverOf } from './channels.ts'
import { kindOf, personOf, textOf } from './read-back.ts'

/** Words of people (types 0 and 19: a message, an answer); notices of the service are nobody's words. */
export function spoken(
  message: Message,
  call: Call,
  where: { private: boolean; thread?: string; below?: string },
): Interaction[] {
  const { botId } = serverOf(call.account.facts)
  const { author, referenced_message: answered, message_reference: reference } = message
  if (author.id === botId || ![0, 19].includes(message.type)) return []
  const toUs = answered?.author.id === botId
  const named = message.mentions.some((one) => one.id === botId)
  const under =
    toUs && reference?.message_id
      ? refId(reference.channel_id, reference.message_id)
      : ((where.thread && refId(where.thread, where.thread)) ?? where.below)
  const replyTo = reference?.message_id ? refId(reference.channel_id, reference.message_id) : undefined
  return [
    {
      id: refId(message.channel_id, message.id),
      kind: where.private ? 'message' : under ? 'comment' : named ? 'mention' : replyTo ? 'reply' : 'comment',
      at: new Date(message.timestamp),
      author: personOf(author),
      text: textOf(message),
      ...(under ? { under: { id: under } } : {}),
      ...(replyTo ? { replyTo } : {}),
      media: message.attachments.map((one) => ({
        kind: kindOf(one),
        url: one.url,
        ...(one.description ? { alt: one.description } : {}),
      })),
      url: refOf(message, where.private ? '@me' : call.account.remoteId).url ?? '',
      ...(message.edited_timestamp ? { edited: true, editedAt: new Date(message.edited_timestamp) } : {}),
    },
  ]
}
