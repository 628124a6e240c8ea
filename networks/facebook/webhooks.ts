import type { JsonObject } from '../../kernel/json.ts'
import type { Interaction, Webhooks } from '../contract.ts'
import { entriesIn, greeted, isSigned, momentOf, objectOf, textOf } from '../families/graph-api/deliveries.ts'
import { messageIn } from '../families/graph-api/talks.ts'
import { ask } from '../families/graph-api/wire.ts'
import { pageOf, wireOf } from './client.ts'
import { reviewIn } from './reviews.ts'

/** What this page tells the app; the address itself is written in the app's console: https://developers.facebook.com/docs/graph-api/webhooks/getting-started/webhooks-for-pages (read 2026-11-22). */
const subscribed = ['feed', 'mention', 'ratings', 'messages', 'message_echoes']

export const webhooks: Webhooks = {
  per: 'app',
  verify: isSigned,
  greet: greeted,
  read: (body) =>
    entriesIn(body, 'page').flatMap(({ id: account, changes, messaging }) => {
      const said = changes.flatMap(({ field, value }) => {
        const what = heardBy(account, field, value)
        return what ? [what] : []
      })
      const written = messaging.flatMap((one) => messageIn(account, one) ?? [])
      return [...said, ...written].map((what) => ({ account, what }))
    }),
  subscribe: async (call) => {
    const path = `${pageOf(call)}/subscribed_apps`
    await ask(wireOf(call), { method: 'POST', path, params: { subscribed_fields: subscribed.join(',') } })
  },
  unsubscribe: async (call) => {
    await ask(wireOf(call), { method: 'DELETE', path: `${pageOf(call)}/subscribed_apps` })
  },
}

function heardBy(page: string, field: string, value: JsonObject): Interaction | undefined {
  if (field === 'feed') return comment(page, value)
  if (field === 'mention') return mention(value)
  return field === 'ratings' ? (reviewIn(value) ?? comment(page, value)) : undefined
}

function comment(page: string, value: JsonObject): Interaction | undefined {
  const id = textOf(value.comment_id)
  const verb = textOf(value.verb)
  if (value.item !== 'comment' || id === '' || !['add', 'edited', 'edit', 'remove'].includes(verb)) return undefined
  const post = textOf(value.post_id) || textOf(value.open_graph_story_id)
  const parent = textOf(value.parent_id)
  const isReply = parent !== '' && parent !== post
  const from = personIn(value)
  return {
    id,
    kind: isReply ? 'reply' : 'comment',
    at: momentOf(value.created_time),
    author: from,
    text: textOf(value.message),
    under: { id: post },
    ...(isReply ? { replyTo: parent } : {}),
    media: value.photo ? [{ kind: 'image', url: textOf(value.photo) }] : [],
    ...(from.id === page ? { own: true } : {}),
    ...(verb.startsWith('edit') ? { edited: true } : {}),
    ...(verb === 'remove' ? { deleted: true } : {}),
  }
}

function mention(value: JsonObject): Interaction | undefined {
  const id = textOf(value.post_id)
  if (id === '' || value.verb !== 'add') return undefined
  return {
    id,
    kind: 'mention',
    at: momentOf(value.created_time),
    author: personIn(value),
    text: textOf(value.message),
    under: { id },
    media: [],
  }
}

function personIn(value: JsonObject): Interaction['author'] {
  const from = objectOf(value.from)
  const id = textOf(from.id) || textOf(value.sender_id) || 'unknown'
  const name = textOf(from.name) || textOf(value.sender_name) || id
  return { id, handle: name, name }
}
