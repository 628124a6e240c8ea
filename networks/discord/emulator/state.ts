import type { LabRequest, LabSite } from '../../lab/lab.ts'
import type { Kept } from '../../lab/network.ts'
import { Refused } from './refusals.ts'

export type EmBot = { id: string; token: string; name: string; account: string; guilds: string[] }
export type EmGuild = { id: string; name: string; account: string }
export type EmTag = { id: string; name: string }
/** `private`: only the bot's role-less eyes are shut out; `with` is the person of a private conversation. */
export type EmChannel = {
  id: string
  type: number
  guild?: string
  name: string
  parent?: string
  owner?: string
  tags?: EmTag[]
  applied?: string[]
  hidden?: boolean
  with?: string
  bot?: string
  at: string
}
export type EmFile = {
  id: string
  filename: string
  size: number
  mime: string
  width?: number
  height?: number
  alt?: string
  path: string
}
export type EmMessage = {
  id: string
  channel: string
  /** A bot's or a person's id. */
  author: string
  content: string
  at: string
  edited?: string
  files: EmFile[]
  embeds: Record<string, unknown>[]
  components: Record<string, unknown>[]
  poll?: { question: string; answers: string[]; multiple: boolean; expiry: string }
  flags: number
  nonce?: string
  replyTo?: string
  pinned?: boolean
  crossposted?: boolean
  likes: string[]
  acted: string[]
}
export type State = {
  bots: Map<string, EmBot>
  guilds: Map<string, EmGuild>
  channels: Map<string, EmChannel>
  messages: Map<string, EmMessage>
  bans: Set<string>
  muted: Map<string, string>
  last: bigint
  limited: boolean
}
export type Event =
  | { do: 'bot'; bot: EmBot }
  | { do: 'guild'; guild: EmGuild }
  | { do: 'channel'; channel: EmChannel }
  | { do: 'unchannel'; id: string }
  | { do: 'message'; message: EmMessage }
  | { do: 'change'; id: string; change: Partial<EmMessage> }
  | { do: 'delete'; id: string }
  | { do: 'ban'; who: string; banned: boolean }
  | { do: 'mute'; who: string; until: string | null }
  | { do: 'limit'; on: boolean }

export const emptyState = (): State => ({
  bots: new Map(),
  guilds: new Map(),
  channels: new Map(),
  messages: new Map(),
  bans: new Set(),
  muted: new Map(),
  last: 0n,
  limited: false,
})

export function apply(state: State, event: Event): void {
  switch (event.do) {
    case 'bot':
      state.bots.set(event.bot.id, event.bot)
      return taken(state, event.bot.id)
    case 'guild':
      state.guilds.set(event.guild.id, event.guild)
      return taken(state, event.guild.id)
    case 'channel':
      state.channels.set(event.channel.id, event.channel)
      return taken(state, event.channel.id)
    case 'unchannel':
      state.channels.delete(event.id)
      for (const one of [...state.messages.values()]) if (one.channel === event.id) state.messages.delete(one.id)
      return
    case 'message':
      state.messages.set(event.message.id, event.message)
      return taken(state, event.message.id)
    case 'change': {
      const stands = state.messages.get(event.id)
      if (stands) state.messages.set(event.id, { ...stands, ...event.change })
      return
    }
    case 'delete':
      state.messages.delete(event.id)
      return
    case 'ban':
      if (event.banned) state.bans.add(event.who)
      else state.bans.delete(event.who)
      return
    case 'mute':
      if (event.until) state.muted.set(event.who, event.until)
      else state.muted.delete(event.who)
      return
    case 'limit':
      state.limited = event.on
  }
}

const taken = (state: State, id: string) => {
  if (BigInt(id) > state.last) state.last = BigInt(id)
}

export type Desk = { site: LabSite; kept: Kept<State, Event> }

/** Ids carry their moment and never repeat, however fast they are asked for. */
export function nextId({ site, kept }: Desk): string {
  const now = (BigInt(site.clock.now().getTime()) - 1_420_070_400_000n) << 22n
  return String(now > kept.state.last ? now : kept.state.last + 1n)
}

export const nowIso = ({ site }: Desk): string => site.clock.now().toISOString()
export const objectOf = ({ channel, id }: Pick<EmMessage, 'channel' | 'id'>) => `${channel}/${id}`
export const wordsOf = (message: Pick<EmMessage, 'content' | 'poll'>) =>
  message.content || (message.poll?.question ?? '')

export function botIn({ kept }: Desk, request: LabRequest): EmBot {
  const token = /^Bot (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  const bot = [...kept.state.bots.values()].find((one) => one.token === token)
  if (!bot) throw new Refused(401, 0, '401: Unauthorized')
  return bot
}

/** What the bot can see: its servers' channels that are not shut to it, and its own conversations. */
export function channelSeen({ kept }: Desk, bot: EmBot, id: string | undefined): EmChannel {
  const channel = kept.state.channels.get(id ?? '')
  if (!channel) throw new Refused(404, 10003, 'Unknown Channel')
  const own = channel.guild ? bot.guilds.includes(channel.guild) : channel.bot === bot.id
  if (!own || channel.hidden) throw new Refused(403, 50001, 'Missing Access')
  return channel
}

export function guildSeen({ kept }: Desk, bot: EmBot, id: string | undefined): EmGuild {
  const guild = kept.state.guilds.get(id ?? '')
  if (!guild || !bot.guilds.includes(guild.id)) throw new Refused(404, 10004, 'Unknown Guild')
  return guild
}

export const messagesIn = ({ state }: Desk['kept'], channel: string): EmMessage[] =>
  [...state.messages.values()].filter((one) => one.channel === channel)

export const accountOfChannel = ({ kept }: Desk, channel: EmChannel): string =>
  kept.state.guilds.get(channel.guild ?? '')?.account ?? kept.state.bots.get(channel.bot ?? '')?.account ?? ''
