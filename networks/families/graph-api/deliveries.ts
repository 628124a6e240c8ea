import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Json, JsonObject } from '../../../kernel/json.ts'
import type { AppWanted, WebhookAnswer, WebhookKeys, WebhookRequest } from '../../contract.ts'

/** `X-Hub-Signature-256` over the very bytes of the body: https://developers.facebook.com/docs/graph-api/webhooks/getting-started. */
export function isSigned({ headers, body }: WebhookRequest, { app }: WebhookKeys): boolean {
  const secret = app.clientSecret ?? ''
  if (secret === '') return false
  const wanted = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
  return isSame(headers['x-hub-signature-256'] ?? '', wanted)
}

/** The question whether the door is ours, with the word that the operator typed at both places. */
export function greeted({ method, query }: WebhookRequest, { app }: WebhookKeys): WebhookAnswer | undefined {
  if (method !== 'GET' || query['hub.mode'] !== 'subscribe') return undefined
  const word = app.verifyToken ?? ''
  if (word === '' || !isSame(query['hub.verify_token'] ?? '', word)) return { status: 403, body: '' }
  return { status: 200, body: query['hub.challenge'] ?? '', type: 'text/plain' }
}

function isSame(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)]
  return one.length === other.length && timingSafeEqual(one, other)
}

export type Entry = { id: string; at: Date; changes: { field: string; value: JsonObject }[]; messaging: JsonObject[] }

/** The entries about one kind of object; anything that is not a delivery gives none. */
export function entriesIn(body: Json, object: string): Entry[] {
  if (!isObject(body) || body.object !== object) return []
  return listOf(body.entry).map((entry) => ({
    id: textOf(entry.id),
    at: momentOf(entry.time),
    changes: listOf(entry.changes).flatMap((change) =>
      isObject(change.value) ? [{ field: textOf(change.field), value: change.value }] : [],
    ),
    messaging: listOf(entry.messaging),
  }))
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const listOf = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
export const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {})
export const textOf = (value: Json | undefined): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

/** Seconds or milliseconds since 1970, or text. */
export function momentOf(value: Json | undefined): Date {
  if (typeof value === 'number') return new Date(value > 100_000_000_000 ? value : value * 1000)
  if (typeof value === 'string' && /^\d+$/.test(value)) return momentOf(Number(value))
  return new Date(typeof value === 'string' ? value.replace(/\+0000$/, 'Z') : Number.NaN)
}

/** What the app of the desk is told by: the same three keys for every network of this family. */
export const appFields = (id: string): AppWanted['fields'] => [
  { key: 'clientId', kind: 'text', label: `${id}.app.clientId`, help: `${id}.app.clientId.help` },
  { key: 'clientSecret', kind: 'password', label: `${id}.app.clientSecret`, help: `${id}.app.clientSecret.help` },
  { key: 'verifyToken', kind: 'text', label: `${id}.app.verifyToken`, help: `${id}.app.verifyToken.help` },
]
