/** What we read of the API's things (https://www.reddit.com/dev/api). */
export type Thing<D> = { kind: string; data: D }
export type Listing<D> = Thing<{ children: Thing<D>[]; after: string | null }>
export type Me = {
  id: string
  name: string
  icon_img?: string
  is_suspended?: boolean
  subreddit?: {
    subscribers?: number
    public_description?: string
    title?: string
    banner_img?: string
    banner_size?: number[] | null
    icon_size?: number[] | null
  }
}
export type Submission = {
  name: string
  title: string
  selftext: string
  author: string
  author_fullname?: string
  subreddit: string
  permalink: string
  url?: string
  created_utc: number
  score: number
  num_comments: number
  num_crossposts?: number
  view_count?: number | null
  is_video?: boolean
  is_gallery?: boolean
  gallery_data?: { items: { media_id: string }[] } | null
  media_metadata?: Record<string, { m?: string; s?: { u?: string } }> | null
  post_hint?: string
  poll_data?: { options: { text: string }[] } | null
  removed_by_category?: string | null
}
export type Comment = {
  name: string
  author: string
  author_fullname?: string
  body: string
  created_utc: number
  edited?: number | boolean
  parent_id: string
  link_id?: string
  subreddit: string
  context?: string
  permalink?: string
  type?: string
  subject?: string
  dest?: string
  was_comment?: boolean
  replies?: Listing<Comment> | ''
  media_metadata?: Record<string, { status?: string; e?: string; s?: { u?: string; gif?: string } }>
}
export type Subreddit = {
  display_name: string
  submission_type?: 'any' | 'link' | 'self' | null
  allow_images?: boolean
  allow_videos?: boolean
  allow_polls?: boolean
  allow_galleries?: boolean
  user_is_moderator?: boolean | null
  user_is_banned?: boolean | null
}
export type Envelope<D> = { json?: { errors?: [string, string, string | null][]; data?: D; ratelimit?: number } }
