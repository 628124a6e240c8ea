import { timeOf } from '../../families/graph-api/lab/conversations.ts'
import { pageOf, type Told } from '../../families/graph-api/lab/project.ts'
import type { Selected } from '../../families/graph-api/lab/selection.ts'
import type { Desk } from './desk.ts'
import { commentsOn, countOf, repliesTo } from './people.ts'
import type { AccountRow, CommentRow, MediaRow } from './rows.ts'

const next = 'https://graph.example/next'

export const accountTold = (desk: Desk, account: AccountRow): Told => ({
  id: account.id,
  user_id: account.id,
  username: account.username,
  name: account.name,
  biography: 'Roasted on Tuesdays. #coffee',
  website: 'https://roastery.example',
  profile_picture_url: desk.site.people.avatarUrl({ handle: account.username }),
  followers_count: account.followers,
  follows_count: 12,
  media_count: desk.store.all('media').filter((one) => one.account === account.id && !one.by).length,
})

export function mediaTold(desk: Desk, media: MediaRow): Told & { id: string } {
  const container = desk.store.get('containers', media.container)
  const account = desk.store.get('accounts', media.account)
  return {
    id: media.id,
    ...(media.caption ? { caption: media.caption } : {}),
    media_type: media.kind === 'CAROUSEL' ? 'CAROUSEL_ALBUM' : media.kind,
    media_product_type: media.product,
    media_url: media.kind === 'CAROUSEL' ? undefined : `${desk.site.url}/files/${media.container}`,
    permalink: `https://www.instagram.com/p/${media.id}/`,
    timestamp: timeOf(media.at),
    username: media.by ?? account?.username,
    alt_text: media.alt || undefined,
    is_comment_enabled: media.commentsOn,
    like_count: countOf(desk, media, 'like'),
    comments_count: () => commentsOn(desk, media).reduce((sum, one) => sum + 1 + repliesTo(desk, one).length, 0),
    children: () =>
      container && media.children.length > 0 ? { data: media.children.map((id) => childTold(desk, id)) } : undefined,
    comments: (asked: Selected) => {
      const { data, ...paging } = pageOf(commentsOn(desk, media), asked.args, next)
      return { data: data.map((one) => commentTold(desk, one)), ...paging }
    },
  }
}

function childTold(desk: Desk, id: string): Told {
  const one = desk.store.get('containers', id)
  return { id, media_type: one?.kind, media_url: `${desk.site.url}/files/${id}`, alt_text: one?.alt || undefined }
}

export const commentTold = (desk: Desk, one: CommentRow): Told & { id: string } => ({
  id: one.id,
  text: one.text,
  timestamp: timeOf(one.at),
  username: one.from.username,
  from: one.from,
  hidden: one.hidden,
  parent_id: one.parent ?? undefined,
  replies: () => {
    const replies = repliesTo(desk, one)
    return replies.length > 0 ? { data: replies.map((reply) => commentTold(desk, reply)) } : undefined
  },
})
