/** What of MAX's objects is read here; the rest is left unread. */
export type User = {
  user_id: number
  first_name: string
  last_name: string | null
  username: string | null
  is_bot: boolean
  avatar_url?: string
}
export type Chat = {
  chat_id: number
  type: 'dialog' | 'chat' | 'channel'
  status: string
  title: string | null
  icon: { url: string } | null
  participants_count: number
  is_public: boolean
  link?: string | null
  description: string | null
}
export type Member = User & { is_owner: boolean; is_admin: boolean; permissions: string[] | null }
export type Attachment = {
  type: string
  payload?: { url?: string; token?: string; photo_id?: number; buttons?: unknown }
  filename?: string
}
export type Body = { mid: string; seq: number; text: string | null; attachments: Attachment[] | null }
export type Message = {
  sender?: User
  recipient: { chat_id: number | null; chat_type: string; user_id: number | null }
  timestamp: number
  link?: { type: string; message: Body; sender?: User } | null
  body: Body
  stat?: { views: number } | null
  url?: string | null
}
export type Update = {
  update_type: string
  timestamp: number
  message?: Message
  message_id?: string
  chat_id?: number
}
