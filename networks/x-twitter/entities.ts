/** What of the answers is read here. Source: https://docs.x.com/x-api/fundamentals/data-dictionary (read 2026-11-22). */
export type Problem = { type?: string; title?: string; detail?: string; resource_type?: string }

export type User = {
  id: string
  name: string
  username: string
  description?: string
  profile_image_url?: string
  profile_banner_url?: string
  protected?: boolean
  subscription_type?: string
  verified_type?: string
  entities?: { url?: { urls?: { expanded_url?: string | null; url: string }[] | null } | null }
  public_metrics?: { followers_count: number; following_count: number; post_count: number }
}

/** An address as the network shortened it: `display_url` is what its readers see. */
export type ShortAddress = {
  url?: string | null
  expanded_url?: string | null
  display_url?: string | null
  media_key?: string | null
}
export type Media = { media_key: string; type: string; url?: string; preview_image_url?: string; alt_text?: string }
export type Poll = { id: string; options?: { label: string; votes: number }[] }

export type Post = {
  id: string
  text: string
  created_at?: string
  author_id?: string
  conversation_id?: string
  in_reply_to_user_id?: string
  lang?: string
  attachments?: { media_keys?: string[] | null; poll_ids?: string[] | null }
  entities?: { urls?: ShortAddress[] | null }
  referenced_posts?: { type: 'retweeted' | 'quoted' | 'replied_to'; id: string }[]
  public_metrics?: {
    repost_count: number
    reply_count: number
    like_count: number
    quote_count: number
    bookmark_count: number
    impression_count: number
  }
}

export type DmEvent = {
  id: string
  event_type?: string
  text?: string
  created_at?: string
  sender_id?: string
  dm_conversation_id?: string
  attachments?: { media_keys?: string[] | null }
}

export type Includes = { users?: User[]; media?: Media[]; polls?: Poll[]; posts?: Post[] }
export type Answer<T> = {
  data?: T
  includes?: Includes
  errors?: Problem[]
  meta?: { next_token?: string; newest_id?: string; result_count?: number }
}
