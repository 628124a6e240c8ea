import { measure } from '../../lab/measure.ts'
import type { LabFile, LabRequest } from '../../lab/network.ts'
import { invalid, Refused } from './refusals.ts'
import { type Desk, type EmFile, type EmMessage, nextId } from './state.ts'

export type Given = Record<string, unknown>
export type Written = Pick<EmMessage, 'content' | 'files' | 'embeds' | 'components' | 'poll' | 'flags'>

const fileMax = 10 * 1024 * 1024
const suppressEmbeds = 4
const suppressNotifications = 4096

/** The JSON of a call, whether it is the body or the field `payload_json` beside files. */
export function payloadOf(request: LabRequest): Given {
  const body = (request.body ?? {}) as Given
  if (request.type !== 'multipart/form-data') return body
  try {
    return JSON.parse(String(body.payload_json ?? '{}')) as Given
  } catch {
    throw new Refused(400, 50109, 'The request body contains invalid JSON.')
  }
}

/** Reads and refuses as the network does; nothing is kept before everything is in order. */
export async function readMessage(desk: Desk, given: Given, uploads: LabFile[]): Promise<Written> {
  const content = String(given.content ?? '').trim()
  const length = [...content].length
  if (length > 2000) throw invalid('content', 'BASE_TYPE_MAX_LENGTH', 'Must be 2000 or fewer in length.')
  const embeds = listed(given.embeds)
  if (embeds.length > 10) throw invalid('embeds', 'BASE_TYPE_MAX_LENGTH', 'Must be 10 or fewer in length.')
  const size = embeds.reduce((sum, one) => sum + [...`${one.title ?? ''}${one.description ?? ''}`].length, 0)
  if (size > 6000) throw invalid('embeds', 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000')
  const flags = Number(given.flags ?? 0)
  if ((flags & ~(suppressEmbeds | suppressNotifications)) !== 0)
    throw invalid('flags', 'MESSAGE_FLAGS_INVALID', 'Invalid flags')
  const poll = given.poll ? readPoll(desk, given.poll as Given) : undefined
  const files = await readFiles(desk, listed(given.attachments), uploads)
  if (content === '' && embeds.length === 0 && files.length === 0 && !poll)
    throw new Refused(400, 50006, 'Cannot send an empty message')
  const attached = embeds.map((one) => withAttachment(one, files))
  return { content, files, embeds: attached, components: readRows(given.components), flags, ...(poll ? { poll } : {}) }
}

const listed = (value: unknown): Given[] => (Array.isArray(value) ? (value as Given[]) : [])

function withAttachment(embed: Given, files: EmFile[]): Given {
  const url = String((embed.image as Given | undefined)?.url ?? '')
  const name = /^attachment:\/\/(.+)$/.exec(url)?.[1]
  if (!name) return embed
  const file = files.find((one) => one.filename === name)
  if (!file)
    throw invalid('embeds.0.image.url', 'ATTACHMENT_NOT_FOUND', `The referenced attachment ${name} was not found`)
  return { ...embed, image: { url: `attachment-${file.id}`, width: file.width, height: file.height } }
}

function readRows(value: unknown): Given[] {
  const rows = listed(value)
  if (rows.length > 5) throw invalid('components', 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.')
  for (const [at, row] of rows.entries())
    for (const button of listed(row.components))
      if (!/^(https?|discord):\/\//.test(String(button.url)))
        throw invalid(
          `components.${at}.components.0.url`,
          'URL_TYPE_INVALID_SCHEME',
          'Scheme must be one of (http, https, discord).',
        )
  return rows
}

function readPoll({ site }: Desk, given: Given): EmMessage['poll'] {
  const question = String((given.question as Given | undefined)?.text ?? '')
  const answers = listed(given.answers).map((one) => String((one.poll_media as Given | undefined)?.text ?? ''))
  const hours = Number(given.duration ?? 24)
  if (question === '' || [...question].length > 300)
    throw invalid('poll.question.text', 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 300 in length.')
  if (answers.length < 1 || answers.length > 10)
    throw invalid('poll.answers', 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 10 in length.')
  if (answers.some((one) => one === '' || [...one].length > 55))
    throw invalid('poll.answers.0.poll_media.text', 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 55 in length.')
  if (!Number.isInteger(hours) || hours < 1 || hours > 768)
    throw invalid('poll.duration', 'NUMBER_TYPE_MAX', 'int value should be less than or equal to 768.')
  const expiry = new Date(site.clock.now().getTime() + hours * 3_600_000).toISOString()
  return { question, answers, multiple: given.allow_multiselect === true, expiry }
}

/** Every file named in `attachments` must be there as `files[n]`, and the reverse. */
async function readFiles(desk: Desk, named: Given[], uploads: LabFile[]): Promise<EmFile[]> {
  if (named.length > 10 || uploads.length > 10)
    throw new Refused(400, 30015, 'Maximum number of attachments in a message reached (10)')
  const files: EmFile[] = []
  for (const [at, upload] of uploads.entries()) {
    const number = /^files\[(\d)\]$/.exec(upload.field)?.[1]
    const about = named.find((one) => String(one.id) === number)
    if (number === undefined || !about)
      throw invalid(`attachments.${at}`, 'ATTACHMENT_ID_INVALID', 'Invalid attachment')
    if (upload.bytes > fileMax) throw new Refused(413, 40005, 'Request entity too large')
    const alt = String(about.description ?? '')
    if ([...alt].length > 1024)
      throw invalid(`attachments.${at}.description`, 'BASE_TYPE_MAX_LENGTH', 'Must be 1024 or fewer in length.')
    const measured = await measure(upload.path)
    const id = String(BigInt(nextId(desk)) + BigInt(at) + 1_000n)
    files.push({
      id,
      filename: String(about.filename ?? upload.fileName),
      size: upload.bytes,
      mime: measured ? measured.mime : upload.mime,
      ...(measured && measured.kind !== 'audio' ? { width: measured.width, height: measured.height } : {}),
      ...(alt ? { alt } : {}),
      path: await desk.site.keepFile(upload, id),
    })
  }
  return files
}
