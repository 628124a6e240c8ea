import type { JsonObject } from '../../../kernel/json.ts'
import { writableChat } from './chats.ts'
import { type Desk, fingerprint, nextMessage, nowSeconds, shown, tellAll } from './desk.ts'
import { type MediaKind, mediaKinds, type Taken, takeFile } from './media.ts'
import { type Given, givenIn, isRecord } from './params.ts'
import { bad } from './refusals.ts'
import { at, type BotState, type ChatState, type FileState, type Kept } from './state.ts'
import { readKeyboard, readLine, readText } from './texts.ts'

export function sendMessage(desk: Desk, bot: BotState, given: Given): JsonObject {
  const chat = writableChat(desk.kept.state, bot, given)
  const { text, entities } = readText(given, 'text', 'entities')
  if (text === '') throw bad('message text is empty')
  const preview = given.object('link_preview_options')
  const body: JsonObject = {
    text,
    ...(entities.length > 0 ? { entities } : {}),
    ...(preview ? { link_preview_options: JSON.parse(JSON.stringify(preview)) as JsonObject } : {}),
  }
  return stand(desk, bot, chat, given, [body], text, {})[0] ?? {}
}

export const sendFile =
  (kind: MediaKind) =>
  async (desk: Desk, bot: BotState, given: Given): Promise<JsonObject> => {
    const chat = writableChat(desk.kept.state, bot, given)
    const { text, entities } = readText(given, 'caption', 'caption_entities')
    const taken = await takeFile(desk.kept.state, kind, given.file(kind) ?? given.text(kind), () =>
      desk.site.random.hex(24),
    )
    const body = {
      ...taken.body,
      ...captioned(text, entities, given.flag('show_caption_above_media'), given.flag('has_spoiler')),
    }
    return stand(desk, bot, chat, given, [body], text, filesOf([taken]), [taken.sha])[0] ?? {}
  }

const captioned = (text: string, entities: JsonObject[], above: boolean, hidden: boolean): JsonObject => ({
  ...(text ? { caption: text } : {}),
  ...(entities.length > 0 ? { caption_entities: entities } : {}),
  ...(above ? { show_caption_above_media: true } : {}),
  ...(hidden ? { has_media_spoiler: true } : {}),
})

export const filesOf = (taken: Taken[]): Record<string, FileState> =>
  Object.fromEntries(taken.flatMap((one) => (one.file ? [[one.fileId, one.file]] : [])))

export async function sendMediaGroup(desk: Desk, bot: BotState, given: Given): Promise<JsonObject[]> {
  const chat = writableChat(desk.kept.state, bot, given)
  const items = given.list('media') ?? []
  if (items.length < 2 || items.length > 10) throw bad('group send failed: an album has from 2 to 10 items')
  refuseMixed(items)
  const taken: Taken[] = []
  const bodies: JsonObject[] = []
  let words = ''
  for (const item of items) {
    const one = await takeItem(desk, item)
    taken.push(one.taken)
    bodies.push(one.body)
    words ||= one.text
  }
  return stand(
    desk,
    bot,
    chat,
    given,
    bodies,
    words,
    filesOf(taken),
    taken.map((one) => one.sha),
  )
}

function refuseMixed(items: unknown[]): void {
  const types = new Set(items.map((item) => (isRecord(item) ? item.type : undefined)))
  const visual = [...types].every((type) => type === 'photo' || type === 'video')
  const alone = types.size === 1 && (types.has('audio') || types.has('document'))
  if (!visual && !alone) throw bad("media of these types can't be sent in one album")
}

/** One `InputMedia`: its file comes beside it (`attach://…`) or is known by its id. */
export async function takeItem(desk: Desk, item: unknown): Promise<{ taken: Taken; body: JsonObject; text: string }> {
  if (!isRecord(item) || typeof item.media !== 'string') throw bad('media not found')
  const kind = mediaKinds.find((one) => one === item.type)
  if (!kind) throw bad('wrong type of the media')
  const field = /^attach:\/\/(.+)$/.exec(item.media)?.[1]
  const request = givenIn(desk.request)
  const source = field === undefined ? item.media : request.file(field)
  const taken = await takeFile(desk.kept.state, kind, source, () => desk.site.random.hex(24))
  const own = givenIn({ ...desk.request, query: {}, body: item, files: [] })
  const { text, entities } = readText(own, 'caption', 'caption_entities')
  return {
    taken,
    text,
    body: {
      ...taken.body,
      ...captioned(text, entities, own.flag('show_caption_above_media'), own.flag('has_spoiler')),
    },
  }
}

export function sendPoll(desk: Desk, bot: BotState, given: Given): JsonObject {
  const chat = writableChat(desk.kept.state, bot, given)
  const question = readLine(given.text('question'), 'question')
  const asked = given.list('options') ?? []
  if (asked.length < 1 || asked.length > 12) throw bad('poll must have from 1 to 12 answer options')
  const options = asked.map((one, index) => ({
    persistent_id: String(index),
    text: readLine(isRecord(one) ? one.text : one, 'option'),
    voter_count: 0,
  }))
  if (new Set(options.map((one) => one.text)).size < options.length) throw bad('poll options must not repeat')
  const period = given.number('open_period')
  if (period !== undefined && (period < 5 || period > 2_628_000))
    throw bad('poll open period must be between 5 and 2628000')
  const { text, entities } = readText(given, 'description', 'description_entities')
  if (chat.type === 'channel' && given.has('is_anonymous') && !given.flag('is_anonymous'))
    throw bad('non-anonymous polls can’t be sent to channel chats')
  const poll: JsonObject = {
    id: desk.site.random.hex(16),
    question,
    options,
    total_voter_count: 0,
    is_closed: false,
    is_anonymous: true,
    type: 'regular',
    allows_multiple_answers: given.flag('allows_multiple_answers'),
    allows_revoting: true,
    members_only: false,
    ...(period === undefined ? {} : { open_period: period, close_date: nowSeconds(desk) + period }),
    ...(text ? { description: text } : {}),
    ...(entities.length > 0 ? { description_entities: entities } : {}),
  }
  return stand(desk, bot, chat, given, [{ poll }], `${question} ${text}`.trim(), {})[0] ?? {}
}

export function sendLocation(desk: Desk, bot: BotState, given: Given): JsonObject {
  const chat = writableChat(desk.kept.state, bot, given)
  const location = readPoint(given)
  const words = `${location.latitude}, ${location.longitude}`
  return stand(desk, bot, chat, given, [{ location }], words, {})[0] ?? {}
}

/** "When this field is set, the location field will also be set" (Message, Bot API 10.1). */
export function sendVenue(desk: Desk, bot: BotState, given: Given): JsonObject {
  const chat = writableChat(desk.kept.state, bot, given)
  const location = readPoint(given)
  const [title, address] = [given.text('title')?.trim(), given.text('address')?.trim()]
  if (!title || !address) throw bad('venue title and address must be non-empty')
  const venue = { location, title, address }
  return stand(desk, bot, chat, given, [{ venue, location }], `${title}, ${address}`, {})[0] ?? {}
}

function readPoint(given: Given): { latitude: number; longitude: number } {
  const [latitude, longitude] = [given.real('latitude'), given.real('longitude')]
  if (latitude === undefined || longitude === undefined) throw bad('parameter "latitude" and "longitude" are required')
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) throw bad('wrong location specified')
  return { latitude, longitude }
}

/** Lets messages stand: one for a text or a file, several for an album; what a channel says is copied into its linked group. */
function stand(
  desk: Desk,
  bot: BotState,
  chat: ChatState,
  given: Given,
  bodies: JsonObject[],
  text: string,
  files: Record<string, FileState>,
  contents: string[] = [],
): JsonObject[] {
  const { state, commit } = desk.kept
  const replyTo = readReply(desk, chat, given)
  const keyboard = readKeyboard(given)
  if (keyboard && bodies.length > 1) throw bad('an album takes no buttons')
  const first = nextMessage(state, chat.id)
  const album = bodies.length > 1 ? { album: desk.site.random.hex(12) } : {}
  const messages = bodies.map(
    (body, index): Kept => ({
      chat: chat.id,
      id: first + index,
      date: nowSeconds(desk),
      by: { bot: bot.id },
      body: keyboard ? { ...body, reply_markup: keyboard } : body,
      object: at(chat.id, first),
      ...(replyTo === undefined
        ? {}
        : { replyTo, thread: state.messages.get(at(chat.id, replyTo))?.thread ?? replyTo }),
      ...(given.flag('protect_content') ? { protected: true } : {}),
      ...album,
    }),
  )
  const copies = copiesInGroup(desk, chat, messages)
  const updates = copies.flatMap((copy) => tellAll(state, copy.chat, 'message', shown(desk, copy)))
  commit(
    { do: 'send', messages: [...messages, ...copies], files, updates },
    {
      account: chat.account,
      kind: replyTo === undefined ? 'create' : 'comment',
      objectId: at(chat.id, first),
      text,
      fingerprint: fingerprint(chat.id, text, bodies.length, contents, replyTo ?? 0),
    },
  )
  return messages.map((message) => shown(desk, message))
}

function readReply({ kept: { state } }: Desk, chat: ChatState, given: Given): number | undefined {
  const reply = given.object('reply_parameters')
  if (!reply) return undefined
  const answered = state.messages.get(at(chat.id, Number(reply.message_id)))
  if (!answered && reply.allow_sending_without_reply !== true) throw bad('message to be replied not found')
  return answered?.id
}

function copiesInGroup({ kept: { state } }: Desk, chat: ChatState, messages: Kept[]): Kept[] {
  const group = chat.type === 'channel' && chat.linked ? state.chats.get(chat.linked) : undefined
  if (!group) return []
  const first = nextMessage(state, group.id)
  return messages.map((message, index) => ({
    chat: group.id,
    id: first + index,
    date: message.date,
    by: { channel: chat.id },
    body: message.body,
    object: message.object,
    copyOf: { chat: chat.id, id: message.id },
  }))
}
