import type { WebhookRequest } from '../contract.ts'
import {
  defineLabNetwork,
  type LabAnswer,
  type LabHandle,
  type LabNetwork,
  type LabRequest,
  type LabSite,
  type Speaker,
} from '../lab/lab.ts'
import { openTables } from '../lab/tables.ts'
import * as chats from './emulator/chats.ts'
import { describeMax } from './emulator/describe.ts'
import { type Desk, missing, nowOf, personBy, Refused, refusal } from './emulator/desk.ts'
import * as messages from './emulator/messages.ts'
import { type Bot, type Chat, type Rows, tableNames } from './emulator/rows.ts'
import { answered, keep, rewrite, saidBy, updateShape } from './emulator/talk.ts'
import { deliverySecret } from './webhooks.ts'

export type MaxHandle = LabHandle & { desk: Desk }

/** MAX: a bot in a channel, or in a chat where people answer. */
export function maxNetwork(type: 'channel' | 'chat' = 'channel'): LabNetwork {
  return defineLabNetwork({
    id: 'max-messenger',
    /** https://dev.max.ru/docs-api (read 2026-11-22), for a bot. */
    rates: [{ per: 'account', calls: 30, everyMs: 1_000 }],
    describe: describeMax,
    mount: (site) => mount(site, type),
  })
}

export default maxNetwork()

type Operation = (desk: Desk, request: LabRequest) => unknown
const operations: [method: string, path: string, run: Operation][] = [
  ['GET', '/me', chats.getMe],
  ['GET', '/chats', chats.getChats],
  ['GET', '/chats/:chatId', chats.getChat],
  ['GET', '/chats/:chatId/members/me', chats.getMembership],
  ['DELETE', '/chats/:chatId/members', chats.removeMember],
  ['PUT', '/chats/:chatId/pin', chats.pinMessage],
  ['POST', '/uploads', chats.getUploadUrl],
  ['GET', '/subscriptions', chats.subscriptions],
  ['POST', '/subscriptions', chats.subscribe],
  ['DELETE', '/subscriptions', chats.unsubscribe],
  ['GET', '/messages', messages.getMessages],
  ['POST', '/messages', messages.sendMessage],
  ['PUT', '/messages', messages.editMessage],
  ['DELETE', '/messages', messages.deleteMessage],
  ['GET', '/messages/:messageId', messages.getMessage],
  ['GET', '/updates', messages.getUpdates],
]

function mount(site: LabSite, type: 'channel' | 'chat'): MaxHandle {
  const tables = openTables<Rows>(site, [...tableNames])
  const desk: Desk = { site, tables, rows: tables.rows }
  for (const [method, path, run] of operations)
    site.on(method, path, (request) => {
      try {
        return { status: 200, json: run(desk, request) }
      } catch (error) {
        if (error instanceof Refused) return refusal(error)
        throw error
      }
    })
  site.page('POST', '/upload/:key', (request) => chats.receive(desk, request))
  site.page('GET', '/files/:token', ({ params }) => {
    const upload = [...desk.rows.uploads.values()].find((one) => one.token === params.token)
    const headers: Record<string, string> = upload?.mime ? { 'content-type': upload.mime } : {}
    return upload?.path ? { status: 200, headers, file: upload.path } : refusal(missing('no such file'))
  })
  const comment = async (objectId: string, text: string, by: Speaker = {}) => {
    const post = desk.rows.messages.get(objectId)
    const chat = post && desk.rows.chats.get(String(post.chat))
    if (!chat) throw new Error(`nothing stands at ${objectId}`)
    const link = { type: 'reply' as const, mid: objectId }
    return keep(desk, chat, speaker(desk, text, by), saidBy(desk, chat.bot, text, by), link, by.at?.getTime()).mid
  }
  return {
    desk,
    openAccount: async (who) => openAccount(desk, who, type),
    accountOf: (request) => botBehind(desk, request)?.account,
    expireToken: (request) => {
      const token = request.headers.authorization ?? ''
      if (desk.rows.tokens.has(token)) tables.commit([['tokens', token, null]])
    },
    tooMany: (retryAfterS) => ({
      ...refusal({ status: 429, code: 'too.many.requests', message: 'Too many requests' }),
      ...(retryAfterS === null ? {} : { headers: { 'retry-after': String(retryAfterS) } }),
    }),
    broken,
    ...(type === 'chat' ? { comment } : {}),
    longestComment: 4000,
    pictures: { comments: 'bare', messages: 'bare' },
    edit: async (id, text) => rewrite(desk, id, text),
    erase: async (id) => tables.commit([['messages', id, null]]),
    answered: (id) => answered(desk, id),
    message: async (handle, text, by) => wrote(desk, botBy(desk, handle), text, by),
    delivery: async (id, url) => delivery(desk, id, url),
  }
}

const broken = (status: number): LabAnswer =>
  refusal({
    status,
    code: status === 404 ? 'not.found' : 'internal.error',
    message: status === 404 ? 'Not found' : 'Internal error',
  })

const botBehind = ({ rows }: Desk, request: LabRequest) =>
  rows.bots.get(String(rows.tokens.get(request.headers.authorization ?? '')?.bot))

function botBy({ rows }: Desk, handle: string): Bot {
  const bot = [...rows.bots.values()].find((one) => one.account === handle)
  if (!bot) throw new Error(`there is no bot of ${handle}`)
  return bot
}

const everyRight = ['read_all_messages', 'add_remove_members', 'pin_message', 'write', 'edit', 'delete', 'view_stats']

function openAccount(desk: Desk, who: { name: string; handle: string }, type: 'channel' | 'chat') {
  const known = [...desk.rows.bots.values()].find((one) => one.account === who.handle)
  const bot = known ?? newBot(desk, who, type)
  const token = `f9LHodD0c${desk.site.random.hex(50)}`
  desk.tables.commit([['tokens', token, { bot: bot.id }]])
  const chat = [...desk.rows.chats.values()].find((one) => one.bot === bot.id && one.type !== 'dialog')
  return { way: 'bot', fields: { token, chats: chat?.link ?? '' } }
}

function newBot(desk: Desk, { name, handle }: { name: string; handle: string }, type: 'channel' | 'chat'): Bot {
  const bot: Bot = { id: 9000 + desk.tables.nextId(), name: `${name} bot`, username: `${handle}_bot`, account: handle }
  const link = `https://max.ru/${handle.replace(/\W/g, '_')}`
  const id = -(71_000_000_000_000 + desk.tables.nextId())
  const chat: Chat = { id, type, title: name, link, account: handle, people: 120, bot: bot.id, rights: everyRight }
  desk.tables.commit([
    ['bots', String(bot.id), bot],
    ['chats', String(id), chat],
  ])
  return bot
}

/** Somebody writes to the bot in a dialog. */
function wrote(desk: Desk, bot: Bot, text: string, by: Speaker = {}): string {
  const peer = speaker(desk, text, by)
  const known = [...desk.rows.chats.values()].find((one) => one.bot === bot.id && one.peer === peer)
  const chat: Chat = known ?? {
    id: 500_000 + desk.tables.nextId(),
    type: 'dialog',
    title: '',
    account: bot.account,
    people: 2,
    bot: bot.id,
    rights: [],
    peer,
  }
  if (!known) desk.tables.commit([['chats', String(chat.id), chat]])
  return keep(desk, chat, peer, saidBy(desk, bot.id, text, by), undefined, by.at?.getTime()).mid
}

const speaker = (desk: Desk, text: string, { person }: Speaker) =>
  personBy(desk, person ? desk.site.people.all.indexOf(person) : text.length).id

/** As MAX posts it: the update, and in a header the secret the desk would have given with its subscription. */
function delivery(desk: Desk, mid: string, url: string): WebhookRequest {
  const chat = desk.rows.chats.get(String(desk.rows.messages.get(mid)?.chat))
  const [token = ''] = [...desk.rows.tokens].find(([, held]) => held.bot === chat?.bot) ?? []
  const [update] = updateShape(desk, { kind: 'message_created', mid, at: nowOf(desk) })
  const headers = { 'content-type': 'application/json', 'x-max-bot-api-secret': deliverySecret(token) }
  return { method: 'POST', url, query: {}, headers, body: Buffer.from(JSON.stringify(update)) }
}
