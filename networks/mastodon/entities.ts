/** What of Mastodon's answers is read here. Source: https://docs.joinmastodon.org/entities/ (read 2026-11-22). */
export type Visibility = 'public' | 'unlisted' | 'private' | 'direct'

export type Account = {
  /** Must followers be let in? */
  locked?: boolean
  id: string
  username: string
  /** `name` on the same server, `name@domain` elsewhere. */
  acct: string
  display_name: string
  url: string | null
  avatar: string
  header?: string
  /** HTML. */
  note?: string
  fields?: { name: string; value: string }[]
  bot?: boolean
  group?: boolean
  followers_count: number
  following_count: number
  statuses_count: number
}

export type MediaAttachment = {
  id: string
  type: 'image' | 'gifv' | 'video' | 'audio' | 'unknown'
  /** Null while it is being processed. */
  url: string | null
  preview_url?: string | null
  description?: string | null
}

export type Status = {
  id: string
  uri: string
  url: string | null
  created_at: string
  edited_at?: string | null
  account: Account
  content: string
  visibility: Visibility
  sensitive: boolean
  spoiler_text: string
  language?: string | null
  in_reply_to_id?: string | null
  in_reply_to_account_id?: string | null
  media_attachments: MediaAttachment[]
  tags?: { name: string }[]
  card?: { url: string } | null
  reblog?: { id: string } | null
  mentions: { id: string; username: string; acct: string; url: string }[]
  poll?: { id: string; options: { title: string }[] } | null
  pinned?: boolean
  favourites_count: number
  reblogs_count: number
  replies_count: number
  quotes_count?: number
}

export type Notification = { id: string; type: string; created_at: string; account: Account; status?: Status | null }
