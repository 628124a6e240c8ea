import type { Interaction, Person } from '../contract.ts'
import type { Message, Update, User } from './bot-api.ts'
import { mediaOf } from './change.ts'
import { isFile } from './find.ts'

export const wantedUpdates = ['message_created', 'message_edited']

/** What people said, by the ids that messages have. Anything else is read as nothing. */
export function heardIn(updates: Update[]): Interaction[] {
  return updates.flatMap((update) => {
    const { message } = update
    if (!isMessage(message)) return []
    if (update.update_type !== 'message_created' && update.update_type !== 'message_edited') return []
    const what = heard(message)
    return what ? [update.update_type === 'message_edited' ? { ...what, edited: true } : what] : []
  })
}

const isMessage = (message: unknown): message is Message =>
  typeof message === 'object' &&
  message !== null &&
  'body' in message &&
  'recipient' in message &&
  typeof message.body === 'object' &&
  typeof message.recipient === 'object'

function heard(message: Message): Interaction | undefined {
  const { sender, recipient, body, link } = message
  if (!sender || sender.is_bot || typeof body.mid !== 'string') return undefined
  const dialog = recipient.chat_type === 'dialog'
  const answered = link?.type === 'reply' ? link.message.mid : undefined
  return {
    id: body.mid,
    kind: dialog ? 'message' : answered ? 'comment' : 'mention',
    at: new Date(message.timestamp),
    author: personOf(sender),
    text: body.text ?? '',
    ...(dialog ? { under: { id: `chat_${recipient.chat_id}` } } : answered ? { under: { id: answered } } : {}),
    ...(answered ? { replyTo: answered } : {}),
    media: (body.attachments ?? [])
      .filter((one) => isFile(one.type))
      .flatMap((one) => {
        const { kind, url } = mediaOf(one)
        return url ? [{ kind, url }] : []
      }),
    ...(message.url ? { url: message.url } : {}),
    raw: { chat: recipient.chat_id, dialog },
  }
}

export function personOf(user: User): Person {
  const name = [user.first_name, user.last_name].filter(Boolean).join(' ')
  const handle = user.username ?? String(user.user_id)
  return {
    id: String(user.user_id),
    handle,
    name: name || handle,
    ...(user.avatar_url ? { avatarUrl: user.avatar_url } : {}),
    ...(user.username ? { url: `https://max.ru/${user.username}` } : {}),
    bot: user.is_bot,
  }
}
