/** What of a forum's answers is read here. Source: https://docs.discourse.org/ (read 2026-11-22). */
export type Post = {
  id: number
  topic_id: number
  topic_slug?: string
  post_number: number
  post_type?: number
  user_id: number
  username: string
  name?: string | null
  avatar_template?: string
  created_at: string
  version?: number
  raw?: string
  cooked?: string
  reply_to_post_number?: number | null
  reply_to_user?: { username: string } | null
  deleted_at?: string | null
  user_deleted?: boolean
  hidden?: boolean
  staff?: boolean
  actions_summary?: { id: number; count?: number; acted?: boolean }[]
}

export type Topic = {
  id: number
  slug: string
  title: string
  views: number
  posts_count: number
  like_count: number
  deleted_at?: string | null
  /** How much the asking user is told of it. */
  details?: { notification_level?: number }
  post_stream: { posts: Post[]; stream?: number[] }
}

export type Notification = {
  id: number
  notification_type: number
  created_at: string
  post_number: number | null
  topic_id: number | null
  data: { original_post_id?: number; display_username?: string; original_username?: string; username?: string }
}

export type Upload = {
  id: number
  url: string
  short_url: string
  original_filename: string
  width?: number
  height?: number
  human_filesize: string
}
