import { defineLabNetwork, type LabAnswer, type LabHandle, type LabRequest, type LabSite } from '../lab/lab.ts'

import {
  ban,
  deleteMessage,
  editMessageCaption,
  editMessageMedia,
  editMessageText,
  pinChatMessage,
  restrictChatMember,
  setMessageReaction,
} from './emulator/change.ts'
import { chatNamed, getChat, getChatMember, getChatMemberCount, getMe } from './emulator/chats.ts'
import { describeBotApi } from './emulator/describe.ts'
import { type Desk, nowSeconds } from './emulator/desk.ts'
import { openDoors } from './emulator/doors.ts'
import { createFlood } from './emulator/flood.ts'
import { comment, deleteWebhook, deliveryOf, getUpdates, setWebhook } from './emulator/listen.ts'
import { type Given, givenIn } from './emulator/params.ts'
import { answered, bodyOf, edited, writePrivately } from './emulator/people.ts'
import { ApiRefusal, refusalAnswer } from './emulator/refusals.ts'
import { sendFile, sendLocation, sendMediaGroup, sendMessage, sendPoll, sendVenue } from './emulator/send.ts'
import {
  apply,
  type BotState,
  type ChatState,
  type Event,
  emptyState,
  type Rights,
  rightNames,
  type State,
} from './emulator/state.ts'
import { deliverySecret } from './webhooks.ts'

type Method = (desk: Desk, bot: BotState, given: Given) => unknown

/** What the emulator knows of the Bot API; anything else is answered as not found. */
const methods: Record<string, Method> = {
  getMe,
  getChat,
  getChatMember,
  getChatMemberCount,
  getUpdates,
  setWebhook,
  deleteWebhook,
  sendMessage,
  sendPhoto: sendFile('photo'),
  sendVideo: sendFile('video'),
  sendAnimation: sendFile('animation'),
  sendAudio: sendFile('audio'),
  sendDocument: sendFile('document'),
  sendMediaGroup,
  sendPoll,
  sendLocation,
  sendVenue,
  editMessageText,
  editMessageCaption,
  editMessageMedia,
  deleteMessage,
  pinChatMessage,
  setMessageReaction,
  banChatMember: ban('user_id', true),
  unbanChatMember: ban('user_id', false),
  restrictChatMember,
  banChatSenderChat: ban('sender_chat_id', true),
  unbanChatSenderChat: ban('sender_chat_id', false),
}

/** Telegram's Bot API: bots, channels with their discussion groups, groups, messages, updates, people who comment and react. */
export default defineLabNetwork({
  id: 'telegram',
  /** https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this (read 2026-11-22); short bursts in a chat are let through. */
  rates: [
    { per: 'account', calls: 30, everyMs: 1_000, what: ({ params }) => params.method?.startsWith('send') === true },
    { per: 'account', calls: 20, everyMs: 60_000, what: ({ params }) => params.method?.startsWith('send') === true },
  ],
  describe: describeBotApi,
  mount,
})

function mount(site: LabSite): LabHandle {
  const kept = site.keep<State, Event>(emptyState(), apply)
  const flood = createFlood()
  const botIn = (request: LabRequest) => {
    const { token = '' } = request.params
    const bot = kept.state.bots.get(Number(token.split(':')[0]))
    return bot?.token === token ? bot : undefined
  }

  const answer = async (request: LabRequest): Promise<LabAnswer> => {
    try {
      const bot = botIn(request)
      if (!bot) throw new ApiRefusal(401, 'Unauthorized')
      const name = request.params.method ?? ''
      const method = methods[name]
      if (!method) throw new ApiRefusal(404, 'Not Found: method not found')
      const desk: Desk = { site, kept, request }
      const given = givenIn(request)
      if (flood.on && name.startsWith('send')) countMessages(desk, bot, given)
      return { status: 200, json: { ok: true, result: await method(desk, bot, given) } }
    } catch (error) {
      if (error instanceof ApiRefusal) return refusalAnswer(error)
      throw error
    }
  }
  const countMessages = (desk: Desk, bot: BotState, given: Given) => {
    const chat = chatNamed(kept.state, given)
    flood.take(bot.id, chat.id, chat.type !== 'channel', given.list('media')?.length ?? 1, nowSeconds(desk) * 1000)
  }
  site.on('POST', '/bot:token/:method', answer)
  site.on('GET', '/bot:token/:method', answer)
  openDoors(site, { site, kept, flood })

  return {
    openAccount: async (who) => openAccount(site, kept, who),
    accountOf: (request) => botIn(request)?.account,
    expireToken: (request) => {
      const bot = botIn(request)
      if (bot) kept.commit({ do: 'bot', bot: { ...bot, token: newToken(site, bot.id) } })
    },
    tooMany: (retryAfterS) =>
      refusalAnswer(
        new ApiRefusal(
          429,
          `Too Many Requests${retryAfterS === null ? '' : `: retry after ${retryAfterS}`}`,
          retryAfterS === null ? undefined : { retry_after: retryAfterS },
        ),
      ),
    broken: (status) =>
      refusalAnswer(
        new ApiRefusal(status, status === 404 ? 'Not Found' : status === 502 ? 'Bad Gateway' : 'Internal Server Error'),
      ),
    comment: async (objectId, text, by) => {
      const post = kept.state.messages.get(objectId)
      const person = by?.person ?? site.people.all[text.length % site.people.all.length]
      const date = by?.at ? Math.floor(by.at.getTime() / 1000) : nowSeconds({ site })
      const said = post && person && comment({ site, kept }, post, person, text, date, undefined, bodyOf(text, by))
      if (!said) throw new Error(`nobody can comment on ${objectId}`)
      return said
    },
    longestComment: 4096,
    pictures: { comments: 'by-key', messages: 'by-key' },
    message: async (handle, text, by) => writePrivately({ site, kept }, handle, text, by),
    edit: async (id, text, at) => edited({ site, kept }, id, text, at),
    erase: async (id) => {
      const message = kept.state.messages.get(id)
      if (message) kept.commit({ do: 'delete', chat: message.chat, id: message.id })
    },
    answered: (id) => answered({ site, kept }, id),
    delivery: async (id, url) => deliveryOf(kept.state, id, url, (bot) => deliverySecret(bot.token)),
  }
}

const newToken = (site: LabSite, bot: number) => `${bot}:AA${site.random.hex(33)}`
const everyRight: Rights = Object.fromEntries(rightNames.map((name) => [name, true]))

/** A bot, its channel and the group where people comment on it. The same handle gives fresh access to the same channel. */
function openAccount(site: LabSite, { state, commit }: Desk['kept'], who: { name: string; handle: string }) {
  const known = [...state.bots.values()].find((one) => one.account === who.handle)
  const bot = known ?? newBot(site, state, who)
  if (!known) {
    const place = { status: 'administrator' as const, rights: everyRight }
    const id = -(1_002_000_000_000 + state.chats.size * 10)
    const of = { account: who.handle, title: who.name }
    const group: ChatState = { ...of, id: id - 1, type: 'supergroup', title: `${who.name} chat`, followers: 40 }
    const username = bot.username.replace(/_bot$/, '')
    const channel: ChatState = { ...of, id, type: 'channel', username, linked: group.id, followers: 120 }
    commit({ do: 'bot', bot })
    commit({ do: 'chat', chat: group, bot: bot.id, place })
    commit({ do: 'chat', chat: channel, bot: bot.id, place })
  }
  return { way: 'bot', fields: { token: bot.token, chats: `@${bot.username.replace(/_bot$/, '')}`, server: site.url } }
}

function newBot(site: LabSite, state: State, { name, handle }: { name: string; handle: string }): BotState {
  const id = 7_000_000_000 + state.bots.size
  const plain = handle
    .replace(/\W+/g, '_')
    .replace(/^[^a-z]+/i, '')
    .slice(0, 24)
    .padEnd(5, '_x')
  const username = state.names.has(plain.toLowerCase()) ? `${plain}${state.bots.size}` : plain
  return { id, token: newToken(site, id), username: `${username}_bot`, name, account: handle }
}
