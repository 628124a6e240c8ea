import { timingSafeEqual } from 'node:crypto'
import type { Json } from '../../kernel/json.ts'
import type { Interaction, WebhookKeys, WebhookRequest, Webhooks } from '../contract.ts'
import { apiVersion, ask, wireOf } from './client.ts'
import { codes, saysCode } from './failures.ts'
import { heardComment, heardMessage } from './heard.ts'
import { groupOf } from './media.ts'
import type { Comment, Message } from './objects.ts'

/** How our door is called among the community's servers. */
export const doorTitle = 'Rialto'
const heard = [
  'wall_reply_new',
  'wall_reply_edit',
  'wall_reply_restore',
  'wall_reply_delete',
  'message_new',
  'message_reply',
  'message_edit',
]

/** The Callback API: a door for each community, a secret in every body, a code to say once. */
export const webhooks: Webhooks = {
  per: 'account',
  verify: (request, keys) => hasSecret(request, keys),
  greet: (request, keys) => {
    const { confirmation } = keys.secrets
    const asks = bodyOf(request).type === 'confirmation'
    return asks && confirmation && hasSecret(request, keys) ? { status: 200, body: confirmation } : undefined
  },
  read: (body) => {
    const { type, object, group_id: group } = isRecord(body) ? (body as Delivery) : {}
    if (!isRecord(object) || typeof type !== 'string' || typeof group !== 'number') return []
    const what = read(type, object as Json, group)
    return what ? [{ what }] : []
  },
  thanks: { status: 200, body: 'ok' },
  subscribe: async (call, url) => {
    const wire = wireOf(call)
    const group_id = groupOf(call.account)
    const server = (await servers(call)).find((one) => one.url === url)
    const params = { group_id, url, title: doorTitle, secret_key: call.account.secrets.hook }
    const id =
      server?.id ??
      (await ask<{ server_id: number }>(wire, { method: 'groups.addCallbackServer', params, as: 'either' })).server_id
    const events = Object.fromEntries(heard.map((name) => [name, true]))
    const settings = { group_id, server_id: id, api_version: apiVersion, ...events }
    await ask(wire, { method: 'groups.setCallbackSettings', params: settings, as: 'either' })
  },
  unsubscribe: async (call) => {
    for (const { id } of (await servers(call)).filter((one) => one.title === doorTitle)) {
      const params = { group_id: groupOf(call.account), server_id: id }
      await ask(wireOf(call), { method: 'groups.deleteCallbackServer', params, as: 'either' }).catch(
        (error: unknown) => {
          if (!saysCode(error, codes.notFound)) throw error
        },
      )
    }
  },
}

type Delivery = { type?: unknown; object?: unknown; group_id?: unknown; secret?: unknown }
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function bodyOf(request: WebhookRequest): Delivery {
  try {
    const body: unknown = JSON.parse(request.body.toString('utf8'))
    return isRecord(body) ? body : {}
  } catch {
    return {}
  }
}

function hasSecret(request: WebhookRequest, { secrets }: WebhookKeys): boolean {
  const { secret } = bodyOf(request)
  const given = Buffer.from(typeof secret === 'string' ? secret : '')
  const wanted = Buffer.from(secrets.hook ?? '')
  return wanted.length > 0 && given.length === wanted.length && timingSafeEqual(given, wanted)
}

function read(type: string, object: Json, group: number): Interaction | undefined {
  const account = { remoteId: String(group) }
  if (/^wall_reply_(new|edit|restore)$/.test(type)) {
    const comment = object as Comment
    if (typeof comment.id !== 'number' || typeof comment.text !== 'string') return undefined
    const place = { owner: comment.owner_id ?? -group, post: comment.post_id ?? 0 }
    return { ...heardComment(comment, {}, account, place), ...(type.endsWith('edit') ? { edited: true } : {}) }
  }
  if (type === 'wall_reply_delete') return removed(object, group)
  if (!type.startsWith('message_')) return undefined
  const message = (isRecord(object) && isRecord(object.message) ? object.message : object) as Message
  if (typeof message.id !== 'number' || typeof message.text !== 'string') return undefined
  return heardMessage(message, {})
}

type Removed = { owner_id?: unknown; id?: unknown; user_id?: unknown; post_id?: unknown }

/** A comment taken away tells no words any longer. */
function removed(object: Json, group: number): Interaction | undefined {
  const { id, owner_id: owner = -group, user_id: from = 0, post_id: post = 0 } = object as Removed
  if (![id, owner, from, post].every((one) => typeof one === 'number')) return undefined
  const comment = { id, from_id: from, date: 0, text: '' } as Comment
  const place = { owner: owner as number, post: post as number }
  return { ...heardComment(comment, {}, { remoteId: String(group) }, place), deleted: true }
}

type CallbackServer = { id: number; url: string; title: string }

async function servers(call: Parameters<NonNullable<Webhooks['subscribe']>>[0]): Promise<CallbackServer[]> {
  const params = { group_id: groupOf(call.account) }
  const asked = { method: 'groups.getCallbackServers', params, as: 'either' } as const
  return (await ask<{ items: CallbackServer[] }>(wireOf(call), asked)).items
}
