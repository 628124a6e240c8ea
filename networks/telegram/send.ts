import { NetworkFailure } from '../../kernel/failure.ts'
import type { Json, JsonObject } from '../../kernel/json.ts'
import type { OptionValue } from '../compose.ts'
import type { Call, MediaFile, PreparedContent, StepResult } from '../contract.ts'
import { type Message, messageUrl, refId } from './bot-api.ts'
import { buttonsOf } from './buttons.ts'
import { ask, botOf, type Params } from './client.ts'
import { carriers, fitted, measuresOf, signatures, uploadOf } from './files.ts'
import { type Entity, formatted } from './markup.ts'
import type { Place } from './place.ts'

type Part = PreparedContent['parts'][number]
type Options = Record<string, OptionValue>
export type Sending = { chat: number; options: Options; replyTo?: number; buttons?: boolean }

/** Sends one part: a text, one file, an album or a poll. */
export async function sendPart(call: Call, part: Part, where: Sending): Promise<StepResult> {
  const [file, ...more] = part.media
  if (part.poll) return result([await sendPoll(call, part, where)], part)
  if (!file) return result([await sendText(call, part.text, where)], part)
  if (more.length === 0) return result([await sendFile(call, file, part.text, where)], part)
  return result(await sendAlbum(call, part, where), part)
}

export function sendText(call: Call, written: string, where: Sending): Promise<Message> {
  const params = { ...common(where), ...textParams(written, where.options), reply_markup: keyboard(where) }
  return ask(botOf(call), { method: 'sendMessage', params, writes: true })
}

export function textParams(written: string, options: Options): Params {
  const { text, entities } = formatted(written, options.formatting)
  return { text, entities: listed(entities), link_preview_options: preview(text, entities, options.preview) }
}

export function captionParams(written: string, options: Options): Params {
  const { text, entities } = formatted(written, options.formatting)
  if (text === '') return {}
  return {
    caption: text,
    caption_entities: listed(entities),
    show_caption_above_media: options.captionAbove === true ? true : undefined,
  }
}

const listed = (entities: JsonObject[]): Json | undefined => (entities.length > 0 ? entities : undefined)

/** A size is heeded only for an address that is named, so the first one of the text is. */
function preview(text: string, entities: Entity[], option: OptionValue | undefined): JsonObject | undefined {
  if (option === 'off') return { is_disabled: true }
  const linked = entities.find((one) => one.url?.startsWith('http'))?.url
  const url = /https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]]/i.exec(text)?.[0] ?? linked
  return option === 'large' && url ? { url, prefer_large_media: true } : undefined
}

const common = ({ chat, options, replyTo }: Sending): Params => ({
  chat_id: chat,
  disable_notification: options.silent === true ? true : undefined,
  protect_content: options.protect === true ? true : undefined,
  reply_parameters: replyTo === undefined ? undefined : { message_id: replyTo },
})

export function keyboard({ options, buttons }: { options: Options; buttons?: boolean }): JsonObject | undefined {
  const rows = buttons ? buttonsOf(options.buttons).map((one) => [one]) : []
  return rows.length > 0 ? { inline_keyboard: rows } : undefined
}

async function sendFile(call: Call, original: MediaFile, text: string, where: Sending): Promise<Message> {
  const file = await fitted(original)
  const { method, field } = carriers[file.kind]
  const params = {
    ...common(where),
    ...withoutPlace(captionParams(text, where.options), file.kind),
    ...measuresOf(file),
    has_spoiler: spoiler(file, where.options),
    reply_markup: keyboard(where),
  }
  return ask(botOf(call), { method, params, uploads: [uploadOf(file, field)], writes: true })
}

/** Sound and documents always stand above their caption. */
const withoutPlace = (params: Params, kind: MediaFile['kind']): Params =>
  kind === 'audio' || kind === 'document' ? { ...params, show_caption_above_media: undefined } : params

const spoiler = (file: MediaFile, options: Options): true | undefined =>
  options.spoiler === true && file.kind !== 'audio' && file.kind !== 'document' ? true : undefined

async function sendAlbum(call: Call, part: Part, where: Sending): Promise<Message[]> {
  const files: MediaFile[] = []
  for (const one of part.media) files.push(await fitted(one))
  const media = files.map((file, at) => inputMedia(file, `file${at}`, at === 0 ? part.text : '', where.options))
  const uploads = files.map((file, at) => uploadOf(file, `file${at}`))
  return ask(botOf(call), { method: 'sendMediaGroup', params: { ...common(where), media }, uploads, writes: true })
}

/** A file of an album or of an edit; its bytes travel beside it under the name `attached`. */
export function inputMedia(file: MediaFile, attached: string, text: string, options: Options): JsonObject {
  const { type } = carriers[file.kind]
  const params = {
    ...withoutPlace(captionParams(text, options), file.kind),
    ...measuresOf(file),
    has_spoiler: spoiler(file, options),
  }
  return JSON.parse(JSON.stringify({ type, media: `attach://${attached}`, ...params })) as JsonObject
}

/** The text of a part with a poll stands above its question. */
function sendPoll(call: Call, part: Part, where: Sending): Promise<Message> {
  const { poll } = part
  if (!poll) throw new NetworkFailure('rejected', 'there is no poll to send')
  const { text, entities } = formatted(part.text, where.options.formatting)
  const params = {
    ...common(where),
    question: (poll.question ?? '').trim(),
    options: poll.options.map((option) => ({ text: option.trim() })),
    allows_multiple_answers: poll.multiple,
    open_period: poll.durationSeconds,
    hide_results_until_closes: poll.hideTotals === true ? true : undefined,
    description: text === '' ? undefined : text,
    description_entities: listed(entities),
    reply_markup: keyboard(where),
  }
  return ask(botOf(call), { method: 'sendPoll', params, writes: true })
}

export function sendPlace(call: Call, place: Place, where: Sending): Promise<Message> {
  const method = place.title ? 'sendVenue' : 'sendLocation'
  return ask(botOf(call), { method, params: { ...common(where), ...place }, writes: true })
}

function result(messages: Message[], part: Part): StepResult {
  const ref = refOf(messages)
  return { ref, data: { media: signatures(part.media) } }
}

export function refOf(messages: Message[]): NonNullable<StepResult['ref']> {
  const first = messages[0]
  if (!first) throw new NetworkFailure('unknown-outcome', 'Telegram answered without a message')
  const url = messageUrl(first.chat, first.message_id)
  const more = { chat: first.chat.id, messages: messages.map((one) => one.message_id) }
  return { id: refId(first.chat.id, first.message_id), ...(url ? { url } : {}), more }
}
