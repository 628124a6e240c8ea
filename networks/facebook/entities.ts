/** What the graph tells, as far as it is asked: https://developers.facebook.com/docs/graph-api/reference/v25.0 (read 2026-11-22). */
export type From = { id: string; name?: string }
export type Picture = { data?: { url?: string; width?: number; height?: number; is_silhouette?: boolean } }
export type Page = {
  id: string
  name: string
  username?: string
  link?: string
  access_token?: string
  tasks?: string[]
  picture?: Picture
}
export type Attachment = {
  media_type?: string
  type?: string
  title?: string
  description?: string
  url?: string
  unshimmed_url?: string
  media?: { image?: { src: string }; source?: string }
  target?: { id?: string; url?: string }
  subattachments?: { data?: Attachment[] }
}
export type Post = {
  id: string
  message?: string
  created_time: string
  permalink_url?: string
  from?: From
  attachments?: { data?: Attachment[] }
  scheduled_publish_time?: number
}
export type Comment = {
  id: string
  message?: string
  created_time: string
  from?: From
  parent?: { id: string }
  permalink_url?: string
  is_hidden?: boolean
  attachment?: { type?: string; media?: { image?: { src: string } }; url?: string }
}
export type Review = {
  created_time: string
  open_graph_story?: { id?: string }
  rating?: number
  recommendation_type?: string
  review_text?: string
  reviewer?: From
}
export type Video = {
  id: string
  post_id?: string
  published?: boolean
  permalink_url?: string
  status?: {
    video_status?: string
    uploading_phase?: { status?: string; bytes_transfered?: number; bytes_transferred?: number }
    publishing_phase?: { status?: string }
  }
}
