import type { LabAnswer, LabRequest } from '../../lab/network.ts'
import { messageSeen } from './messages.ts'
import { letPeopleAct, talkBetween } from './people.ts'
import { showChannel, showGuild, showMe, showMessage, showUser } from './present.ts'
import { Refused } from './refusals.ts'
import { accountOfChannel, botIn, type Desk, guildSeen, nowIso, objectOf } from './state.ts'

const ok = (json: unknown, status = 200): LabAnswer => ({ status, json })

export const me = (desk: Desk, request: LabRequest) => ok(showMe(desk, botIn(desk, request)))

export function myGuilds(desk: Desk, request: LabRequest): LabAnswer {
  const bot = botIn(desk, request)
  const guilds = bot.guilds.flatMap((id) => desk.kept.state.guilds.get(id) ?? [])
  return ok(
    guilds.map(({ id, name }) => ({
      id,
      name,
      icon: null,
      banner: null,
      owner: false,
      permissions: '2048',
      features: ['COMMUNITY'],
    })),
  )
}

export function application(desk: Desk, request: LabRequest): LabAnswer {
  const bot = botIn(desk, request)
  return ok({
    id: bot.id,
    name: bot.name,
    icon: null,
    description: '',
    type: null,
    bot: showUser(desk, bot.id),
    verify_key: '0'.repeat(64),
    flags: 1 << 19,
    flags_new: String(1 << 19),
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: showUser(desk, bot.id),
    approximate_guild_count: bot.guilds.length,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: [],
  })
}

export const guild = (desk: Desk, request: LabRequest) =>
  ok(showGuild(guildSeen(desk, botIn(desk, request), request.params.guild_id)))

export function guildChannels(desk: Desk, request: LabRequest): LabAnswer {
  const { id } = guildSeen(desk, botIn(desk, request), request.params.guild_id)
  letPeopleAct(desk)
  const channels = [...desk.kept.state.channels.values()].filter((one) => one.guild === id && !one.owner)
  return ok(channels.map((one) => showChannel(desk, one)))
}

const member = (desk: Desk, id: string) => ({
  avatar: null,
  avatar_decoration_data: null,
  banner: null,
  communication_disabled_until: desk.kept.state.muted.get(id) ?? null,
  flags: 0,
  joined_at: nowIso(desk),
  nick: null,
  pending: false,
  premium_since: null,
  roles: [],
  user: showUser(desk, id),
  mute: false,
  deaf: false,
})

export function guildMember(desk: Desk, request: LabRequest): LabAnswer {
  guildSeen(desk, botIn(desk, request), request.params.guild_id)
  return ok(member(desk, request.params.user_id ?? ''))
}

export function changeMember(desk: Desk, request: LabRequest): LabAnswer {
  const { account } = guildSeen(desk, botIn(desk, request), request.params.guild_id)
  const who = request.params.user_id ?? ''
  const until = (request.body as { communication_disabled_until?: string | null }).communication_disabled_until ?? null
  const furthest = desk.site.clock.now().getTime() + 28 * 24 * 3_600_000
  if (until && Date.parse(until) > furthest) throw new Refused(400, 50035, 'Invalid Form Body')
  desk.kept.commit({ do: 'mute', who, until }, { account, kind: until ? 'hide' : 'unhide', objectId: `member/${who}` })
  return ok(member(desk, who))
}

export const ban =
  (banned: boolean) =>
  (desk: Desk, request: LabRequest): LabAnswer => {
    const { account } = guildSeen(desk, botIn(desk, request), request.params.guild_id)
    const who = request.params.user_id ?? ''
    if (!banned && !desk.kept.state.bans.has(who)) throw new Refused(404, 10026, 'Unknown Ban')
    desk.kept.commit(
      { do: 'ban', who, banned },
      { account, kind: banned ? 'block' : 'unblock', objectId: `member/${who}` },
    )
    return { status: 204 }
  }

export const react =
  (liked: boolean) =>
  (desk: Desk, request: LabRequest): LabAnswer => {
    const { bot, channel, message } = messageSeen(desk, request)
    const others = message.likes.filter((one) => one !== bot.id)
    desk.kept.commit(
      { do: 'change', id: message.id, change: { likes: liked ? [...others, bot.id] : others } },
      { account: accountOfChannel(desk, channel), kind: liked ? 'like' : 'unlike', objectId: objectOf(message) },
    )
    return { status: 204 }
  }

export function pin(desk: Desk, request: LabRequest): LabAnswer {
  const { channel, message } = messageSeen(desk, request)
  desk.kept.commit(
    { do: 'change', id: message.id, change: { pinned: true } },
    { account: accountOfChannel(desk, channel), kind: 'pin', objectId: objectOf(message) },
  )
  return { status: 204 }
}

export function crosspost(desk: Desk, request: LabRequest): LabAnswer {
  const { channel, message } = messageSeen(desk, request)
  if (channel.type !== 5) throw new Refused(400, 50024, 'Cannot execute action on this channel type')
  if (message.crossposted) throw new Refused(400, 40033, 'This message has already been crossposted')
  const change = { crossposted: true }
  desk.kept.commit(
    { do: 'change', id: message.id, change },
    { account: accountOfChannel(desk, channel), kind: 'reshare', objectId: objectOf(message) },
  )
  return ok(showMessage(desk, { ...message, ...change }))
}

export function openTalk(desk: Desk, request: LabRequest): LabAnswer {
  const bot = botIn(desk, request)
  const person = String((request.body as { recipient_id?: string }).recipient_id ?? '')
  if (!/^\d+$/.test(person) || person === bot.id) throw new Refused(400, 50033, 'Invalid Recipient(s)')
  return ok(showChannel(desk, talkBetween(desk, bot.id, person)))
}

export function searchMessages(desk: Desk, request: LabRequest): LabAnswer {
  const { id } = guildSeen(desk, botIn(desk, request), request.params.guild_id)
  const { content = '', author_id: author, offset = '0', limit = '25', sort_order: order } = request.query
  const words = String(content).toLowerCase().split(/\s+/).filter(Boolean)
  const hits = [...desk.kept.state.messages.values()].filter(
    (one) =>
      desk.kept.state.channels.get(one.channel)?.guild === id &&
      (!author || one.author === String(author)) &&
      words.every((word) => one.content.toLowerCase().includes(word)),
  )
  hits.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
  if (order !== 'asc') hits.reverse()
  const page = hits.slice(Number(offset), Number(offset) + Number(limit))
  return ok({
    messages: page.map((one) => [{ ...showMessage(desk, one), hit: true }]),
    doing_deep_historical_index: false,
    total_results: hits.length,
  })
}

export function rules(desk: Desk, request: LabRequest): LabAnswer {
  guildSeen(desk, botIn(desk, request), request.params.guild_id)
  return ok([])
}
