import { badField, NetworkFailure } from '../../kernel/failure.ts'
import type { ConnectContext, ConnectedAccount, ConnectWay, Health } from '../contract.ts'
import type { User } from './bot-api.ts'
import { ask, type Bot, botOf, chatOf } from './client.ts'
import { missingRight, type Standing, standingIn } from './rights.ts'

export const officialServer = 'https://api.telegram.org'

/** A bot of the person's own, which they made an administrator of their channels and groups. */
export const botWay: ConnectWay = {
  id: 'bot',
  label: 'telegram.connect.label',
  help: 'telegram.connect.help',
  guide: {
    steps: [1, 2, 3, 4, 5].map((step) => `telegram.connect.guide.${step}`),
    console: 'https://t.me/BotFather',
  },
  kind: 'secret',
  fields: [
    {
      key: 'token',
      kind: 'password',
      label: 'telegram.connect.token',
      help: 'telegram.connect.token.help',
      placeholder: '123456789:AAE…',
    },
    {
      key: 'chats',
      kind: 'text',
      label: 'telegram.connect.chats',
      help: 'telegram.connect.chats.help',
      placeholder: '@channel',
    },
    {
      key: 'server',
      kind: 'url',
      label: 'telegram.connect.server',
      help: 'telegram.connect.server.help',
      default: officialServer,
    },
  ],
  connect,
}

async function connect(fields: Record<string, string>, context: ConnectContext): Promise<ConnectedAccount[]> {
  const bot = botFrom(fields, context)
  const names = chatNames(fields.chats ?? '')
  const me = await ask<User>(bot, { method: 'getMe' })
  const accounts = new Map<string, ConnectedAccount>()
  for (const name of names) {
    const account = accountOf(await standing(bot, me, name), bot)
    accounts.set(account.remoteId, account)
  }
  return [...accounts.values()]
}

export function botFrom(
  fields: Record<string, string>,
  { http, signal, clock }: Pick<ConnectContext, 'http' | 'signal' | 'clock'>,
): Bot {
  const server = (fields.server?.trim() || officialServer).replace(/\/+$/, '')
  if (!/^https?:\/\/[^\s/]/i.test(server) || !URL.canParse(server))
    throw badField('server', 'telegram.connect.badServer')
  const token = (fields.token ?? '').trim()
  if (token === '') throw badField('token', 'telegram.connect.noToken')
  return { server, token, http, signal, clock }
}

/** `@name`, a link to the chat or its number; several with commas or line ends between them. */
export function chatNames(written: string): (string | number)[] {
  const names = written.split(/[\s,;]+/).filter((one) => one !== '')
  if (names.length === 0) throw badField('chats', 'telegram.connect.noChat')
  return names.map(chatName)
}

function chatName(written: string): string | number {
  if (/^-?\d{5,}$/.test(written)) return Number(written)
  const inner = /^(?:https?:\/\/)?t\.me\/c\/(\d+)/i.exec(written)?.[1]
  if (inner) return Number(`-100${inner}`)
  const name = /^(?:(?:https?:\/\/)?t\.me\/|@)?([a-z]\w{3,31})\/?$/i.exec(written)?.[1]
  if (!name) throw badField('chats', 'telegram.connect.badChat', { chat: written.slice(0, 80) })
  return `@${name}`
}

async function standing(bot: Bot, me: User, name: string | number): Promise<Standing> {
  const found = await standingIn(bot, me, name).catch((error: unknown) => {
    if (error instanceof NetworkFailure && (error.evidence.status === 400 || error.evidence.status === 403))
      throw badField('chats', 'telegram.connect.chatNotFound', { chat: String(name), bot: me.username ?? '' })
    throw error
  })
  const missing = missingRight(found)
  if (missing) throw badField('chats', `telegram.connect.${missing}`, { chat: String(name), bot: me.username ?? '' })
  return found
}

function accountOf({ chat, facts }: Standing, bot: Bot): ConnectedAccount {
  return {
    remoteId: String(chat.id),
    kind: chat.type === 'channel' ? 'channel' : 'group',
    name: chat.title ?? String(name(chat)),
    handle: name(chat),
    ...(chat.username ? { url: `https://t.me/${chat.username}` } : {}),
    server: bot.server,
    secrets: { token: bot.token },
    scopes: [],
    facts: { ...facts },
  }
}

const name = ({ id, username }: { id: number; username?: string }) => (username ? `@${username}` : String(id))

/** Throws `reconnect` when the token ended, the bot was put out or lost the right to publish. */
export const health: Health = async (call) => {
  const bot = botOf(call)
  const me = await ask<User>(bot, { method: 'getMe' })
  const found = await standingIn(bot, me, chatOf(call.account))
  const missing = missingRight(found)
  if (missing)
    throw new NetworkFailure('reconnect', `the bot may not publish there: ${missing}`, { evidence: { code: missing } })
  const { chat, facts } = found
  return {
    name: chat.title ?? name(chat),
    handle: name(chat),
    ...(chat.username ? { url: `https://t.me/${chat.username}` } : {}),
    facts: { ...facts },
  }
}
