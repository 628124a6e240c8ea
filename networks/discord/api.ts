import type { RemoteRef } from '../contract.ts'

/** What we read of the API's objects (https://docs.discord.com/developers, v10). */
export type User = { id: string; username: string; global_name: string | null; avatar: string | null; bot?: boolean }
export type Overwrite = { id: string; type: number; allow: string; deny: string }
export type Channel = {
  id: string
  type: number
  name?: string
  parent_id?: string | null
  last_message_id?: string | null
  guild_id?: string
  flags?: number
  position?: number
  permission_overwrites?: Overwrite[]
  available_tags?: { id: string; name: string }[]
  applied_tags?: string[]
  message_count?: number
}
export type Guild = {
  id: string
  name: string
  icon: string | null
  banner: string | null
  description: string | null
  owner_id: string
  vanity_url_code: string | null
  premium_tier: number
  roles: { id: string; permissions: string }[]
  approximate_member_count?: number | null
}
export type Attachment = {
  id: string
  filename: string
  url: string
  content_type?: string
  description?: string
  width?: number
}
export type Message = {
  id: string
  type: number
  channel_id: string
  content: string
  timestamp: string
  edited_timestamp: string | null
  author: User
  mentions: User[]
  attachments: Attachment[]
  embeds: { type?: string; title?: string }[]
  message_reference?: { message_id?: string; channel_id: string }
  referenced_message?: { id: string; author: User; message_reference?: { message_id?: string } } | null
  poll?: { question: { text?: string }; answers: { poll_media: { text?: string } }[] }
  reactions?: { count: number }[]
  thread?: Channel
}

export const channelTypes = { text: 0, private: 1, announcement: 5, forum: 15 } as const
export const threadTypes = [10, 11, 12]

/** A message's name over channels. */
export const refId = (channel: string, message: string): string => `${channel}/${message}`

export function partsOfRef(id: string): { channel: string; message: string } {
  const [channel = '', message = ''] = id.split('/')
  return { channel, message }
}

export const refOf = ({ id, channel_id: channel }: Pick<Message, 'id' | 'channel_id'>, guild: string): RemoteRef => ({
  id: refId(channel, id),
  url: `https://discord.com/channels/${guild}/${channel}/${id}`,
})

/** Ids carry their moment: https://docs.discord.com/developers/reference#snowflakes (read 2026-11-22). */
const epoch = 1_420_070_400_000n
export const idAt = (moment: Date): string => String((BigInt(Math.max(0, moment.getTime())) - epoch) << 22n)
export const isNewer = (one: string, other: string): boolean => BigInt(one) > BigInt(other)
