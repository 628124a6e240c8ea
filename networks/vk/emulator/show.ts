import { type Desk, nameOf } from './desk.ts'
import { commentsOf, groupShape, likesOf, reactionsOf, userShape } from './people.ts'
import type { Asset, Comment, Message, Poll, Post, Story } from './rows.ts'

/** The community that is asking sees its own things as their manager. */
export function postShape(desk: Desk, post: Post) {
  const name = nameOf(post.owner, post.id)
  const reactions = reactionsOf(desk, post)
  const likes = reactions.filter((one) => one.kind === 'like').length + likesOf(desk, 'post', name)
  return {
    inner_type: 'wall_wallpost',
    type: 'post',
    post_type: 'post',
    id: post.id,
    owner_id: post.owner,
    from_id: post.from,
    date: post.at,
    text: post.text,
    can_edit: 1,
    can_delete: 1,
    can_pin: 1,
    ...(post.edited ? { edited: post.edited } : {}),
    ...(post.signer ? { signer_id: post.signer } : {}),
    ...(post.ads ? { marked_as_ads: 1 } : {}),
    ...(post.pinned ? { is_pinned: 1 } : {}),
    ...(post.geo ? { geo: { type: 'point', coordinates: post.geo } } : {}),
    ...(post.source ? { copyright: { link: post.source, name: new URL(post.source).hostname, type: 'link' } } : {}),
    attachments: post.attachments.map((one) => attachmentShape(desk, one)),
    likes: { can_like: 1, count: likes, user_likes: 0 },
    reposts: { count: reactions.filter((one) => one.kind === 'reshare').length, user_reposted: 0 },
    comments: { can_post: post.closed ? 0 : 1, count: commentsOf(desk, post).length },
    views: { count: 20 + reactions.length * 11 },
  }
}

function attachmentShape(desk: Desk, name: string) {
  if (/^https?:/.test(name)) return { type: 'link', link: { url: name, title: new URL(name).hostname } }
  const type = /^[a-z]+/.exec(name)?.[0] ?? ''
  const key = name.slice(type.length)
  const poll = desk.rows.polls.get(key)
  if (type === 'poll' && poll) return { type, poll: pollShape(poll) }
  const asset = desk.rows.assets.get(name)
  if (!asset) throw new Error(`${name} is carried and does not stand`)
  if (type === 'photo') return { type, photo: photoShape(desk, asset) }
  return type === 'video' ? { type, video: videoShape(desk, asset) } : { type, doc: docShape(desk, asset) }
}

const fileUrl = ({ site }: Desk, { type, owner, id }: Asset) => `${site.url}/files/${type}${owner}_${id}`

export const photoShape = (desk: Desk, asset: Asset) => ({
  id: asset.id,
  owner_id: asset.owner,
  album_id: -14,
  date: asset.at,
  text: '',
  has_tags: false,
  sizes: [{ type: 'x', url: fileUrl(desk, asset), width: asset.width, height: asset.height }],
})

export const docShape = (desk: Desk, asset: Asset) => ({
  id: asset.id,
  owner_id: asset.owner,
  title: asset.title,
  size: asset.bytes,
  ext: asset.title.split('.').at(-1) ?? '',
  type: asset.mime === 'image/gif' ? 3 : 1,
  url: fileUrl(desk, asset),
  date: asset.at,
})

const videoShape = (desk: Desk, asset: Asset) => ({
  id: asset.id,
  owner_id: asset.owner,
  title: asset.title,
  type: 'video',
  duration: asset.seconds,
  date: asset.at,
  player: fileUrl(desk, asset),
  ...(asset.ready ? {} : { processing: 1 }),
})

export const pollShape = (poll: Poll) => ({
  id: poll.id,
  owner_id: poll.owner,
  created: poll.at,
  question: poll.question,
  votes: 0,
  answers: poll.answers.map((text, index) => ({ id: poll.id * 100 + index, text, votes: 0, rate: 0 })),
  anonymous: false,
  multiple: poll.multiple,
  end_date: poll.ends,
  closed: false,
  is_board: false,
  can_edit: true,
  can_vote: true,
  can_report: false,
  can_share: true,
  disable_unvote: false,
})

export const storyShape = (desk: Desk, story: Story) => {
  const asset = desk.rows.assets.get(story.asset)
  if (!asset) throw new Error(`${story.asset} is shown and does not stand`)
  const shown = asset.type === 'video' ? { video: videoShape(desk, asset) } : { photo: photoShape(desk, asset) }
  return {
    id: story.id,
    owner_id: story.owner,
    date: story.at,
    expires_at: story.at + 86_400,
    type: asset.type === 'video' ? 'video' : 'photo',
    ...(story.link ? { link: story.link } : {}),
    ...shown,
  }
}

export const commentShape = (desk: Desk, comment: Comment) => ({
  id: comment.id,
  from_id: comment.from,
  owner_id: comment.owner,
  post_id: comment.post,
  date: comment.at,
  text: comment.text,
  ...(comment.deleted ? { deleted: true } : {}),
  ...(comment.attachments ? { attachments: comment.attachments.map((one) => attachmentShape(desk, one)) } : {}),
  ...(comment.answers
    ? { reply_to_comment: comment.answers, parents_stack: [comment.answers] }
    : { parents_stack: [] }),
  likes: { can_like: 1, count: likesOf(desk, 'comment', nameOf(comment.owner, comment.id)), user_likes: 0 },
})

export const messageShape = (desk: Desk, message: Message) => ({
  id: message.id,
  peer_id: message.peer,
  from_id: message.from,
  date: message.at,
  text: message.text,
  out: message.from < 0 ? 1 : 0,
  conversation_message_id: message.cmid,
  version: message.id,
  attachments: (message.attachments ?? []).map((one) => attachmentShape(desk, one)),
  ...(message.random === undefined ? {} : { random_id: message.random }),
})

/** Whom the answer names, as an extended one lists them. */
export function peopleShape(desk: Desk, ids: number[]) {
  const distinct = [...new Set(ids)]
  return {
    profiles: distinct.flatMap((id) => (id > 0 ? [userShape(desk, id)] : [])),
    groups: distinct.flatMap((id) => {
      const group = id < 0 ? desk.rows.groups.get(String(-id)) : undefined
      return group ? [groupShape(desk, group)] : []
    }),
  }
}
