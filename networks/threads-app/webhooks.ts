import type { Json } from '../../kernel/json.ts'
import type { Webhooks } from '../contract.ts'
import { greeted, isObject, isSigned, listOf, objectOf, textOf } from '../families/graph-api/deliveries.ts'
import type { Post } from './entities.ts'
import { heard } from './inbox.ts'

/** https://developers.facebook.com/docs/threads/webhooks (read 2026-11-22); which fields are told is chosen in the app's console. */
export const webhooks: Webhooks = {
  per: 'app',
  verify: isSigned,
  greet: greeted,
  read: (body) =>
    (Array.isArray(body) ? listOf(body) : [objectOf(body)]).flatMap((told) => {
      const { field, value } = objectOf(told.values)
      const post = postIn(value)
      if (!post || (field !== 'replies' && field !== 'mentions')) return []
      const root = objectOf(objectOf(value).root_post)
      const account = field === 'replies' ? textOf(root.owner_id) || textOf(told.target_id) : textOf(told.target_id)
      return [{ account, what: heard(field === 'replies' ? 'reply' : 'mention', post, post.id) }]
    }),
}

function postIn(value: Json | undefined): Post | undefined {
  if (!isObject(value) || textOf(value.id) === '' || textOf(value.timestamp) === '') return undefined
  const root = textOf(objectOf(value.root_post).id)
  const repliedTo = textOf(objectOf(value.replied_to).id)
  return {
    id: textOf(value.id),
    text: textOf(value.text),
    timestamp: textOf(value.timestamp),
    username: textOf(value.username) || undefined,
    permalink: textOf(value.permalink) || undefined,
    media_type: textOf(value.media_type),
    ...(root ? { root_post: { id: root } } : {}),
    ...(repliedTo ? { replied_to: { id: repliedTo } } : {}),
  }
}
