import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Json, JsonObject } from '../../kernel/json.ts'
import type { Interaction, Webhooks } from '../contract.ts'
import { ask, wireOf } from './client.ts'

const wanted = ['message', 'subscribed', 'failed']

export const signatureOf = (body: Buffer, token: string): string =>
  createHmac('sha256', token).update(body).digest('hex')

/** Every delivery is signed over its body with the bot's own token. */
export const webhooks: Webhooks = {
  per: 'account',
  verify: ({ headers, body }, { secrets }) => {
    if (!secrets.token) return false
    const given = Buffer.from((headers['x-viber-content-signature'] ?? '').toLowerCase())
    const right = Buffer.from(signatureOf(body, secrets.token))
    return given.length === right.length && timingSafeEqual(given, right)
  },
  read: (body) => {
    const what = isObject(body) ? heard(body) : undefined
    return what ? [{ what }] : []
  },
  subscribe: async (call, url) => {
    await ask(wireOf(call), 'set_webhook', { url, event_types: wanted, send_name: true, send_photo: true })
  },
  unsubscribe: async (call) => {
    await ask(wireOf(call), 'set_webhook', { url: '' })
  },
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The number of a message has more digits than a parsed number keeps: moment and sender make its name sure. */
function heard(body: JsonObject): Interaction | undefined {
  const { event, timestamp, message_token: token } = body
  const person = isObject(body.sender) ? body.sender : isObject(body.user) ? body.user : undefined
  if (typeof person?.id !== 'string' || typeof timestamp !== 'number') return undefined
  const name = typeof person.name === 'string' ? person.name : person.id
  const author = {
    id: person.id,
    handle: name,
    name,
    ...(typeof person.avatar === 'string' ? { avatarUrl: person.avatar } : {}),
  }
  const id = `${String(token ?? '')}-${timestamp}-${person.id}`
  const said = { id, at: new Date(timestamp), author, media: [] }
  if (event === 'subscribed') return { ...said, kind: 'follow', text: '' }
  if (event !== 'message' || !isObject(body.message)) return undefined
  const { type, text, media } = body.message
  const file = typeof media === 'string' ? [{ kind: kinds[String(type)] ?? 'document', url: media }] : []
  return {
    ...said,
    kind: 'message',
    text: typeof text === 'string' ? text : '',
    under: { id: person.id },
    media: type === 'url' ? [] : file,
    ...(type === 'url' && typeof media === 'string' ? { url: media } : {}),
  }
}

const kinds: Record<string, string> = { picture: 'image', video: 'video', file: 'document', sticker: 'image' }
