import type { Answered } from '../../lab/deeds.ts'
import type { Speaker } from '../../lab/network.ts'
import { bad, type Desk, fingerprint, nowOf, personBy, personNumbered, userShape } from './desk.ts'
import type { Attachment, Chat, Message, Rows, Update } from './rows.ts'

export type Content = Pick<Message, 'text' | 'marks' | 'attachments'>

export const said = (text: string): Content => ({ text, marks: [], attachments: [] })

/** What a person says, whose picture lies at the network like any upload. */
export function saidBy(desk: Desk, bot: number, text: string, { picture }: Speaker): Content {
  if (!picture) return said(text)
  const { fileName, bytes, mime } = desk.site.people.snapshot()
  const token = 'torn-bag'
  const upload = {
    type: 'image',
    bot,
    token,
    path: desk.site.snapshotPath(),
    filename: fileName,
    bytes,
    mime,
    photo: 1,
  }
  if (!desk.rows.uploads.has(token)) desk.tables.commit([['uploads', token, upload]])
  return { ...said(text), attachments: [{ type: 'image', token }] }
}

/** A person changes their words, and the bot is told. */
export function rewrite(desk: Desk, mid: string, text: string): void {
  const message = desk.rows.messages.get(mid)
  const chat = message && desk.rows.chats.get(String(message.chat))
  if (message && chat)
    desk.tables.commit([['messages', mid, { ...message, text }], updateOf(desk, chat.bot, 'message_edited', mid)])
}

/** In a dialog an answer need not say what it answers: it is the last that the person wrote. */
export function answered(desk: Desk, mid: string): Answered | undefined {
  const message = desk.rows.messages.get(mid)
  if (!message || personNumbered(desk, message.from)) return undefined
  const inPrivate = desk.rows.chats.get(String(message.chat))?.type === 'dialog'
  const earlier = (one: Message) => one.chat === message.chat && one.seq < message.seq && personNumbered(desk, one.from)
  const before = inPrivate
    ? [...desk.rows.messages.values()].findLast(earlier)
    : desk.rows.messages.get(message.link?.mid ?? '')
  const person = before && personNumbered(desk, before.from)
  return person && { id: before.mid, person, text: before.text ?? '', at: new Date(before.at), inPrivate }
}

export function keep(
  desk: Desk,
  chat: Chat,
  from: number,
  content: Content,
  link?: Message['link'],
  at = nowOf(desk),
): Message {
  if (link && desk.rows.messages.get(link.mid)?.chat !== chat.id) throw bad('link: message not found')
  const seq = desk.tables.nextId()
  const message: Message = {
    mid: `mid.${Math.abs(chat.id).toString(16)}${seq.toString(16).padStart(12, '0')}`,
    seq,
    chat: chat.id,
    from,
    at,
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

/** People of the lab answer in chats; in a channel they only look. */
export function react(desk: Desk, chat: Chat, message: Message): number {
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

export function updateShape(desk: Desk, update: Pick<Update, 'kind' | 'mid' | 'at'>) {
  const message = desk.rows.messages.get(update.mid)
  return message
    ? [{ update_type: update.kind, timestamp: update.at, message: shape(desk, message), ...localeOf(update) }]
    : []
}

const localeOf = ({ kind }: Pick<Update, 'kind'>) => (kind === 'message_created' ? { user_locale: 'ru' } : {})
