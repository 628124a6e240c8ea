import { timeOf } from '../../families/graph-api/lab/conversations.ts'
import type { Told } from '../../families/graph-api/lab/project.ts'
import { answersUnder, rootOf } from './crowd.ts'
import type { AccountRow, ContainerRow, Desk, Kind, PostRow } from './rows.ts'

export const accountTold = ({ site }: Desk, account: AccountRow): Told => ({
  id: account.id,
  username: account.username,
  name: account.name,
  threads_profile_picture_url: site.people.avatarUrl({ handle: account.username }),
  threads_biography: 'Roasted on Tuesdays. #coffee',
  is_eligible_for_geo_gating: account.geoGating,
})

const kindTold: Record<Kind, string> = { TEXT: 'TEXT_POST', IMAGE: 'IMAGE', VIDEO: 'VIDEO', CAROUSEL: 'CAROUSEL_ALBUM' }
const linkTo = (post: PostRow) => `https://www.threads.net/@${post.username}/post/${post.id}`

export function postTold(desk: Desk, post: PostRow, reader: string): Told & { id: string } {
  const file = post.kind === 'IMAGE' || post.kind === 'VIDEO'
  const root = rootOf(desk, post)
  return {
    id: post.id,
    text: post.text || undefined,
    timestamp: timeOf(post.at),
    username: post.username,
    permalink: linkTo(post),
    media_type: kindTold[post.kind],
    media_url: file ? (post.fileUrl ?? `${desk.site.url}/files/${post.container}`) : undefined,
    alt_text: post.alt || undefined,
    children: () => (post.kind === 'CAROUSEL' ? { data: post.children.map((id) => childTold(desk, id)) } : undefined),
    has_replies: () => answersUnder(desk, post).length > 0,
    is_reply: post.replyTo !== null,
    is_reply_owned_by_me: post.replyTo ? post.account === reader : undefined,
    replied_to: post.replyTo ? { id: post.replyTo } : undefined,
    root_post: post.replyTo ? { id: root.id } : undefined,
    hide_status: post.replyTo ? (post.hidden ? 'HIDDEN' : 'NOT_HUSHED') : undefined,
    link_attachment_url: post.link ?? undefined,
    poll_attachment: post.poll ?? undefined,
    topic_tag: post.topic ?? undefined,
    is_quote_post: post.quote !== null,
    quoted_post: post.quote ? { id: post.quote } : undefined,
  }
}

function childTold(desk: Desk, id: string): Told {
  const one: ContainerRow | undefined = desk.store.get('containers', id)
  return { id, media_type: one?.kind, media_url: `${desk.site.url}/files/${id}`, alt_text: one?.alt || undefined }
}

/** https://developers.facebook.com/docs/threads/webhooks (read 2026-11-22). */
export function deliveryOf(desk: Desk, post: PostRow): object {
  const root = rootOf(desk, post)
  const value = {
    id: post.id,
    username: post.username,
    text: post.text,
    media_type: kindTold[post.kind],
    permalink: linkTo(post),
    timestamp: timeOf(post.at),
    ...(post.replyTo
      ? {
          replied_to: { id: post.replyTo },
          root_post: { id: root.id, owner_id: root.account, username: root.username },
        }
      : {}),
  }
  const values = { value, field: post.replyTo ? 'replies' : 'mentions' }
  const time = Math.floor(Date.parse(post.at) / 1000)
  return {
    app_id: desk.ground.app().id,
    topic: 'moderate',
    target_id: root.account || mentionedIn(desk, post),
    time,
    subscription_id: '234567',
    has_uid_field: false,
    values,
  }
}

const mentionedIn = (desk: Desk, post: PostRow) =>
  desk.store.all('accounts').find((one) => post.text.includes(`@${one.username}`))?.id ?? ''
