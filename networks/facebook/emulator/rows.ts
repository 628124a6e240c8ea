import type { TalkRows } from '../../families/graph-api/lab/conversations.ts'
import type { GroundRows } from '../../families/graph-api/lab/ground.ts'

export type PageRow = {
  id: string
  owner: string
  name: string
  username: string
  locale: string
  about: string
  website: string
  followers: number
  lost?: true
  removed?: true
}
export type UserRow = { id: string; name: string; handle: string }
export type PhotoRow = {
  id: string
  page: string
  alt: string
  path: string
  sha256: string
  width: number
  height: number
}
export type VideoRow = {
  id: string
  page: string
  format: 'feed' | 'reel' | 'story'
  session: string
  bytes: number
  received: number
  path: string | null
  postId: string | null
  /** Chosen by the page; else the network takes a picture of the video. */
  cover?: { path: string; width: number; height: number }
  state: 'begun' | 'shown' | 'scheduled'
}
export type PostRow = {
  id: string
  page: string
  message: string
  at: string
  photos: string[]
  video: string | null
  link: string | null
  place: string | null
  format: 'feed' | 'reel' | 'story'
  scheduled: string | null
  ordinal: number
  by?: { id: string; name: string }
  /** Its writer recommends the page, or with old stars rates it. */
  review?: { recommended: boolean; stars?: number }
}
export type CommentRow = {
  id: string
  post: string
  parent: string | null
  from: { id: string; name: string }
  message: string
  at: string
  hidden: boolean
  liked: boolean
  privately?: string
  picture?: boolean
}
export type Rows = GroundRows &
  TalkRows & {
    pages: PageRow
    users: UserRow
    photos: PhotoRow
    videos: VideoRow
    posts: PostRow
    comments: CommentRow
    blocked: { id: string; page: string; person: string }
    subscribed: { id: string; fields: string[] }
  }

/** Which node of the graph an id names: each kind has numbers of its own. */
export function nodeOf(id: string): string | undefined {
  if (id === 'me' || /^10\d{13}$/.test(id)) return 'Page'
  if (/^10\d{13}_20\d+$/.test(id)) return 'PagePost'
  if (/^20\d+_50\d+$/.test(id)) return 'Comment'
  if (/^30\d{13}$/.test(id)) return 'Photo'
  if (/^40\d{13}$/.test(id)) return 'AdVideo'
  return undefined
}
