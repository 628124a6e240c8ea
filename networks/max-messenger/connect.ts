import { badField, NetworkFailure } from '../../kernel/failure.ts'
import type { Call, ConnectContext, ConnectedAccount, ConnectWay, Health, Profile } from '../contract.ts'
import type { Chat, Member, User } from './bot-api.ts'
import { ask, type Bot, botOf, chatOf, officialServer } from './client.ts'
import { isMissing } from './failures.ts'

/** A bot of the brand's own, an administrator of its channels and chats. */
export const botWay: ConnectWay = {
  id: 'bot',
  label: 'max-messenger.connect.bot',
  help: 'max-messenger.connect.bot.help',
  kind: 'secret',
  fields: [
    { key: 'token', kind: 'password', label: 'max-messenger.connect.token', help: 'max-messenger.connect.token.help' },
    {
      key: 'chats',
      kind: 'text',
      label: 'max-messenger.connect.chats',
      help: 'max-messenger.connect.chats.help',
      placeholder: 'max.ru/roastery',
    },
  ],
  guide: {
    steps: [1, 2, 3, 4, 5, 6].map((step) => `max-messenger.guide.${step}`),
    console: 'https://business.max.ru',
    review: 'max-messenger.guide.review',
  },
  connect,
}

async function connect(fields: Record<string, string>, context: ConnectContext): Promise<ConnectedAccount[]> {
  const token = fields.token?.trim() ?? ''
  if (!token) throw badField('token', 'max-messenger.connect.noToken')
  const { http, signal, practice } = context
  const bot: Bot = { http, signal, token, server: practice ?? officialServer }
  const me = await ask<User>(bot, { path: '/me' })
  const names = (fields.chats ?? '').split(/[\s,;]+/).filter((one) => one !== '')
  const chats = names.length > 0 ? await Promise.all(names.map((name) => chatNamed(bot, name))) : await chatsOf(bot)
  const standing = await Promise.all(chats.map(async (chat) => ({ chat, may: await mayIn(bot, chat.chat_id) })))
  const writable = standing.filter(({ may }) => may.write)
  const [first] = standing
  if (writable.length === 0)
    throw badField('chats', first ? 'max-messenger.connect.mayNotWrite' : 'max-messenger.connect.noChat', {
      chat: first?.chat.title ?? '',
    })
  if (names.length > writable.length) {
    const shut = standing.find(({ may }) => !may.write)
    throw badField('chats', 'max-messenger.connect.mayNotWrite', { chat: shut?.chat.title ?? '' })
  }
  return writable.map(({ chat, may }) => accountOf(chat, may, bot, me.user_id))
}

async function chatNamed(bot: Bot, written: string): Promise<Chat> {
  const name = written.replace(/^(?:https?:\/\/)?(?:web\.)?max\.ru\//i, '').replace(/^@/, '')
  const path = /^-?\d+$/.test(name) ? `/chats/${name}` : `/chats/@${encodeURIComponent(name)}`
  return ask<Chat>(bot, { path }).catch((error: unknown) => {
    const hidden = isMissing(error) || (error instanceof NetworkFailure && error.evidence.status === 403)
    throw hidden ? badField('chats', 'max-messenger.connect.chatNotFound', { chat: written.slice(0, 80) }) : error
  })
}

/** Every channel and chat the bot is in. */
async function chatsOf(bot: Bot): Promise<Chat[]> {
  const found: Chat[] = []
  let marker: number | null | undefined
  for (let page = 0; page < 20; page++) {
    const query = { count: 100, ...(marker ? { marker } : {}) }
    const told = await ask<{ chats: Chat[]; marker: number | null }>(bot, { path: '/chats', query })
    found.push(...told.chats.filter((one) => one.type !== 'dialog' && one.status === 'active'))
    marker = told.marker
    if (!marker) break
  }
  return found
}

type May = { write: boolean; pin: boolean; remove: boolean }

async function mayIn(bot: Bot, chat: number): Promise<May> {
  const me = await ask<Member>(bot, { path: `/chats/${chat}/members/me` })
  const has = (right: string) => me.is_owner || (me.permissions?.includes(right) ?? false)
  return { write: me.is_admin && has('write'), pin: has('pin_message'), remove: has('delete') }
}

const nameOf = (chat: Chat) => (chat.link ? (chat.link.split('/').at(-1) ?? chat.link) : String(chat.chat_id))
const factsOf = (chat: Chat, may: May) => ({ chatType: chat.type, canPin: may.pin, canDelete: may.remove })

function accountOf(chat: Chat, may: May, bot: Bot, botId: number): ConnectedAccount {
  return {
    remoteId: String(chat.chat_id),
    kind: chat.type === 'channel' ? 'channel' : 'group',
    name: chat.title ?? nameOf(chat),
    handle: nameOf(chat),
    ...(chat.link ? { url: chat.link } : {}),
    ...(chat.icon ? { avatarUrl: chat.icon.url } : {}),
    server: bot.server,
    secrets: { token: bot.token },
    scopes: [],
    facts: { ...factsOf(chat, may), botId },
  }
}

const chatNow = (call: Call) => ask<Chat>(botOf(call), { path: `/chats/${chatOf(call.account)}` })

/** Throws `reconnect` when the token ended, the bot was put out or lost the right to write. */
export const health: Health = async (call) => {
  const chat = await chatNow(call).catch((error: unknown) => {
    throw isMissing(error) ? new NetworkFailure('reconnect', 'the bot is no longer in this chat') : error
  })
  const may = await mayIn(botOf(call), chat.chat_id)
  if (!may.write || chat.status !== 'active')
    throw new NetworkFailure('reconnect', 'the bot may no longer write there: make it an administrator again', {
      evidence: { code: chat.status },
    })
  return {
    name: chat.title ?? nameOf(chat),
    handle: nameOf(chat),
    ...(chat.link ? { url: chat.link } : {}),
    ...(chat.icon ? { avatarUrl: chat.icon.url } : {}),
    facts: { ...call.account.facts, ...factsOf(chat, may) },
  }
}

export async function profile(call: Call): Promise<Profile> {
  const chat = await chatNow(call)
  return {
    name: chat.title ?? nameOf(chat),
    handle: nameOf(chat),
    ...(chat.link ? { url: chat.link } : {}),
    description: chat.description ?? '',
    picture: chat.icon ? { url: chat.icon.url } : 'none',
  }
}
