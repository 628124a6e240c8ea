import type { JsonObject } from '../../kernel/json.ts'
import type { Interaction, Webhooks } from '../contract.ts'
import { entriesIn, greeted, isSigned, listOf, momentOf, objectOf, textOf } from '../families/graph-api/deliveries.ts'
import { ask, sent } from '../families/graph-api/wire.ts'
import { businessOf, wireOf } from './client.ts'
import { official } from './hosts.ts'

/** https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/payload-examples (read 2026-11-22). */
export const webhooks: Webhooks = {
  per: 'app',
  verify: isSigned,
  greet: greeted,
  read: (body) =>
    entriesIn(body, 'whatsapp_business_account').flatMap(({ changes }) =>
      changes.flatMap(({ field, value }) => (field === 'messages' ? messagesIn(value) : [])),
    ),
  /** The desk's own door, wherever the app's other deliveries go; without the app's word for it, where the console says. */
  subscribe: async (call, door) => {
    const url = `${wireOf(call).base}/${businessOf(call)}/subscribed_apps`
    const word = call.account.app.verifyToken ?? ''
    const json: JsonObject = word === '' ? {} : { override_callback_uri: door, verify_token: word }
    await sent(wireOf(call), { method: 'POST', url, json })
  },
  unsubscribe: async (call) => {
    await ask(wireOf(call), { method: 'DELETE', path: `${businessOf(call)}/subscribed_apps` })
  },
}

function messagesIn(value: JsonObject): { account: string; what: Interaction }[] {
  const account = textOf(objectOf(value.metadata).phone_number_id)
  const names = new Map(
    listOf(value.contacts).map((one) => [textOf(one.wa_id), textOf(objectOf(one.profile).name)] as const),
  )
  return listOf(value.messages).flatMap((message) => {
    const what = messageIn(message, names)
    return what ? [{ account, what }] : []
  })
}

/** A person has one reaction to a message: another takes its place, and an empty one takes it away. */
function messageIn(message: JsonObject, names: Map<string, string>): Interaction | undefined {
  const id = textOf(message.id)
  const from = textOf(message.from)
  if (id === '' || from === '') return undefined
  const type = textOf(message.type)
  const reaction = objectOf(message.reaction)
  const answered = textOf(objectOf(message.context).id)
  const name = names.get(from) || from
  return {
    id: type === 'reaction' ? `${textOf(reaction.message_id)} ${from}` : id,
    kind: type === 'reaction' ? 'reaction' : 'message',
    at: momentOf(message.timestamp),
    author: { id: from, handle: from, name, url: `https://wa.me/${from}` },
    text: type === 'reaction' ? textOf(reaction.emoji) : wordsIn(type, message),
    under: { id: type === 'reaction' ? textOf(reaction.message_id) : from },
    ...(answered ? { replyTo: answered } : {}),
    media: mediaIn(type, message),
    ...(type === 'reaction' && textOf(reaction.emoji) === '' ? { deleted: true } : {}),
  }
}

/** What was chosen of buttons and lists, where somebody is and whose card it is are words too. */
function wordsIn(type: string, message: JsonObject): string {
  const told = objectOf(message[type])
  if (type === 'text') return textOf(told.body)
  if (type === 'button') return textOf(told.text)
  if (type === 'interactive')
    return textOf(objectOf(told.button_reply).title) || textOf(objectOf(told.list_reply).title)
  if (type === 'location')
    return [textOf(told.name), textOf(told.address), `${textOf(told.latitude)}, ${textOf(told.longitude)}`]
      .filter(Boolean)
      .join('\n')
  if (type === 'contacts')
    return listOf(message.contacts)
      .map((one) => textOf(objectOf(one.name).formatted_name))
      .join(', ')
  return textOf(told.caption)
}

/** The address of a file is asked for by its id, with our access, and holds for five minutes. */
function mediaIn(type: string, message: JsonObject): Interaction['media'] {
  const file = objectOf(message[type])
  const id = textOf(file.id)
  if (!['image', 'video', 'audio', 'document', 'sticker'].includes(type) || id === '') return []
  return [{ kind: type === 'sticker' ? 'image' : type, url: `${official}/v23.0/${id}` }]
}
