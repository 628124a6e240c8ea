import { createHash } from 'node:crypto'
import type { LabSite } from '../../lab/lab.ts'
import type { LabTables } from '../../lab/tables.ts'
import { fetched } from './media.ts'
import type { Account, Message, Rows } from './rows.ts'

export type Desk = { site: LabSite; tables: LabTables<Rows>; rows: LabTables<Rows>['rows'] }
export type Body = Record<string, unknown>

export class Refused extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}
const bad = (what: string) => new Refused(3, `badData: ${what}`)

const mb = 1024 * 1024
const common = ['type', 'min_api_version', 'tracking_data', 'auth_token']
const fields: Record<string, string[]> = {
  text: ['text'],
  picture: ['text', 'media', 'thumbnail'],
  video: ['media', 'size', 'duration', 'thumbnail'],
  file: ['media', 'size', 'file_name'],
  url: ['media'],
}

/** What a message may hold, by its type; any other field is refused, and its file is fetched. */
export async function readMessage(body: Body, besides: string[]): Promise<Pick<Message, 'type' | 'text' | 'media'>> {
  const type = String(body.type ?? '')
  const allowed = fields[type]
  if (!allowed) throw bad('unknown type')
  const strange = Object.keys(body).find((key) => ![...common, ...besides, ...allowed].includes(key))
  if (strange) throw bad(`${strange} is not a field of ${type}`)
  const text = typeof body.text === 'string' ? body.text : ''
  if (JSON.stringify(body).length > 30 * 1024) throw bad('the message is larger than 30 kB')
  if (type === 'text') {
    if (text.trim() === '') throw new Refused(4, 'missingData: text')
    if (lengthOf(text) > 7000) throw bad('text is too long')
    return { type, text }
  }
  if (lengthOf(text) > 768) throw bad('text of a picture is too long')
  const media = String(body.media ?? '')
  if (!URL.canParse(media) || media.length > 2000) throw bad('media is no address')
  if (type !== 'url') await checkFile(type, media, body)
  return { type, text, media }
}

const lengthOf = (text: string) => Buffer.byteLength(text, 'utf16le') / 2

async function checkFile(type: string, media: string, body: Body): Promise<void> {
  const file = await fetched(media)
  if (!file) throw bad('media cannot be fetched')
  const { found, bytes } = file
  if (type === 'picture') {
    if (found?.kind !== 'image' || found.mime !== 'image/jpeg') throw bad('a picture must be JPEG')
    if (bytes > mb) throw bad('a picture may have 1 MB')
    return
  }
  if (typeof body.size !== 'number' || body.size !== bytes) throw bad('size')
  if (type === 'file') {
    if (bytes > 50 * mb) throw bad('a file may have 50 MB')
    if (typeof body.file_name !== 'string' || !/\.\w{2,5}$/.test(body.file_name) || body.file_name.length > 256)
      throw bad('file_name needs its extension')
    return
  }
  if (found?.kind !== 'video' || found.mime !== 'video/mp4') throw bad('a video must be MP4')
  if (bytes > 26 * mb || found.durationMs > 180_500) throw bad('a video may have 26 MB and 180 s')
}

/** Numbers of messages have nineteen digits. */
export const newToken = ({ tables }: Desk) => `5912661846655${String(tables.nextId()).padStart(6, '0')}`

export async function post(desk: Desk, account: Account, body: Body): Promise<string> {
  if (account.kind !== 'channel') throw new Refused(15, 'publicAccountNotAuthorized')
  if (!account.webhook) throw new Refused(10, 'webhookNotSet')
  if (!account.admins.some((one) => one.id === body.from && one.role === 'superadmin'))
    throw new Refused(15, 'publicAccountNotAuthorized')
  return keep(desk, account, await readMessage(body, ['from']))
}

const hour = 3_600_000

/** Only to who subscribed; a hundred an hour while they do not answer. */
export async function send(desk: Desk, account: Account, body: Body): Promise<string> {
  if (account.kind !== 'bot') throw new Refused(15, 'publicAccountNotAuthorized')
  const to = String(body.receiver ?? '')
  if (!desk.rows.talks.get(account.id)?.people.includes(to)) throw new Refused(6, 'receiverNotSubscribed')
  const sender = body.sender as { name?: unknown } | undefined
  if (typeof sender?.name !== 'string' || [...sender.name].length > 28) throw new Refused(4, 'missingData: sender.name')
  const since = desk.site.clock.now().getTime() - hour
  const recent = [...desk.rows.messages.values()].filter((one) => one.to === to && one.at > since)
  if (recent.length >= 100) throw new Refused(12, 'tooManyRequests')
  return keep(desk, account, await readMessage(body, ['receiver', 'sender', 'keyboard']), to)
}

function keep(desk: Desk, account: Account, said: Pick<Message, 'type' | 'text' | 'media'>, to?: string): string {
  const token = newToken(desk)
  const message: Message = {
    token,
    of: account.id,
    ...said,
    at: desk.site.clock.now().getTime(),
    ...(to ? { to } : {}),
  }
  desk.tables.commit([['messages', token, message]], {
    account: account.account,
    kind: to ? 'message' : 'create',
    objectId: token,
    text: said.text,
    fingerprint: createHash('sha256')
      .update(JSON.stringify([to, said]))
      .digest('hex')
      .slice(0, 16),
  })
  return token
}
