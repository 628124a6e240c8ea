import type { Desk, EmBot, EmChannel, EmFile, EmGuild, EmMessage } from './state.ts'

/** People's ids stand in a row after this one. */
const firstPerson = 80_000_000_000_000_000n

export function personId({ site }: Desk, handle: string): string {
  return String(firstPerson + BigInt(site.people.all.findIndex((one) => one.handle === handle) + 1))
}
export const personOfId = ({ site }: Desk, id: string) => site.people.all[Number(BigInt(id) - firstPerson) - 1]

const bare = { discriminator: '0', public_flags: 0, flags: 0, avatar: null, primary_guild: null }

export function showUser(desk: Desk, id: string) {
  const bot = desk.kept.state.bots.get(id)
  if (bot) return { id, username: bot.name, global_name: null, bot: true, ...bare }
  const person = personOfId(desk, id)
  return { id, username: person?.handle ?? 'deleted_user', global_name: person?.name ?? null, ...bare }
}

export const showMe = (desk: Desk, bot: EmBot) => ({
  ...showUser(desk, bot.id),
  mfa_enabled: true,
  locale: 'en-US',
  verified: true,
  email: null,
})

/** View channels, send, embed, attach, read history, add reactions; the server's manager gave the bot its own role for the rest. */
const everyoneMay = String((1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 15n) | (1n << 16n) | (1n << 6n))

export const showGuild = (guild: EmGuild) => ({
  id: guild.id,
  name: guild.name,
  icon: null,
  description: null,
  home_header: null,
  splash: null,
  discovery_splash: null,
  features: ['COMMUNITY', 'NEWS'],
  banner: null,
  owner_id: String(firstPerson + 1n),
  application_id: null,
  region: 'europe',
  afk_channel_id: null,
  afk_timeout: 300,
  system_channel_id: null,
  system_channel_flags: 0,
  widget_enabled: false,
  widget_channel_id: null,
  verification_level: 1,
  roles: [
    {
      id: guild.id,
      name: '@everyone',
      permissions: everyoneMay,
      position: 0,
      color: 0,
      colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
      hoist: false,
      managed: false,
      mentionable: false,
      icon: null,
      unicode_emoji: null,
      flags: 0,
    },
  ],
  default_message_notifications: 1,
  mfa_level: 0,
  explicit_content_filter: 2,
  max_presences: null,
  max_members: 500_000,
  max_stage_video_channel_users: 50,
  max_video_channel_users: 25,
  vanity_url_code: null,
  premium_tier: 0,
  premium_subscription_count: 0,
  preferred_locale: 'en-US',
  rules_channel_id: null,
  safety_alerts_channel_id: null,
  public_updates_channel_id: null,
  premium_progress_bar_enabled: false,
  nsfw: false,
  nsfw_level: 0,
  emojis: [],
  stickers: [],
  incidents_data: null,
  approximate_member_count: 61,
  approximate_presence_count: 12,
})

export function lastMessage({ kept }: Desk, channel: string): string | null {
  let last: string | null = null
  for (const one of kept.state.messages.values()) if (one.channel === channel) last = one.id
  return last
}

export function showChannel(desk: Desk, channel: EmChannel) {
  const { id, type, guild, name } = channel
  const last_message_id = lastMessage(desk, id)
  if (type === 1) return { id, type, last_message_id, flags: 0, recipients: [showUser(desk, channel.with ?? '0')] }
  if (channel.owner) return showThread(desk, channel)
  return {
    id,
    type,
    last_message_id,
    flags: 0,
    guild_id: guild,
    name,
    parent_id: null,
    position: 0,
    nsfw: false,
    topic: null,
    permission_overwrites: channel.hidden ? [{ id: guild, type: 0, allow: '0', deny: String(1n << 10n) }] : [],
    ...(type === 15
      ? {
          available_tags: (channel.tags ?? []).map((tag) => ({
            ...tag,
            moderated: false,
            emoji_id: null,
            emoji_name: null,
          })),
          default_reaction_emoji: null,
          default_sort_order: null,
          default_forum_layout: 0,
        }
      : {}),
  }
}

export function showThread(desk: Desk, { id, type, guild, name, parent, owner, applied, at }: EmChannel) {
  const said = [...desk.kept.state.messages.values()].filter((one) => one.channel === id && one.id !== id).length
  return {
    id,
    type,
    last_message_id: lastMessage(desk, id),
    flags: 0,
    guild_id: guild,
    name,
    parent_id: parent,
    rate_limit_per_user: 0,
    owner_id: owner,
    thread_metadata: {
      archived: false,
      archive_timestamp: at,
      auto_archive_duration: 4320,
      locked: false,
      create_timestamp: at,
    },
    message_count: said,
    member_count: 1,
    total_message_sent: said,
    ...(applied ? { applied_tags: applied } : {}),
  }
}

export function showMessage(desk: Desk, message: EmMessage, answered = true): Record<string, unknown> {
  const { state } = desk.kept
  const channel = state.channels.get(message.channel)
  const replied = message.replyTo ? state.messages.get(message.replyTo) : undefined
  const thread = message.channel === message.id ? undefined : state.channels.get(message.id)
  const reference = { type: 0, channel_id: message.channel, message_id: message.replyTo, guild_id: channel?.guild }
  return {
    id: message.id,
    type: message.replyTo ? 19 : 0,
    channel_id: message.channel,
    content: message.content,
    mentions: mentionsIn(message.content).map((id) => showUser(desk, id)),
    mention_roles: [],
    mention_everyone: false,
    attachments: message.files.map((file) => showFile(desk, message, file)),
    embeds: message.embeds.map((embed) => ({ type: 'rich', ...embed })),
    components: message.components.map((row, at) => numbered(row, at)),
    timestamp: message.at,
    edited_timestamp: message.edited ?? null,
    flags: message.flags | (message.crossposted ? 1 : 0),
    author: showUser(desk, message.author),
    pinned: message.pinned ?? false,
    tts: false,
    ...(message.replyTo
      ? { message_reference: channel?.guild ? reference : { ...reference, guild_id: undefined } }
      : {}),
    ...(message.replyTo && answered ? { referenced_message: replied ? showMessage(desk, replied, false) : null } : {}),
    ...(message.poll ? { poll: showPoll(message.poll) } : {}),
    ...(thread ? { thread: showThread(desk, thread) } : {}),
    ...(answered && message.likes.length > 0 ? { reactions: [showLikes(message)] } : {}),
  }
}

export const mentionsIn = (content: string): string[] => [
  ...new Set([...content.matchAll(/<@!?(\d+)>/g)].map((hit) => hit[1] ?? '')),
]

function numbered(row: Record<string, unknown>, at: number): Record<string, unknown> {
  const inner = Array.isArray(row.components) ? (row.components as Record<string, unknown>[]) : []
  return { ...row, id: at * 10 + 1, components: inner.map((one, place) => ({ ...one, id: at * 10 + 2 + place })) }
}

const showFile = ({ site }: Desk, { channel }: EmMessage, { id, filename, size, mime, width, height, alt }: EmFile) => {
  const url = `${site.url}/cdn/attachments/${channel}/${id}/${encodeURIComponent(filename)}`
  return {
    id,
    filename,
    size,
    url,
    proxy_url: url,
    content_type: mime,
    ...(width ? { width, height } : {}),
    ...(alt ? { description: alt } : {}),
  }
}

const showPoll = ({ question, answers, multiple, expiry }: NonNullable<EmMessage['poll']>) => ({
  question: { text: question },
  answers: answers.map((text, at) => ({ answer_id: at + 1, poll_media: { text } })),
  expiry,
  allow_multiselect: multiple,
  layout_type: 1,
  results: { answer_counts: [], is_finalized: false },
})

const showLikes = ({ likes }: EmMessage) => ({
  emoji: { id: null, name: '👍' },
  count: likes.length,
  count_details: { burst: 0, normal: likes.length },
  burst_colors: [],
  me_burst: false,
  me: false,
})
