import type { JsonObject } from '../../kernel/json.ts'
import type { Interaction, Webhooks } from '../contract.ts'
import { entriesIn, greeted, isSigned, objectOf, textOf } from '../families/graph-api/deliveries.ts'
import { messageIn } from '../families/graph-api/talks.ts'
import { ask } from '../families/graph-api/wire.ts'
import { talksAt, wireOf } from './client.ts'

/** https://developers.facebook.com/docs/instagram-platform/webhooks (read 2026-11-22). */
export const webhooks: Webhooks = {
  per: 'app',
  verify: isSigned,
  greet: greeted,
  read: (body) =>
    entriesIn(body, 'instagram').flatMap(({ id: account, at, changes, messaging }) => {
      const said = changes.flatMap(({ field, value }) => {
        if (field === 'comments' || field === 'live_comments') return comment(account, value, at) ?? []
        return field === 'mentions' ? (mention(value, at) ?? []) : []
      })
      const written = messaging.flatMap((one) => messageIn(account, one) ?? [])
      return [...said, ...written].map((what) => ({ account, what }))
    }),
  subscribe: async (call) => {
    const fields = call.account.facts.login === 'page' ? ['feed'] : ['comments', 'mentions', 'messages']
    const params = { subscribed_fields: fields.join(',') }
    await ask(wireOf(call), { method: 'POST', path: `${talksAt(call)}/subscribed_apps`, params })
  },
  unsubscribe: async (call) => {
    await ask(wireOf(call), { method: 'DELETE', path: `${talksAt(call)}/subscribed_apps` })
  },
}

/** The delivery tells no moment of the comment itself: that of the entry stands in for it. */
function comment(self: string, value: JsonObject, at: Date): Interaction | undefined {
  const id = textOf(value.id)
  if (id === '') return undefined
  const from = objectOf(value.from)
  const handle = textOf(from.username) || 'unknown'
  const parent = textOf(value.parent_id)
  return {
    id,
    kind: parent ? 'reply' : 'comment',
    at,
    author: { id: textOf(from.id) || handle, handle, name: handle },
    text: textOf(value.text),
    under: { id: textOf(objectOf(value.media).id) },
    ...(parent ? { replyTo: parent } : {}),
    media: [],
    ...(textOf(from.id) === self ? { own: true } : {}),
  }
}

/** Only numbers are told: what was said is read at the network. */
function mention(value: JsonObject, at: Date): Interaction | undefined {
  const media = textOf(value.media_id)
  if (media === '') return undefined
  const id = textOf(value.comment_id) || media
  const unknown = { id: 'unknown', handle: 'unknown', name: 'unknown' }
  return { id, kind: 'mention', at, author: unknown, text: '', under: { id: media }, media: [] }
}
