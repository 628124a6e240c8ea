import type { WebhookRequest } from '../../contract.ts'
import { messagingOf } from '../../families/graph-api/lab/conversations.ts'
import type { Desk } from './desk.ts'
import type { PostRow } from './rows.ts'

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
  const post = desk.store.get('posts', id)
  if (post?.review) return desk.ground.sign(reviewTold(post, post.review), url)
  if (!message) throw new Error(`there is no ${id} to tell of`)
  const entry = [{ id: message.place, time: Date.parse(message.at), messaging: [messagingOf(message)] }]
  return desk.ground.sign({ object: 'page', entry }, url)
}

function reviewTold(post: PostRow, { recommended, stars }: NonNullable<PostRow['review']>) {
  const at = Math.floor(Date.parse(post.at) / 1000)
  const value = {
    ...{ item: 'rating', verb: 'add', open_graph_story_id: post.id, created_time: at },
    ...{ reviewer_id: post.by?.id, reviewer_name: post.by?.name, review_text: post.message },
    ...{ recommendation_type: recommended ? 'POSITIVE' : 'NEGATIVE', rating: stars },
  }
  return { object: 'page', entry: [{ id: post.page, time: at, changes: [{ field: 'ratings', value }] }] }
}
