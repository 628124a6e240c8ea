import type { Json } from '../../kernel/json.ts'
import { authorBy, type Person, type ReadBack, type RemotePost } from '../contract.ts'
import { pointersIn } from '../families/text/links-in.ts'
import { type Attachment, type Message, partsOfRef, refId, refOf, type User } from './api.ts'
import { ask, wireOf } from './client.ts'
import { goneOr } from './find.ts'
import { seen } from './markdown.ts'

export const readBack: ReadBack = async (call, ref) => {
  const { channel, message } = partsOfRef(ref.id)
  const found = await ask<Message>(wireOf(call), { path: `/channels/${channel}/messages/${message}` }).catch(goneOr)
  return found ? postOf(found, call.account.remoteId) : 'gone'
}

export function postOf(message: Message, guild: string): RemotePost {
  const { channel_id: channel, message_reference: answered } = message
  return {
    ref: refOf(message, guild),
    kind: answered?.message_id ? 'reply' : 'post',
    text: textOf(message),
    at: new Date(message.timestamp),
    author: authorBy(personOf(message.author)),
    ...pointersIn(textOf(message)),
    media: message.attachments
      .filter((one) => !isCardPicture(one))
      .map((one) => ({
        kind: kindOf(one),
        ...(one.description ? { alt: one.description } : {}),
        url: one.url,
      })),
    ...(answered?.message_id ? { replyTo: refId(answered.channel_id ?? channel, answered.message_id) } : {}),
    raw: message as unknown as Json,
  }
}

const isCardPicture = ({ filename }: Attachment) => /^card\.\w+$/.test(filename)

export const textOf = ({ content, mentions }: Message): string =>
  seen(content, (id) => mentions.find((one) => one.id === id)?.username)

export function kindOf({ content_type: mime = '' }: Attachment): string {
  if (mime.startsWith('image/gif')) return 'gif'
  const kind = mime.split('/')[0] ?? ''
  return ['image', 'video', 'audio'].includes(kind) ? kind : 'document'
}

export const personOf = ({ id, username, global_name: name, avatar, bot }: User): Person => ({
  id,
  handle: username,
  name: name ?? username,
  url: `https://discord.com/users/${id}`,
  ...(avatar ? { avatarUrl: `https://cdn.discordapp.com/avatars/${id}/${avatar}.png` } : {}),
  ...(bot ? { bot } : {}),
})
