import type { LabAnswer } from '../../lab/network.ts'
import * as moderating from './moderating.ts'
import { createPost, deletePost, editPost } from './posting.ts'
import * as site from './site.ts'
import type { Asking, Desk } from './state.ts'
import * as talking from './talking.ts'

export type Operation = {
  method: string
  path: string
  /** Every name the documentation has for it; another one is refused. */
  names: string
  run: (desk: Desk, asking: Asking) => LabAnswer | Promise<LabAnswer>
}

const at = (method: string, path: string, names: string, run: Operation['run']): Operation => ({
  method,
  path: `/api/v3${path}`,
  names,
  run,
})
const post = 'name url body honeypot nsfw language_id alt_text custom_thumbnail'

/** https://join-lemmy.org/api/ for 0.19 (read 2026-11-22). What needs nobody signed in stands below. */
export const operations: Operation[] = [
  at('GET', '/community', 'id name', site.community),
  at('POST', '/post', `${post} community_id`, createPost),
  at('PUT', '/post', `${post} post_id`, editPost),
  at('POST', '/post/delete', 'post_id deleted', deletePost),
  at('GET', '/post', 'id comment_id', talking.getPost),
  at('GET', '/user', 'person_id username sort page limit community_id saved_only', talking.personDetails),
  at('POST', '/comment', 'content post_id parent_id language_id', talking.createComment),
  at('POST', '/comment/delete', 'comment_id deleted', talking.deleteComment),
  at(
    'GET',
    '/comment/list',
    'post_id type_ sort max_depth page limit community_id community_name parent_id saved_only',
    talking.commentTree,
  ),
  at('GET', '/user/replies', 'sort page limit unread_only', talking.replies),
  at('GET', '/user/mention', 'sort page limit unread_only', talking.mentions),
  at('GET', '/private_message/list', 'unread_only page limit creator_id', talking.messages),
  at('POST', '/private_message', 'content recipient_id', talking.createMessage),
  at('POST', '/private_message/report', 'private_message_id reason', moderating.report),
  at('GET', '/search', 'q community_id community_name creator_id type_ sort listing_type page limit', talking.search),
  at('POST', '/comment/like', 'comment_id score', moderating.like),
  at('POST', '/comment/remove', 'comment_id removed reason', moderating.removeComment),
  at('POST', '/comment/report', 'comment_id reason', moderating.report),
  at('POST', '/community/ban_user', 'community_id person_id ban remove_data reason expires', moderating.ban),
  at('POST', '/user/block', 'person_id block', moderating.block),
  { method: 'POST', path: '/pictrs/image', names: '', run: site.upload },
]

export const openOperations: Pick<Operation, 'method' | 'path' | 'names'>[] = [
  { method: 'POST', path: '/api/v3/user/login', names: 'username_or_email password totp_2fa_token' },
  { method: 'GET', path: '/api/v3/site', names: '' },
]
