import { measure } from '../../lab/measure.ts'
import type { LabAnswer, LabRequest } from '../../lab/network.ts'
import { bad, botOf, chatNamed, type Desk, denied, missing, nowOf, textIn, userShape } from './desk.ts'
import type { Bot, Chat, Upload } from './rows.ts'

export const getMe = (desk: Desk, request: LabRequest) => userShape(desk, botOf(desk, request).id)

const shape = ({ site }: Desk, chat: Chat) => ({
  chat_id: chat.id,
  type: chat.type,
  status: 'active',
  title: chat.type === 'dialog' ? null : chat.title,
  icon: chat.type === 'dialog' ? null : { url: site.people.avatarUrl({ handle: chat.account }) },
  last_event_time: site.clock.now().getTime(),
  participants_count: chat.people,
  is_public: chat.link !== undefined,
  ...(chat.link ? { link: chat.link } : {}),
  description: chat.type === 'dialog' ? null : 'Кофе, обжаренный по вторникам',
})

const chatsOf = ({ rows }: Desk, bot: Bot) => [...rows.chats.values()].filter((one) => one.bot === bot.id)

export const getChats = (desk: Desk, request: LabRequest) => ({
  chats: chatsOf(desk, botOf(desk, request)).map((one) => shape(desk, one)),
  marker: null,
})

/** By its number, or by `@` and the end of its link. */
export function getChat(desk: Desk, request: LabRequest) {
  const bot = botOf(desk, request)
  const name = request.params.chatId ?? ''
  const byLink = chatsOf(desk, bot).find((one) => one.link?.endsWith(`/${name.replace(/^@/, '')}`))
  if (byLink) return shape(desk, byLink)
  if (name.startsWith('@')) throw missing(`Chat ${name} not found`)
  return shape(desk, chatNamed(desk, bot, name))
}

export function getMembership(desk: Desk, request: LabRequest) {
  const bot = botOf(desk, request)
  const chat = chatNamed(desk, bot, request.params.chatId)
  return {
    ...userShape(desk, bot.id),
    last_access_time: nowOf(desk),
    is_owner: false,
    is_admin: chat.rights.length > 0,
    join_time: 1_700_000_000_000,
    permissions: chat.rights,
    alias: null,
  }
}

export function removeMember(desk: Desk, request: LabRequest) {
  const bot = botOf(desk, request)
  const chat = chatNamed(desk, bot, request.params.chatId)
  if (!chat.rights.includes('add_remove_members')) throw denied('The bot is not allowed to remove members')
  const who = textIn(request.query, 'user_id') ?? ''
  desk.tables.commit([['marks', `out ${chat.id} ${who}`, { at: nowOf(desk) }]], {
    account: chat.account,
    kind: 'block',
    objectId: who,
  })
  return { success: true }
}

export function pinMessage(desk: Desk, request: LabRequest) {
  const chat = chatNamed(desk, botOf(desk, request), request.params.chatId)
  const { message_id: mid = '' } = request.body as { message_id?: string }
  if (desk.rows.messages.get(mid)?.chat !== chat.id) throw missing('Message not found')
  if (!chat.rights.includes('pin_message')) throw denied('The bot is not allowed to pin')
  desk.tables.commit([['pins', String(chat.id), { mid }]], { account: chat.account, kind: 'pin', objectId: mid })
  return { success: true }
}

export function getUploadUrl(desk: Desk, request: LabRequest) {
  const bot = botOf(desk, request)
  const type = textIn(request.query, 'type') ?? ''
  const key = desk.site.random.hex(24)
  const token = desk.site.random.hex(40)
  const upload: Upload = { type, bot: bot.id, token }
  desk.tables.commit([['uploads', key, upload]])
  const told = type === 'video' || type === 'audio' ? { token } : {}
  return { url: `${desk.site.url}/upload/${key}`, ...told }
}

const mb = 1024 * 1024

/** What arrives is decoded, whatever it calls itself; videos take a moment until they can be sent. */
export async function receive(desk: Desk, request: LabRequest): Promise<LabAnswer> {
  const key = request.params.key ?? ''
  const upload = desk.rows.uploads.get(key)
  const [file] = request.files
  if (!upload || file?.field !== 'data') return refused('no file named data')
  const found = await measure(file.path)
  if (upload.type !== 'file' && found?.kind !== upload.type) return refused(`this is no ${upload.type}`)
  if (upload.type === 'image' && file.bytes > 10 * mb) return refused('the picture is too large')
  const path = await desk.site.keepFile(file, key)
  const taken: Upload = {
    ...upload,
    path,
    filename: file.fileName,
    bytes: file.bytes,
    mime: file.mime,
    photo: desk.tables.nextId(),
  }
  desk.tables.commit([['uploads', key, taken]], {
    account: desk.rows.bots.get(String(upload.bot))?.account ?? '',
    kind: 'upload',
    objectId: upload.token,
    fingerprint: file.sha256,
  })
  if (upload.type === 'image')
    return { status: 200, json: { photos: { [String(taken.photo)]: { token: upload.token } } } }
  if (upload.type === 'file') return { status: 200, json: { fileId: taken.photo, token: upload.token } }
  return { status: 200, body: '<retval>1</retval>' }
}

const refused = (error_msg: string): LabAnswer => ({
  status: 200,
  json: { error_code: '4', error_msg, error_data: null },
})

export const subscriptions = (desk: Desk, request: LabRequest) => ({
  subscriptions: doorsOf(desk, botOf(desk, request)).map(({ url, at, types }) => ({
    url,
    time: at,
    update_types: types,
    version: null,
  })),
})

const doorsOf = ({ rows }: Desk, bot: Bot) => [...rows.doors.values()].filter((one) => one.bot === bot.id)

export function subscribe(desk: Desk, request: LabRequest) {
  const bot = botOf(desk, request)
  const {
    url = '',
    secret = '',
    update_types: types = [],
  } = request.body as { url?: string; secret?: string; update_types?: string[] }
  if (!url.startsWith('https://')) throw bad('url: only https')
  desk.tables.commit([['doors', `${bot.id} ${url}`, { bot: bot.id, url, secret, types, at: nowOf(desk) }]])
  return { success: true }
}

export function unsubscribe(desk: Desk, request: LabRequest) {
  const bot = botOf(desk, request)
  desk.tables.commit([['doors', `${bot.id} ${textIn(request.query, 'url')}`, null]])
  return { success: true }
}
