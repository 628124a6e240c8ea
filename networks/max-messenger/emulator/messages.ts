import type { LabRequest } from '../../lab/lab.ts'
import {
  bad,
  botOf,
  chatNamed,
  type Desk,
  denied,
  fingerprint,
  missing,
  nowOf,
  numberIn,
  personBy,
  Refused,
  textIn,
  userShape,
} from './desk.ts'
import type { Attachment, Bot, Chat, Message, Rows, Update } from './rows.ts'
import { readHtml } from './texts.ts'

const textMax = 4000
const day = 24 * 3_600_000

type Body = {
  text: string | null
  attachments: SentAttachment[] | null
  link: { type: 'reply' | 'forward'; mid: string } | null
  notify?: boolean
  format?: 'html' | 'markdown' | null
}
type SentAttachment = {
  type: string
  payload?: { token?: string; photos?: Record<string, { token: string }>; buttons?: unknown[][] }
}

export function sendMessage(desk: Desk, request: LabRequest) {
  const bot = botOf(desk, request)
  const chat = chatNamed(desk, bot, textIn(request.query, 'chat_id'))
  if (chat.type !== 'dialog' && !chat.rights.includes('write')) throw denied('The bot is not allowed to write here')
  const body = request.body as Body
  const content = readBody(desk, bot, body, undefined, request.stillProcessing)
  const message = keep(desk, chat, bot.id, content, body.link ?? undefined)
  return { message: shape(desk, message) }
}

type Content = Pick<Message, 'text' | 'marks' | 'attachments'>

/** Lengths are counted in UTF-16 units of what was sent, tags and all, as the description bounds it. */
function readBody(desk: Desk, bot: Bot, body: Body, before: Message | undefined, stillProcessing: boolean): Content {
  if (Buffer.byteLength(body.text ?? '', 'utf16le') / 2 > textMax) throw bad('text: size must be between 0 and 4000')
  if (body.format === 'markdown') throw bad('this server reads no markdown; send html')
  const { text, marks } = body.format === 'html' ? readHtml(body.text ?? '') : { text: body.text ?? '', marks: [] }
  const attachments =
    body.attachments === null
      ? (before?.attachments ?? [])
      : body.attachments.flatMap((one) => attachmentsOf(desk, bot, one, stillProcessing))
  if (text.trim() === '' && attachments.filter((one) => one.type !== 'inline_keyboard').length === 0)
    throw bad('errors.send-message.empty: text or attachments are needed')
  if (attachments.length > 12) throw bad('too many attachments')
  return { text: text === '' ? null : text.trim(), marks, attachments }
}

function attachmentsOf(desk: Desk, bot: Bot, sent: SentAttachment, stillProcessing: boolean): Attachment[] {
  if (sent.type === 'inline_keyboard') {
    const buttons = sent.payload?.buttons ?? []
    if (buttons.length > 30 || buttons.some((row) => row.length === 0 || row.length > 7))
      throw bad('keyboard: 30 rows of 7')
    return [{ type: 'inline_keyboard', buttons }]
  }
  const tokens = sent.payload?.photos
    ? Object.values(sent.payload.photos).map((one) => one.token)
    : [sent.payload?.token ?? '']
  return tokens.map((token) => uploaded(desk, bot, sent.type, token, stillProcessing))
}

function uploaded(desk: Desk, bot: Bot, type: string, token: string, stillProcessing: boolean): Attachment {
  const upload = [...desk.rows.uploads.values()].find(
    (one) => one.token === token && one.bot === bot.id && one.type === type,
  )
  if (!upload?.path) throw bad(`attachment of type ${type}: unknown token`)
  if (stillProcessing || (upload.readyAt ?? 0) > nowOf(desk))
    throw new Refused(400, 'attachment.not.ready', 'Key: errors.process.attachment.file.not.processed')
  if (type === 'file') return { type, token, filename: upload.filename ?? 'file', size: upload.bytes ?? 0 }
  if (type === 'image' || type === 'video' || type === 'audio') return { type, token }
  throw bad(`type ${type}`)
}

export function keep(desk: Desk, chat: Chat, from: number, content: Content, link?: Message['link']): Message {
  if (link && desk.rows.messages.get(link.mid)?.chat !== chat.id) throw bad('link: message not found')
  const seq = desk.tables.nextId()
  const message: Message = {
    mid: `mid.${Math.abs(chat.id).toString(16)}${seq.toString(16).padStart(12, '0')}`,
    seq,
    chat: chat.id,
    from,
    at: nowOf(desk),
    ...content,
    ...(link ? { link } : {}),
    views: 0,
  }
  const update = desk.rows.bots.has(String(from)) ? [] : [updateOf(desk, chat.bot, 'message_created', message.mid)]
  desk.tables.commit([['messages', message.mid, message], ...update], {
    account: chat.account,
    kind: chat.type === 'dialog' ? 'message' : link ? 'comment' : 'create',
    objectId: message.mid,
    text: message.text ?? '',
    fingerprint: fingerprint(chat.id, message.text, message.attachments.length, link?.mid ?? ''),
  })
  return message
}

function updateOf(desk: Desk, bot: number, kind: string, mid: string): ['updates', string, Rows['updates']] {
  const n = desk.tables.nextId()
  return ['updates', String(n), { n, bot, kind, mid, at: nowOf(desk) }]
}

function messageNamed(desk: Desk, bot: Bot, mid: string | undefined): { message: Message; chat: Chat } {
  const message = desk.rows.messages.get(mid ?? '')
  const chat = message && desk.rows.chats.get(String(message.chat))
  if (!message || chat?.bot !== bot.id) throw missing(`Message ${mid} not found`)
  return { message, chat }
}

export function editMessage(desk: Desk, request: LabRequest) {
  const bot = botOf(desk, request)
  const { message, chat } = messageNamed(desk, bot, textIn(request.query, 'message_id'))
  if (message.from !== bot.id) throw denied('Only own messages can be edited')
  const content = readBody(desk, bot, request.body as Body, message, request.stillProcessing)
  desk.tables.commit([['messages', message.mid, { ...message, ...content }]], {
    account: chat.account,
    kind: 'edit',
    objectId: message.mid,
    text: content.text ?? '',
    fingerprint: fingerprint(content.text, content.attachments.length),
  })
  return { success: true }
}

export function deleteMessage(desk: Desk, request: LabRequest) {
  const bot = botOf(desk, request)
  const { message, chat } = messageNamed(desk, bot, textIn(request.query, 'message_id'))
  if (nowOf(desk) - message.at > day) return { success: false, message: 'Message is too old to be deleted' }
  if (message.from !== bot.id && !chat.rights.includes('delete')) throw denied('The bot is not allowed to delete here')
  desk.tables.commit([['messages', message.mid, null]], {
    account: chat.account,
    kind: 'remove',
    objectId: message.mid,
  })
  return { success: true }
}

export function getMessage(desk: Desk, request: LabRequest) {
  return shape(desk, messageNamed(desk, botOf(desk, request), request.params.messageId).message)
}

/** Newest first. */
export function getMessages(desk: Desk, request: LabRequest) {
  const chat = chatNamed(desk, botOf(desk, request), textIn(request.query, 'chat_id'))
  const from = numberIn(request.query, 'from') ?? Number.MAX_SAFE_INTEGER
  const to = numberIn(request.query, 'to') ?? 0
  const within = [...desk.rows.messages.values()].filter(
    (one) => one.chat === chat.id && one.at <= from && one.at >= to,
  )
  const some = within.sort((a, b) => b.seq - a.seq).slice(0, numberIn(request.query, 'count') ?? 50)
  for (const one of some) react(desk, chat, one)
  return { messages: some.map((one) => shape(desk, one)) }
}

/** People of the lab answer in chats; in a channel they only look. */
function react(desk: Desk, chat: Chat, message: Message): number {
  if (message.from !== chat.bot || chat.type === 'dialog') return 0
  const before = [...desk.rows.messages.values()].filter(
    (one) => one.chat === chat.id && one.from === chat.bot && one.seq < message.seq,
  ).length
  const seen = {
    key: `${chat.account}/${before}`,
    text: message.text ?? '',
    at: new Date(message.at),
    media: message.attachments.length > 0,
  }
  const reactions = desk.site.people.reactionsTo(seen, desk.site.clock.now())
  for (const one of chat.type === 'chat' ? reactions : []) {
    const mark = `said ${message.mid} ${one.id}`
    if (one.kind !== 'comment' || desk.rows.marks.has(mark)) continue
    desk.tables.commit([['marks', mark, { at: one.at.getTime() }]])
    const person = personBy(desk, desk.site.people.all.indexOf(one.person))
    keep(desk, chat, person.id, said(one.text), { type: 'reply', mid: message.mid })
  }
  return reactions.length
}

export const said = (text: string): Content => ({ text, marks: [], attachments: [] })

export function shape(desk: Desk, message: Message) {
  const chat = desk.rows.chats.get(String(message.chat))
  const channel = chat?.type === 'channel'
  const linked = message.link && desk.rows.messages.get(message.link.mid)
  const views = chat ? 12 + react(desk, chat, message) * 9 : 0
  return {
    ...(channel ? {} : { sender: userShape(desk, message.from) }),
    recipient: { chat_id: message.chat, chat_type: chat?.type ?? 'chat', user_id: chat?.peer ?? null },
    timestamp: message.at,
    body: bodyShape(desk, message),
    ...(linked && message.link ? { link: { type: message.link.type, message: bodyShape(desk, linked) } } : {}),
    ...(channel ? { stat: { views } } : {}),
    ...(chat?.link ? { url: `${chat.link}/${message.seq}` } : {}),
  }
}

const bodyShape = (desk: Desk, message: Message) => ({
  mid: message.mid,
  seq: message.seq,
  text: message.text,
  attachments: message.attachments.map((one) => attachmentShape(desk, one)),
  ...(message.marks.length > 0 ? { markup: message.marks } : {}),
})

function attachmentShape(desk: Desk, one: Attachment) {
  if (one.type === 'inline_keyboard') return { type: one.type, payload: { buttons: one.buttons } }
  const url = `${desk.site.url}/files/${one.token}`
  if (one.type === 'file')
    return { type: one.type, payload: { url, token: one.token }, filename: one.filename, size: one.size }
  if (one.type !== 'image') return { type: one.type, payload: { url, token: one.token } }
  const photo = [...desk.rows.uploads.values()].find((upload) => upload.token === one.token)?.photo ?? 0
  return { type: one.type, payload: { url, token: one.token, photo_id: photo } }
}

/** What the bot has not taken yet; giving the marker forgets what lies before it. */
export function getUpdates(desk: Desk, request: LabRequest) {
  const bot = botOf(desk, request)
  if ([...desk.rows.doors.values()].some((one) => one.bot === bot.id))
    throw new Refused(405, 'subscriptions.active', 'Unsubscribe from the webhook first')
  const marker = numberIn(request.query, 'marker') ?? 0
  const gone = [...desk.rows.updates.values()].filter((one) => one.bot === bot.id && one.n < marker)
  if (gone.length > 0) desk.tables.commit(gone.map((one) => ['updates', String(one.n), null]))
  for (const message of desk.rows.messages.values()) {
    const chat = desk.rows.chats.get(String(message.chat))
    if (chat?.bot === bot.id && message.from === bot.id) react(desk, chat, message)
  }
  const waiting = [...desk.rows.updates.values()].filter((one) => one.bot === bot.id)
  const some = waiting.slice(0, numberIn(request.query, 'limit') ?? 100)
  const last = some.at(-1)?.n
  return {
    updates: some.flatMap((one) => updateShape(desk, one)),
    marker: last === undefined ? (marker === 0 ? null : marker) : last + 1,
  }
}

export function updateShape(desk: Desk, update: Pick<Update, 'kind' | 'mid' | 'at'>) {
  const message = desk.rows.messages.get(update.mid)
  return message
    ? [{ update_type: update.kind, timestamp: update.at, message: shape(desk, message), user_locale: 'ru' }]
    : []
}
