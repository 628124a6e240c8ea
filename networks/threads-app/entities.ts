/** What the graph tells, as far as it is asked: https://developers.facebook.com/docs/threads/threads-media (read 2026-11-22). */
export type Post = {
  id: string
  text?: string
  timestamp: string
  username?: string
  permalink?: string
  media_type?: string
  media_url?: string
  thumbnail_url?: string
  alt_text?: string
  children?: { data?: Post[] }
  has_replies?: boolean
  is_reply_owned_by_me?: boolean
  replied_to?: { id: string }
  link_attachment_url?: string
  root_post?: { id: string }
}
export type Me = {
  id: string
  username: string
  name?: string
  threads_profile_picture_url?: string
  threads_biography?: string
  is_eligible_for_geo_gating?: boolean
}
