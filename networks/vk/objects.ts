/** What of VK's objects is read here; the rest is left unread. */
export type Size = { url?: string; width: number; height: number }
export type Attachment = {
  type: string
  photo?: { id: number; owner_id: number; sizes?: Size[] }
  video?: { id: number; owner_id: number; player?: string }
  doc?: { id: number; owner_id: number; ext: string; url?: string; title: string }
  poll?: { id: number; question: string; answers: { text: string }[] }
  link?: { url: string; title: string }
}
export type WallPost = {
  id: number
  owner_id: number
  from_id: number
  date: number
  text: string
  edited?: number
  copy_history?: { id: number; owner_id: number }[]
  is_deleted?: boolean
  attachments?: Attachment[]
  likes?: { count: number }
  reposts?: { count: number }
  comments?: { count?: number; can_post?: number }
  views?: { count?: number }
}
export type Comment = {
  id: number
  from_id: number
  owner_id?: number
  post_id?: number
  date: number
  text: string
  deleted?: boolean
  attachments?: Attachment[]
  reply_to_comment?: number
  parents_stack?: number[]
  thread?: { count: number; items?: Comment[] }
}
export type User = { id: number; first_name?: string; last_name?: string; screen_name?: string; photo_100?: string }
export type Group = {
  id: number
  name?: string
  screen_name?: string
  photo_100?: string
  photo_200?: string
  is_admin?: number
  admin_level?: number
  description?: string
  site?: string
  members_count?: number
  /** 0 open, 1 closed, 2 private. */
  is_closed?: number
  wall?: number
  cover?: { enabled: number; images?: Size[] }
  market?: { enabled?: number }
  addresses?: { is_enabled: boolean; count?: number }
  photo_max?: string
  photo_max_size?: { width: number; height: number }
  has_photo?: number
  deactivated?: string
}
export type Message = {
  id: number
  peer_id: number
  from_id: number
  date: number
  text: string
  out: number
  conversation_message_id?: number
  attachments?: Attachment[]
  update_time?: number
}
export type People = { profiles?: User[]; groups?: Group[] }
export type Story = {
  id: number
  owner_id: number
  date: number
  type?: string
  is_deleted?: boolean
  is_expired?: boolean
  views?: number
  photo?: { sizes?: Size[] }
  video?: { player?: string }
}
