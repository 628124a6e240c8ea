import {
  type Desk,
  domainOf,
  type EmComment,
  type EmCommunity,
  type EmMessage,
  type EmPerson,
  type EmPost,
} from './state.ts'

const home = (desk: Desk) => `http://${domainOf(desk)}/lemmy`

export const showPerson = (desk: Desk, person: EmPerson | undefined) => ({
  id: person?.id ?? 0,
  name: person?.name ?? 'nobody',
  ...(person?.title ? { display_name: person.title } : {}),
  avatar: desk.site.people.avatarUrl({ handle: person?.name ?? '' }),
  bio: 'Coffee, roasted in the north.',
  banned: person?.banned ?? false,
  published: '2024-05-01T10:00:00.000000Z',
  actor_id: `${home(desk)}/u/${person?.name}`,
  local: true,
  deleted: false,
  bot_account: false,
  instance_id: 1,
})

export const showCommunity = (desk: Desk, community: EmCommunity | undefined) => ({
  id: community?.id ?? 0,
  name: community?.name ?? '',
  title: community?.title ?? '',
  removed: false,
  published: '2024-05-01T10:00:00.000000Z',
  deleted: false,
  nsfw: false,
  actor_id: community?.home ? `https://${community.home}/c/${community.name}` : `${home(desk)}/c/${community?.name}`,
  local: !community?.home,
  hidden: false,
  posting_restricted_to_mods: community?.modsOnly ?? false,
  instance_id: 1,
  visibility: 'Public',
})

const showPostBare = (desk: Desk, post: EmPost) => ({
  id: post.id,
  name: post.name,
  ...(post.body && !post.deleted ? { body: post.body } : {}),
  ...(post.url && !post.deleted ? { url: post.url } : {}),
  ...(post.alt ? { alt_text: post.alt } : {}),
  ...(post.thumbnail ? { thumbnail_url: post.thumbnail } : {}),
  creator_id: post.creator,
  community_id: post.community,
  removed: false,
  locked: false,
  published: post.at,
  ...(post.updated ? { updated: post.updated } : {}),
  deleted: post.deleted ?? false,
  nsfw: post.nsfw,
  ap_id: `${home(desk)}/post/${post.id}`,
  local: true,
  language_id: post.language ?? 0,
  featured_community: false,
  featured_local: false,
})

export function showPost(desk: Desk, post: EmPost) {
  const { state } = desk.kept
  const comments = [...state.comments.values()].filter(
    (one) => one.post === post.id && !one.deleted && !one.removed,
  ).length
  const likes = state.likes.get(`post/${post.id}`)?.size ?? 0
  return {
    post: showPostBare(desk, post),
    creator: showPerson(desk, state.people.get(post.creator)),
    community: showCommunity(desk, state.communities.get(post.community)),
    counts: {
      post_id: post.id,
      comments,
      score: likes + 1,
      upvotes: likes + 1,
      downvotes: 0,
      published: post.at,
      newest_comment_time: post.at,
    },
    subscribed: 'Subscribed',
    saved: false,
    read: true,
    hidden: false,
    creator_blocked: false,
    unread_comments: 0,
  }
}

export function showComment(desk: Desk, comment: EmComment) {
  const { state } = desk.kept
  const post = state.posts.get(comment.post)
  return {
    comment: {
      id: comment.id,
      creator_id: comment.creator,
      post_id: comment.post,
      content: comment.deleted ? '' : comment.content,
      removed: comment.removed ?? false,
      published: comment.at,
      deleted: comment.deleted ?? false,
      ap_id: `${home(desk)}/comment/${comment.id}`,
      local: true,
      path: comment.path,
      distinguished: false,
      language_id: 0,
    },
    creator: showPerson(desk, state.people.get(comment.creator)),
    post: post ? showPostBare(desk, post) : {},
    community: showCommunity(desk, state.communities.get(post?.community ?? 0)),
    counts: { comment_id: comment.id, score: 1, upvotes: 1, downvotes: 0, published: comment.at, child_count: 0 },
  }
}

export const showMessage = (desk: Desk, message: EmMessage) => ({
  private_message: {
    id: message.id,
    creator_id: message.creator,
    recipient_id: message.recipient,
    content: message.deleted ? '' : message.content,
    deleted: message.deleted ?? false,
    read: false,
    published: message.at,
    ap_id: `${home(desk)}/private_message/${message.id}`,
    local: true,
  },
  creator: showPerson(desk, desk.kept.state.people.get(message.creator)),
  recipient: showPerson(desk, desk.kept.state.people.get(message.recipient)),
})
