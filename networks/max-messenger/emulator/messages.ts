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
  Refused,
  textIn,
} from './desk.ts'
import type { Attachment, Bot, Chat, Message } from './rows.ts'
import { type Content, keep, react, shape, updateShape } from './talk.ts'
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
