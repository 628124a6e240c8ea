import type { WebhookRequest } from '../../contract.ts'
import { messagingOf } from '../../families/graph-api/lab/conversations.ts'
import type { Desk } from './desk.ts'

/** https://developers.facebook.com/docs/graph-api/webhooks/reference/page, …/docs/messenger-platform/reference/webhook-events/messages (read 2026-11-22). */
export function deliver(desk: Desk, id: string, url: string): WebhookRequest {
  const comment = desk.store.get('comments', id)
  const message = desk.store.get('messages', id)
  if (comment) {
    const at = Math.floor(Date.parse(comment.at) / 1000)
    const [page = ''] = comment.post.split('_')
    const value = {
      item: 'comment',
      verb: 'add',
      comment_id: comment.id,
      post_id: comment.post,
      parent_id: comment.parent ?? comment.post,
      from: comment.from,
      message: comment.message,
      created_time: at,
      post: { status_type: 'mobile_status_update', is_published: true, id: comment.post },
    }
    return desk.ground.sign(
      { object: 'page', entry: [{ id: page, time: at, changes: [{ field: 'feed', value }] }] },
      url,
    )
  }
  if (!message) throw new Error(`there is no ${id} to tell of`)
  const entry = [{ id: message.place, time: Date.parse(message.at), messaging: [messagingOf(message)] }]
  return desk.ground.sign({ object: 'page', entry }, url)
}
