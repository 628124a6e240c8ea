import type { JsonObject } from '../../../kernel/json.ts'
import type { Given } from './params.ts'
import { isRecord } from './params.ts'
import { bad } from './refusals.ts'

const largest = { text: 4096, caption: 1024, description: 1024, question: 300, option: 100 }
const names = {
  text: 'message',
  caption: 'message caption',
  description: 'poll description',
  question: 'poll question',
  option: 'poll option',
}
const styles = new Set([
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'code',
  'pre',
  'text_link',
  'blockquote',
  'custom_emoji',
  'mention',
  'hashtag',
  'url',
  'cashtag',
])

/** UTF-16 units, counted by code point: what lies beyond the basic plane counts two. */
function units(text: string): number {
  let sum = 0
  for (const sign of text) sum += (sign.codePointAt(0) ?? 0) > 0xffff ? 2 : 1
  return sum
}

/** A text with its entities as it will stand: ends trimmed, bounds checked. */
export function readText(
  given: Given,
  what: 'text' | 'caption' | 'description',
  entitiesName: string,
): { text: string; entities: JsonObject[] } {
  for (const mode of ['parse_mode', `${what}_parse_mode`])
    if (given.has(mode)) throw bad('this server parses no markup; send entities')
  const sent = given.text(what) ?? ''
  const leading = /^\s*/.exec(sent)?.[0].length ?? 0
  const text = sent.trim()
  const entities = readEntities(given.list(entitiesName) ?? [], text, leading)
  if (units(text) > largest[what]) throw bad(`${names[what]} is too long`)
  return { text, entities }
}

export function readLine(text: unknown, what: 'question' | 'option'): string {
  const line = typeof text === 'string' ? text.trim() : ''
  if (line === '') throw bad(`${names[what]} must be non-empty`)
  if (units(line) > largest[what]) throw bad(`${names[what]} length must not exceed ${largest[what]}`)
  return line
}

function readEntities(listed: unknown[], text: string, leading: number): JsonObject[] {
  if (listed.length > 100) throw bad('too many entities')
  const read = listed.map((one) => readEntity(one, text, leading))
  for (const one of read) for (const other of read) refuseCrossing(one, other)
  return read.map(({ shown }) => shown)
}

type Read = { type: string; from: number; to: number; shown: JsonObject }

function readEntity(one: unknown, text: string, leading: number): Read {
  if (!isRecord(one) || typeof one.type !== 'string' || !styles.has(one.type))
    throw bad("can't parse entities: unknown type")
  const from = Number(one.offset) - leading
  const to = from + Number(one.length)
  if (!Number.isInteger(from) || !Number.isInteger(to) || from < 0 || to <= from || to > text.length)
    throw bad('ENTITY_BOUNDS_INVALID')
  if (isInside(text, from) || isInside(text, to)) throw bad('ENTITY_BOUNDS_INVALID')
  if (one.type === 'text_link' && !isAddress(one.url)) throw bad('ENTITY_TEXTURL_INVALID')
  const shown: JsonObject = { type: one.type, offset: from, length: to - from }
  if (one.type === 'text_link') shown.url = String(one.url)
  return { type: one.type, from, to, shown }
}

/** In the middle of a surrogate pair. */
const isInside = (text: string, at: number) => {
  const unit = text.charCodeAt(at)
  const before = text.charCodeAt(at - 1)
  return unit >= 0xdc00 && unit <= 0xdfff && before >= 0xd800 && before <= 0xdbff
}

function refuseCrossing(one: Read, other: Read): void {
  if (one === other || one.to <= other.from || other.to <= one.from) return
  const nested = (one.from >= other.from && one.to <= other.to) || (other.from >= one.from && other.to <= one.to)
  if (!nested || one.type === 'code') throw bad("can't parse entities: they overlap")
}

export function isAddress(url: unknown): boolean {
  if (typeof url !== 'string' || /\s/.test(url)) return false
  if (/^(tg|mailto):/.test(url)) return true
  const host = /^https?:\/\/([^/?#]+)/i.exec(url)?.[1] ?? ''
  return host.includes('.') || host.startsWith('localhost')
}

/** Buttons under a message. Throws for what no app could press. */
export function readKeyboard(given: Given): JsonObject | undefined {
  const markup = given.object('reply_markup')
  if (!markup) return undefined
  const rows = markup.inline_keyboard
  if (!Array.isArray(rows)) throw bad("can't parse reply keyboard markup")
  const buttons = rows.flatMap((row: unknown) => {
    if (!Array.isArray(row) || row.length > 8) throw bad('BUTTON_ROW_INVALID')
    return row as unknown[]
  })
  if (buttons.length > 100) throw bad('REPLY_MARKUP_TOO_LONG')
  for (const button of buttons) {
    if (!isRecord(button) || typeof button.text !== 'string' || button.text.trim() === '')
      throw bad('BUTTON_TEXT_INVALID')
    const acts = Object.keys(button).filter((key) => !['text', 'style', 'icon_custom_emoji_id'].includes(key))
    if (acts.length !== 1) throw bad('BUTTON_TYPE_INVALID')
    if ('url' in button && !isAddress(button.url))
      throw bad(`inline keyboard button URL '${button.url}' is invalid: Wrong HTTP URL`)
  }
  return rows.length > 0 ? (JSON.parse(JSON.stringify(markup)) as JsonObject) : undefined
}
