/** What we read of the API's objects, version 0.19 (https://join-lemmy.org/api/). */
export type Person = {
  id: number
  name: string
  display_name?: string
  avatar?: string
  banner?: string
  bio?: string
  actor_id: string
  bot_account?: boolean
  banned?: boolean
  deleted?: boolean
}
export type CommunityInfo = {
  id: number
  name: string
  title: string
  actor_id: string
  nsfw: boolean
  posting_restricted_to_mods: boolean
  removed?: boolean
  deleted?: boolean
}
export type Post = {
  id: number
  name: string
  body?: string
  url?: string
  alt_text?: string
  url_content_type?: string
  ap_id: string
  published: string
  updated?: string
  community_id: number
  creator_id: number
  deleted: boolean
  removed: boolean
  nsfw: boolean
  language_id?: number
  thumbnail_url?: string
}
export type PostView = {
  post: Post
  creator: Person
  community: CommunityInfo
  counts: { score: number; upvotes: number; downvotes: number; comments: number }
}
export type Comment = {
  id: number
  content: string
  post_id: number
  creator_id: number
  path: string
  published: string
  updated?: string
  ap_id: string
  deleted: boolean
  removed: boolean
}
export type CommentView = { comment: Comment; creator: Person; post: Post; community: CommunityInfo }
export type ReplyView = CommentView & { comment_reply: { id: number } }
export type MentionView = CommentView & { person_mention: { id: number } }
export type Message = {
  id: number
  content: string
  creator_id: number
  recipient_id: number
  published: string
  updated?: string
  ap_id: string
  deleted: boolean
}
export type MessageView = { private_message: Message; creator: Person; recipient: Person }
export type Site = {
  version: string
  site_view: { site: { name: string; actor_id: string }; local_site?: { enable_nsfw?: boolean } }
  all_languages?: { id: number; code: string }[]
  my_user?: {
    local_user_view: { person: Person; counts?: { post_count: number; comment_count: number } }
    follows: { community: CommunityInfo }[]
    moderates: { community: CommunityInfo }[]
    discussion_languages?: number[]
  }
}
export type PersonDetails = {
  posts: PostView[]
  comments: CommentView[]
  person_view: { person: Person; counts: { post_count: number } }
}

/** Posts, comments and messages are numbered apart. */
export type Kind = 'post' | 'comment' | 'message'
export const refId = (kind: Kind, id: number): string => `${kind}/${id}`

export function partsOfRef(id: string): { kind: string; number: number } {
  const [kind = '', number] = id.split('/')
  return { kind, number: Number(number) }
}

/** The comment or post above: a comment's path names all from the root, `0` first. */
export function parentOf({ path, post_id: post }: Comment): string {
  const above = Number(path.split('.').at(-2) ?? 0)
  return above > 0 ? refId('comment', above) : refId('post', post)
}

export const domainOf = (actor: string): string => (URL.canParse(actor) ? new URL(actor).host : '')
export const handleOf = ({ name, actor_id: actor }: { name: string; actor_id: string }): string =>
  `@${name}@${domainOf(actor)}`
/** Older versions leave the zone out; it is UTC. */
export const momentOf = (published: string): Date =>
  new Date(/[zZ]|[+-]\d\d:\d\d$/.test(published) ? published : `${published}Z`)
