import { badField, NetworkFailure } from '../../kernel/failure.ts'
import type { Call, ConnectContext, ConnectedAccount, ConnectWay, Health } from '../contract.ts'
import { type Channel, channelTypes, type Guild, type User } from './api.ts'
import type { Place, ServerFacts } from './channels.ts'
import { ask, officialServer, type Wire, wireOf } from './client.ts'
import { hasCode } from './failures.ts'
import { mayWrite } from './permissions.ts'

/** A bot that the brand made and let into its servers. */
export const botWay: ConnectWay = {
  id: 'bot',
  label: 'discord.connect.label',
  help: 'discord.connect.help',
  kind: 'secret',
  fields: [
    { key: 'token', kind: 'password', label: 'discord.connect.token', help: 'discord.connect.token.help' },
    { key: 'servers', kind: 'text', label: 'discord.connect.servers', help: 'discord.connect.servers.help' },
  ],
  guide: {
    console: 'https://discord.com/developers/applications',
    steps: [1, 2, 3, 4, 5].map((step) => `discord.guide.${step}`),
    review: 'discord.guide.review',
  },
  connect,
}

async function connect(fields: Record<string, string>, context: ConnectContext): Promise<ConnectedAccount[]> {
  const token = (fields.token ?? '').trim().replace(/^Bot\s+/i, '')
  if (token === '') throw badField('token', 'discord.connect.noToken')
  const wanted = (fields.servers ?? '').split(/[\s,;]+/).filter((one) => one !== '')
  const bad = wanted.find((one) => !/^\d{5,25}$/.test(one))
  if (bad) throw badField('servers', 'discord.connect.badServer', { server: bad.slice(0, 80) })
  const wire: Wire = { ...context, server: context.practice ?? officialServer, token }
  const me = await ask<User>(wire, { path: '/users/@me' })
  const guilds = await ask<{ id: string }[]>(wire, { path: '/users/@me/guilds', query: { limit: 200 } })
  const absent = wanted.find((id) => !guilds.some((guild) => guild.id === id))
  if (absent) throw badField('servers', 'discord.connect.notThere', { server: absent, bot: me.username })
  const chosen = guilds.filter((guild) => wanted.length === 0 || wanted.includes(guild.id))
  if (chosen.length === 0) throw badField('token', 'discord.connect.noServers', { bot: me.username })
  const accounts: ConnectedAccount[] = []
  for (const { id } of chosen) accounts.push(await accountOf(wire, me, id))
  return accounts
}

async function accountOf(wire: Wire, me: User, id: string): Promise<ConnectedAccount> {
  const { guild, facts } = await standing(wire, me, id)
  return {
    remoteId: guild.id,
    kind: 'group',
    name: guild.name,
    handle: handleOf(guild),
    url: urlOf(guild),
    ...(avatarOf(guild) ? { avatarUrl: avatarOf(guild) } : {}),
    server: wire.server,
    secrets: { token: wire.token },
    scopes: [],
    facts,
  }
}

/** What the server is now: its places the bot may write to, its boosts, and whether the bot reads what people write. */
async function standing(wire: Wire, me: User, id: string): Promise<{ guild: Guild; facts: ServerFacts }> {
  const guild = await ask<Guild>(wire, { path: `/guilds/${id}`, query: { with_counts: true } })
  const channels = await ask<Channel[]>(wire, { path: `/guilds/${id}/channels` })
  const { roles } = await ask<{ roles: string[] }>(wire, { path: `/guilds/${id}/members/${me.id}` })
  const { flags } = await ask<{ flags: number }>(wire, { path: '/applications/@me' })
  const places = channels
    .filter((channel) => mayWrite(guild, channel, { id: me.id, roles }))
    .sort((a, b) => (a.position ?? 0) - (b.position ?? 0))
    .flatMap(placeIn)
  return {
    guild,
    facts: { botId: me.id, places, boosts: guild.premium_tier, readsWords: (flags & messageContent) !== 0 },
  }
}

/** `GATEWAY_MESSAGE_CONTENT` and its form for bots in fewer than a hundred servers. */
const messageContent = (1 << 18) | (1 << 19)
const requireTag = 1 << 4

function placeIn({ id, type, name = '', available_tags: tags, flags = 0 }: Channel): Place[] {
  if (type === channelTypes.text) return [{ id, name, kind: 'text' }]
  if (type === channelTypes.announcement) return [{ id, name, kind: 'announcement' }]
  if (type !== channelTypes.forum) return []
  const known = (tags ?? []).map((tag) => ({ id: tag.id, name: tag.name }))
  return [{ id, name, kind: 'forum', tags: known, tagRequired: (flags & requireTag) !== 0 }]
}

export const urlOf = ({ id, vanity_url_code: code }: Guild) =>
  code ? `https://discord.gg/${code}` : `https://discord.com/channels/${id}`
export const handleOf = ({ id, vanity_url_code: code }: Guild) => (code ? `discord.gg/${code}` : id)
export const avatarOf = ({ id, icon }: Guild) =>
  icon ? `https://cdn.discordapp.com/icons/${id}/${icon}.png?size=256` : undefined

/** Throws `reconnect` when the token ended or the bot was put out of the server. */
export const health: Health = async (call: Call) => {
  const wire = wireOf(call)
  const me = await ask<User>(wire, { path: '/users/@me' })
  try {
    const { guild, facts } = await standing(wire, me, call.account.remoteId)
    return {
      name: guild.name,
      handle: handleOf(guild),
      url: urlOf(guild),
      ...(avatarOf(guild) ? { avatarUrl: avatarOf(guild) } : {}),
      facts,
    }
  } catch (error) {
    if (!hasCode(error, 50001, 10004, 10007)) throw error
    throw new NetworkFailure('reconnect', 'the bot is no longer in this server', { cause: error })
  }
}
