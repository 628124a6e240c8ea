/** What the graph tells, as far as it is asked: https://developers.facebook.com/docs/instagram-platform/reference (read 2026-11-22). */
export type Media = {
  id: string
  caption?: string
  media_type?: 'IMAGE' | 'VIDEO' | 'CAROUSEL_ALBUM'
  media_product_type?: string
  media_url?: string
  thumbnail_url?: string
  permalink?: string
  timestamp: string
  username?: string
  alt_text?: string
  children?: { data?: Media[] }
}
export type Comment = {
  id: string
  text?: string
  timestamp: string
  username?: string
  from?: { id: string; username?: string }
  parent_id?: string
  replies?: { data?: Comment[] }
}
export type Container = { id: string; status?: string; status_code?: string }
export type Me = {
  id: string
  user_id?: string | number
  username: string
  name?: string
  biography?: string
  website?: string
  profile_picture_url?: string
  has_profile_pic?: boolean
  followers_count?: number
  follows_count?: number
  media_count?: number
}
