import { ownChannel, Refused, type Stage, text } from './stage.ts'
import type { EmFollow, EmPoll, EmSegment, EmUser } from './state.ts'

const games: Record<string, string> = { 509658: 'Just Chatting', 509667: 'Food & Drink', 518203: 'Sports' }

/** Users, channel, polls, schedule: https://dev.twitch.tv/docs/api/reference/ (read 2026-11-22). */
export function channelOperations(stage: Stage): void {
  const { on, state, commit, now, site } = stage
  on('GET', '/users', '', (request) => {
    const { user } = request
    const picture = site.people.avatarUrl({ handle: user.login })
    const json = {
      ...{ id: user.id, login: user.login, display_name: user.name, type: '', broadcaster_type: user.type },
      ...{ description: 'Coffee, live', profile_image_url: picture, offline_image_url: picture },
      ...{ view_count: 0, created_at: user.at },
    }
    return { status: 200, json: { data: [json] } }
  })
  on('GET', '/channels', '', (request) => {
    const user = state.users.get(text(request, 'broadcaster_id'))
    if (!user) throw new Refused(400, 'broadcaster_id is not one of a user.')
    const { title, game } = state.channels.get(user.id) ?? { title: '', game: '' }
    const json = {
      ...{
        broadcaster_id: user.id,
        broadcaster_login: user.login,
        broadcaster_name: user.name,
        broadcaster_language: 'en',
      },
      ...{ game_name: games[game] ?? '', game_id: game, title, delay: 0, tags: ['Coffee'] },
      ...{ content_classification_labels: [], is_branded_content: false },
    }
    return { status: 200, json: { data: [json] } }
  })
  on('PATCH', '/channels', 'channel:manage:broadcast', (request) => {
    const user = ownChannel(request)
    const { title, game_id: game } = request.body as { title?: string; game_id?: string }
    if (title !== undefined && (title.trim() === '' || title.length > 140))
      throw new Refused(400, 'The title is invalid.')
    const before = state.channels.get(user.id) ?? { title: '', game: '' }
    commit(
      { put: 'channel', id: user.id, channel: { title: title ?? before.title, game: game ?? before.game } },
      { account: user.login, kind: 'edit', objectId: `channel ${user.id}`, text: title },
    )
    return { status: 204 }
  })
  on('GET', '/channels/followers', '', (request) => {
    const own =
      text(request, 'broadcaster_id') === request.user.id && request.grant.scopes.includes('moderator:read:followers')
    const all = followsOf(stage, text(request, 'broadcaster_id')).reverse()
    const data = all.map((one) => ({
      user_id: one.user,
      user_login: one.login,
      user_name: one.name,
      followed_at: one.at,
    }))
    return { status: 200, json: { data: own ? data.slice(0, 100) : [], pagination: {}, total: all.length } }
  })
  on('GET', '/search/categories', '', (request) => {
    const wanted = text(request, 'query').toLowerCase()
    const data = Object.entries(games)
      .filter(([, name]) => wanted.split(/\s+/).some((word) => name.toLowerCase().includes(word)))
      .map(([id, name]) => ({ id, name, box_art_url: `${site.url}/box/${id}.jpg` }))
    return { status: 200, json: { data, pagination: {} } }
  })
  pollOperations(stage)
  on('GET', '/schedule', '', (request) => {
    const user = state.users.get(text(request, 'broadcaster_id'))
    const from = Date.parse(text(request, 'start_time')) || now().getTime()
    const all = [...state.segments.values()].filter((one) => one.channel === user?.id && Date.parse(one.starts) >= from)
    if (!user || all.length === 0) throw new Refused(404, 'The broadcaster has not created a streaming schedule.')
    return { status: 200, json: { data: { ...scheduleJson(user, all), pagination: {} } } }
  })
  on('POST', '/schedule/segment', 'channel:manage:schedule', (request) => {
    const user = ownChannel(request)
    const segment = segmentFrom(stage, user, request.body as Wanted)
    commit(
      { put: 'segment', segment },
      { account: user.login, kind: 'create', objectId: segment.id, text: segment.title },
    )
    return { status: 200, json: { data: scheduleJson(user, [segment]) } }
  })
}

/** Those who followed, and people whom its words brought. */
function followsOf({ state, site, now }: Stage, channel: string): EmFollow[] {
  const said = [...state.announcements, ...[...state.lines.values()].filter((one) => one.author === one.channel)]
  const brought = said
    .filter((one) => one.channel === channel)
    .flatMap((one, index) => {
      const seen = { key: `stream ${channel} ${index}`, text: one.text, at: new Date(one.at), media: true }
      return site.people
        .reactionsTo(seen, now())
        .filter((reaction) => reaction.kind === 'follow' || reaction.kind === 'like')
    })
    .map(({ person, at }) => ({
      channel,
      user: person.id,
      login: person.handle,
      name: person.name,
      at: at.toISOString(),
    }))
  const all = [...state.follows.filter((one) => one.channel === channel), ...brought]
  const first = new Map(all.reverse().map((one) => [one.user, one]))
  return [...first.values()].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

function pollOperations({ on, state, commit, now, id }: Stage): void {
  const isActive = (poll: EmPoll) => now().getTime() < Date.parse(poll.at) + poll.duration * 1000
  const pollJson = (user: EmUser, poll: EmPoll) => ({
    ...{
      id: poll.id,
      broadcaster_id: user.id,
      broadcaster_name: user.name,
      broadcaster_login: user.login,
      title: poll.title,
    },
    choices: poll.choices.map((title, index) => ({
      ...{ id: `${poll.id}-${index}`, title, votes: 0, channel_points_votes: 0, bits_votes: 0 },
    })),
    ...{
      bits_voting_enabled: false,
      bits_per_vote: 0,
      channel_points_voting_enabled: false,
      channel_points_per_vote: 0,
    },
    ...{ status: isActive(poll) ? 'ACTIVE' : 'COMPLETED', duration: poll.duration, started_at: poll.at },
    ended_at: isActive(poll) ? null : new Date(Date.parse(poll.at) + poll.duration * 1000).toISOString(),
  })
  on('GET', '/polls', 'channel:manage:polls', (request) => {
    const user = ownChannel(request)
    const all = [...state.polls.values()].filter((one) => one.channel === user.id).reverse()
    const most = Number(text(request, 'first') || 20)
    if (most > 20) throw new Refused(400, 'The value of first must be at most 20.')
    return { status: 200, json: { data: all.slice(0, most).map((one) => pollJson(user, one)), pagination: {} } }
  })
  on('POST', '/polls', 'channel:manage:polls', (request) => {
    const { user } = request
    const given = request.body as {
      broadcaster_id: string
      title: string
      choices: { title: string }[]
      duration: number
    }
    if (given.broadcaster_id !== user.id)
      throw new Refused(401, 'broadcaster_id must match the user in the access token.')
    if (user.type === '') throw new Refused(401, 'The broadcaster must be an affiliate or partner.')
    const choices = given.choices.map((one) => one.title)
    const wrong =
      given.title.trim() === '' ||
      given.title.length > 60 ||
      choices.length < 2 ||
      choices.length > 5 ||
      choices.some((one) => one.trim() === '' || one.length > 25) ||
      given.duration < 15 ||
      given.duration > 1800
    if (wrong) throw new Refused(400, 'The poll is invalid.')
    if ([...state.polls.values()].some((one) => one.channel === user.id && isActive(one)))
      throw new Refused(400, 'The channel already has an active poll.')
    const poll = {
      id: id(),
      channel: user.id,
      title: given.title,
      choices,
      duration: given.duration,
      at: now().toISOString(),
    }
    commit({ put: 'poll', poll }, { account: user.login, kind: 'create', objectId: poll.id, text: poll.title })
    return { status: 200, json: { data: [pollJson(user, poll)] } }
  })
}

type Wanted = {
  start_time: string
  timezone: string
  duration: string
  is_recurring?: boolean
  category_id?: string
  title?: string
}

function segmentFrom({ state, site, now }: Stage, user: EmUser, given: Wanted): EmSegment {
  const minutes = Number(given.duration)
  const starts = new Date(given.start_time)
  if (!(minutes >= 30 && minutes <= 1380)) throw new Refused(400, 'The duration must be 30 to 1380 minutes.')
  if (!(starts > now())) throw new Refused(400, 'The start time must be in the future.')
  if ((given.title ?? '').length > 140) throw new Refused(400, 'The title must have at most 140 characters.')
  if (given.is_recurring !== true && user.type === '')
    throw new Refused(403, 'Only partners and affiliates may add non-recurring broadcast segments.')
  if (given.category_id && !games[given.category_id]) throw new Refused(400, 'category_id is invalid.')
  const [from, to] = [starts.getTime(), starts.getTime() + minutes * 60_000]
  const overlaps = [...state.segments.values()].some(
    (one) =>
      one.channel === user.id && Date.parse(one.starts) < to && Date.parse(one.starts) + one.minutes * 60_000 > from,
  )
  if (overlaps) throw new Refused(400, 'Segment cannot create overlapping segment')
  return {
    ...{ id: site.random.hex(32), channel: user.id, starts: starts.toISOString(), minutes, title: given.title ?? '' },
    weekly: given.is_recurring === true,
    ...(given.category_id ? { game: given.category_id } : {}),
  }
}

const scheduleJson = (user: EmUser, segments: EmSegment[]) => ({
  segments: segments.map((one) => ({
    id: one.id,
    start_time: one.starts,
    end_time: new Date(Date.parse(one.starts) + one.minutes * 60_000).toISOString(),
    title: one.title,
    canceled_until: null,
    category: one.game ? { id: one.game, name: games[one.game] } : null,
    is_recurring: one.weekly,
  })),
  broadcaster_id: user.id,
  broadcaster_name: user.name,
  broadcaster_login: user.login,
  vacation: null,
})
