import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Json } from '../../kernel/json.ts'
import type { Interaction, Webhooks } from '../contract.ts'
import type { Post } from './entities.ts'
import { spoken } from './spoken.ts'

/** Signed with the secret of the forum's webhook: https://meta.discourse.org/t/configure-webhooks-that-trigger-on-discourse-events/49045 (read 2026-11-22). */
export const webhooks: Webhooks = {
  per: 'account',
  verify: ({ headers, body }, { secrets }) => {
    const { webhookSecret = '' } = secrets
    const given = Buffer.from(headers['x-discourse-event-signature'] ?? '')
    const wanted = Buffer.from(`sha256=${createHmac('sha256', webhookSecret).update(body).digest('hex')}`)
    return webhookSecret !== '' && given.length === wanted.length && timingSafeEqual(given, wanted)
  },
  read: (body) => postsIn(body).map((what) => ({ what })),
}

/** `post` events carry the whole post; the others tell nothing that somebody said. */
function postsIn(body: Json): Interaction[] {
  const post: unknown = typeof body === 'object' && body !== null && 'post' in body ? body.post : undefined
  if (!isPost(post)) return []
  const isMessage = post.topic_archetype === 'private_message'
  if (post.post_number === 1 && !isMessage) return []
  return [spoken(post, isMessage ? 'message' : 'comment')]
}

const isPost = (post: unknown): post is Post & { topic_archetype?: string } =>
  typeof post === 'object' &&
  post !== null &&
  'id' in post &&
  typeof post.id === 'number' &&
  'topic_id' in post &&
  typeof post.topic_id === 'number' &&
  'post_number' in post &&
  typeof post.post_number === 'number' &&
  'username' in post &&
  typeof post.username === 'string'
