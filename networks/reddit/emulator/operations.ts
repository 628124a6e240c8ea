import type { LabAnswer } from '../../lab/network.ts'
import { banned, blocked, removed, report } from './moderating.ts'
import * as places from './places.ts'
import { del, editText, submit, submitGallery, submitPoll } from './posting.ts'
import type { Asking, Desk } from './state.ts'
import * as talking from './talking.ts'

export type Operation = {
  method: string
  path: string
  scope: string
  /** Every name the documentation has for it; another one is refused. */
  names: string
  run: (desk: Desk, asking: Asking) => LabAnswer | Promise<LabAnswer>
}

const at = (method: string, path: string, scope: string, names: string, run: Operation['run']): Operation => ({
  method,
  path,
  scope,
  names,
  run,
})
const pages = 'after before count limit show sort t'
const post = 'api_type sr title text nsfw spoiler sendreplies flair_id flair_text'

/** As documented at https://www.reddit.com/dev/api (read 2026-11-22); galleries, polls and leases as PRAW 8 calls them. */
export const operations: Operation[] = [
  at('GET', '/api/v1/me', 'identity', '', places.me),
  at('GET', '/subreddits/mine/moderator', 'mysubreddits', pages, places.moderated),
  at('GET', '/r/:sub/about', 'read', '', places.about),
  at('GET', '/r/:sub/about/rules', 'read', '', places.rules),
  at('GET', '/r/:sub/api/link_flair_v2', 'flair', '', places.flairs),
  at('GET', '/api/v1/:sub/post_requirements', 'submit', '', places.requirements),
  at('POST', '/api/media/asset.json', 'submit', 'filepath mimetype', places.lease),
  at('POST', '/api/submit', 'submit', `${post} kind url resubmit video_poster_url`, submit),
  at('POST', '/api/submit_gallery_post.json', 'submit', `${post} items`, submitGallery),
  at('POST', '/api/submit_poll_post', 'submit', `${post} options duration`, submitPoll),
  at('POST', '/api/editusertext', 'edit', 'api_type thing_id text', editText),
  at('POST', '/api/del', 'edit', 'id', del),
  at('POST', '/api/comment', 'submit', 'api_type thing_id text', talking.answer),
  at('GET', '/user/:name/submitted', 'history', pages, talking.submitted),
  at('GET', '/user/:name/comments', 'history', pages, talking.ownComments),
  at('GET', '/message/inbox', 'privatemessages', `${pages} mark mid`, talking.inbox),
  at('GET', '/message/sent', 'privatemessages', pages, talking.sent),
  at('GET', '/api/info', 'read', 'id url sr_name', talking.info),
  at('GET', '/comments/:id', 'read', 'sort limit depth comment context', talking.thread),
  at('GET', '/search', 'read', `${pages} q type include_facets restrict_sr`, talking.search),
  at('POST', '/api/remove', 'modposts', 'id spam', removed(true)),
  at('POST', '/api/approve', 'modposts', 'id', removed(false)),
  at('POST', '/api/report', 'report', 'api_type thing_id reason', report),
  at('POST', '/r/:sub/api/friend', 'modcontributors', 'api_type type name', banned(true)),
  at('POST', '/r/:sub/api/unfriend', 'modcontributors', 'type name', banned(false)),
  at('POST', '/api/block_user', 'account', 'account_id name', blocked(true)),
  at('POST', '/api/unfriend', 'account', 'container type name', blocked(false)),
]
