import type { Graph, Ground, GroundRows } from '../../families/graph-api/lab/ground.ts'
import { GraphRefusal, gone } from '../../families/graph-api/lab/refusals.ts'
import type { Store } from '../../families/graph-api/lab/store.ts'
import { measure } from '../../lab/measure.ts'
import type { LabSite } from '../../lab/network.ts'
import { readTemplate, type SentTemplate } from './templates.ts'

export type NumberRow = {
  id: string
  business: string
  handle: string
  name: string
  display: string
  user: string
  locale?: string
}
export type HeardRow = {
  id: string
  number: string
  from: string
  name: string
  text: string
  at: string
  read: boolean
  picture?: boolean
}
export type SaidRow = { id: string; number: string; to: string; type: string; text: string; at: string }
export type Rows = GroundRows & {
  numbers: NumberRow
  heard: HeardRow
  said: SaidRow
  files: { id: string; number: string; kind: string; path: string }
  blocked: { id: string }
  subscribed: Subscribed
}
/** `url`: where deliveries go instead of to the app's own address. */
export type Subscribed = { id: string; url?: string; since?: string }
export type Desk = { site: LabSite; store: Store<Rows>; ground: Ground }

const dayMs = 24 * 3_600_000
const wrong = (details: string, code = 100) => new GraphRefusal(code, 'Invalid parameter', { details })

export type Sent = {
  to: string
  type: string
  status?: string
  message_id?: string
  context?: { message_id?: string }
  text?: { body?: string }
  template?: SentTemplate
  reaction?: { message_id?: string; emoji?: string }
} & Record<string, unknown>

export function numberAt({ store }: Desk, graph: Graph): NumberRow {
  const number = store.get('numbers', graph.request.params.id ?? '')
  if (!number || number.business !== graph.token.subject) throw gone(graph.request.params.id ?? '')
  return number
}

/** Free words only within a day of what the person wrote last; a template at any time. */
export function say(desk: Desk, number: NumberRow, message: Sent): object {
  if (message.status === 'read') return markRead(desk, message.message_id ?? '')
  const to = message.to.replace(/\D/g, '')
  if (desk.store.get('blocked', `${number.id} ${to}`)) throw new GraphRefusal(131026, 'Message undeliverable')
  if (message.type !== 'template') checkWindow(desk, number, to)
  const text = wordsOf(desk, number, message)
  const id = `wamid.${Buffer.from(`${number.id} ${desk.store.next()} ${desk.site.random.hex(8)}`).toString('base64url')}`
  const row = { id, number: number.id, to, type: message.type, text, at: desk.ground.now().toISOString() }
  const kind = message.type === 'reaction' ? ('like' as const) : ('message' as const)
  const key = String(message.biz_opaque_callback_data ?? '')
  desk.store.put('said', id, row, {
    account: number.handle,
    kind,
    objectId: id,
    text,
    key,
    fingerprint: `${to} ${text}`,
  })
  return { messaging_product: 'whatsapp', contacts: [{ input: message.to, wa_id: to }], messages: [{ id }] }
}

function markRead(desk: Desk, id: string): object {
  const row = desk.store.get('heard', id)
  if (!row) throw wrong('The message to be marked is unknown')
  if (!row.read) desk.store.put('heard', id, { ...row, read: true })
  return { success: true }
}

function checkWindow({ store, ground }: Desk, number: NumberRow, to: string): void {
  const last = store.all('heard').findLast((one) => one.number === number.id && one.from === to)
  if (!last || ground.now().getTime() - Date.parse(last.at) > dayMs)
    throw new GraphRefusal(131047, 'Re-engagement message', {
      details: 'More than 24 hours have passed since the recipient last replied to the sender number.',
    })
}

function wordsOf(desk: Desk, number: NumberRow, message: Sent): string {
  if (message.type === 'reaction') return message.reaction?.emoji ?? ''
  if (message.type === 'template') return readTemplate(message.template)
  if (message.type === 'text') {
    const body = message.text?.body ?? ''
    if (body.trim() === '' || Array.from(body).length > 4096)
      throw wrong('Param text[body] must be at most 4096 characters long.')
    return body
  }
  const given = message[message.type] as { id?: string; caption?: string } | undefined
  const file = desk.store.get('files', given?.id ?? '')
  if (file?.number !== number.id || file.kind !== message.type) throw new GraphRefusal(131052, 'Media download error')
  if (message.type === 'audio' && given?.caption) throw wrong('Audio has no caption')
  return given?.caption ?? ''
}

const most: Record<string, number> = { image: 5, video: 16, audio: 16, document: 100 }

/** https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media (read 2026-11-22). */
export async function keepFile(desk: Desk, number: NumberRow, { request }: Graph): Promise<{ id: string }> {
  const file = request.files.find((one) => one.field === 'file')
  if (!file) throw wrong('(#100) The parameter file is required.')
  const kind = file.mime.split('/')[0] ?? ''
  const found = await measure(file.path)
  const media = ['image', 'video', 'audio'].includes(kind)
  if (
    (media && found?.kind !== kind) ||
    (kind === 'image' && found?.kind === 'image' && !['image/jpeg', 'image/png'].includes(found.mime))
  )
    throw wrong('The file is not of the type it says it is', 131053)
  const type = media ? kind : 'document'
  if (file.bytes > (most[type] ?? 0) * 1024 * 1024) throw wrong('The file is too large', 131053)
  const id = `44${String(desk.store.next()).padStart(13, '0')}`
  const path = await desk.site.keepFile(file, id)
  desk.store.put(
    'files',
    id,
    { id, number: number.id, kind: type, path },
    { account: number.handle, kind: 'upload', objectId: id },
  )
  return { id }
}

export function block(desk: Desk, number: NumberRow, users: { user: string }[], on: boolean): object {
  for (const { user } of users) {
    const person = user.replace(/\D/g, '')
    const id = `${number.id} ${person}`
    const known = desk.store.get('blocked', id) !== undefined
    const act = { account: number.handle, kind: on ? ('block' as const) : ('unblock' as const), objectId: person }
    if (on && !known) desk.store.put('blocked', id, { id }, act)
    if (!on && known) desk.store.drop('blocked', id, act)
  }
  return {
    messaging_product: 'whatsapp',
    block_users: {
      [on ? 'added_users' : 'removed_users']: users.map(({ user }) => ({
        input: user,
        wa_id: user.replace(/\D/g, ''),
      })),
    },
  }
}
