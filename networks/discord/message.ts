import type { JsonObject } from '../../kernel/json.ts'
import type { OptionValue } from '../compose.ts'
import type { Call, MediaFile, PreparedContent } from '../contract.ts'
import { measuredForm } from '../families/uploads/measured-form.ts'
import { refuseImpostor } from '../families/uploads/refuse-impostor.ts'
import { fitted } from '../fitted.ts'
import { uploadSilenceMs } from '../upload-silence.ts'
import { buttonsOf } from './buttons.ts'
import { ask, wireOf } from './client.ts'
import { altMax, limits } from './limits.ts'
import { inMarkdown } from './markdown.ts'

export type Part = PreparedContent['parts'][number]
type Options = Record<string, OptionValue>
type Loaded = { file: MediaFile; name: string; alt?: string }

const suppressEmbeds = 1 << 2
const suppressNotifications = 1 << 12

/** What stands in the message beside its files. `first` is the part that carries the buttons. */
export function messageBody(part: Part, options: Options, first: boolean): JsonObject {
  const flags =
    (options.noPreview === true ? suppressEmbeds : 0) | (options.silent === true ? suppressNotifications : 0)
  const rows = first ? buttonRows(options.buttons) : []
  return {
    content: inMarkdown(part.text).trim(),
    allowed_mentions: { parse: options.everyone === true ? ['users', 'roles', 'everyone'] : ['users', 'roles'] },
    ...(flags > 0 ? { flags } : {}),
    ...(part.card ? { embeds: [embedOf(part)] } : {}),
    ...(rows.length > 0 ? { components: rows } : {}),
    ...(part.poll ? { poll: pollOf(part.poll) } : {}),
  }
}

function embedOf({ card, cardImage }: Part): JsonObject {
  if (!card) return {}
  return {
    url: card.url,
    title: card.title || card.url,
    ...(card.description ? { description: card.description } : {}),
    ...(cardImage ? { image: { url: `attachment://${cardName(cardImage)}` } } : {}),
  }
}

const cardName = (file: MediaFile) => `card.${extensionOf(file)}`
const extensionOf = ({ mime }: MediaFile) => (mime.split('/')[1] ?? 'bin').replace('jpeg', 'jpg').replace(/\W.*/, '')

function buttonRows(written: unknown): JsonObject[] {
  const buttons = buttonsOf(written).map(({ label, url }) => ({ type: 2, style: 5, label, url }))
  const rows: JsonObject[] = []
  for (let at = 0; at < buttons.length; at += 5) rows.push({ type: 1, components: buttons.slice(at, at + 5) })
  return rows
}

const pollOf = (poll: NonNullable<Part['poll']>): JsonObject => ({
  question: { text: (poll.question ?? '').trim() },
  answers: poll.options.map((option) => ({ poll_media: { text: option.trim() } })),
  allow_multiselect: poll.multiple,
  duration: Math.round(poll.durationSeconds / 3600),
})

/** Everything of the part is one call: files travel beside the JSON. `place` says where in the JSON the message stands. */
export async function send<T>(
  call: Call,
  request: {
    method: 'POST' | 'PATCH'
    path: string
    part: Part
    options: Options
    around: (message: JsonObject) => JsonObject
  },
  message: JsonObject,
): Promise<T> {
  const { method, path, part, options, around } = request
  const files = await loaded(call, part, options)
  const attachments = files.map(
    ({ name, alt }, at): JsonObject => ({
      id: String(at),
      filename: name,
      ...(alt ? { description: [...alt].slice(0, altMax).join('') } : {}),
    }),
  )
  const json = around(files.length > 0 || method === 'PATCH' ? { ...message, attachments } : message)
  if (files.length === 0) return ask(wireOf(call), { method, path, json, writes: true })
  const parts = files.map(({ file, name }, at) => ({
    field: `files[${at}]`,
    fileName: name,
    mime: file.mime,
    bytes: file.bytes,
    open: file.open,
  }))
  const { headers, body } = measuredForm({ payload_json: JSON.stringify(json) }, parts)
  const timeoutMs = uploadSilenceMs(files.reduce((sum, { file }) => sum + file.bytes, 0))
  return ask(wireOf(call), { method, path, headers, body, timeoutMs, writes: true })
}

async function loaded(call: Call, part: Part, options: Options): Promise<Loaded[]> {
  const files: Loaded[] = []
  for (const [at, original] of part.media.entries()) {
    const file = await fitted(original, limits(call.account.facts))
    await refuseImpostor(file)
    const veil = options.spoiler === true && ['image', 'gif', 'video'].includes(file.kind) ? 'SPOILER_' : ''
    files.push({ file, name: `${veil}${nameOf(original, file, at)}`, alt: original.alt?.trim() })
  }
  if (part.card && part.cardImage) {
    const file = await fitted(part.cardImage, limits(call.account.facts))
    files.push({ file, name: cardName(file) })
  }
  return files
}

/** Letters that are safe in a name of a file everywhere; what was re-made ends as what it became. */
function nameOf(original: MediaFile, file: MediaFile, at: number): string {
  const given = (original.fileName ?? '').replace(/[^\p{L}\p{N}._-]+/gu, '_').slice(-100)
  const base = given.replace(/\.[^.]*$/, '') || `file-${at + 1}`
  return file.kind === 'document' && given.includes('.') ? given : `${base}.${extensionOf(file)}`
}

/** By which files are known again when a post is edited. */
export const signatures = (media: MediaFile[]): string[] =>
  media.map((one) => [one.id, one.alt ?? '', JSON.stringify(one.crop ?? '')].join(' '))
