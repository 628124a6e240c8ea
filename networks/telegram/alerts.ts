import { badField } from '../../kernel/failure.ts'
import type { Alerts } from '../contract.ts'
import type { Message } from './bot-api.ts'
import { ask } from './client.ts'
import { botFrom, botWay, chatNames } from './connect.ts'

const fieldsOf = (...keys: string[]) => botWay.fields.filter((field) => keys.includes(field.key))

/** A bot writes to one chat: a person's who started it, or a group's it was put into. */
export const alerts: Alerts = {
  help: 'telegram.alerts.help',
  fields: [
    ...fieldsOf('token'),
    {
      ...{ key: 'chats', kind: 'text', label: 'telegram.alerts.chat', help: 'telegram.alerts.chat.help' },
      placeholder: '-1001234567890',
    },
    ...fieldsOf('server'),
  ],
  send: async (fields, { text, link }, wire) => {
    const bot = botFrom(fields, wire)
    const [chat, another] = chatNames(fields.chats ?? '')
    if (another !== undefined) throw badField('chats', 'telegram.alerts.oneChat')
    const params = { chat_id: chat, text: `${text}\n${link}`, link_preview_options: { is_disabled: true } }
    await ask<Message>(bot, { method: 'sendMessage', params, writes: true })
  },
}
