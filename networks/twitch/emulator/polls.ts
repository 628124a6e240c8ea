import { ownChannel, Refused, type Stage, text } from './stage.ts'
import type { EmPoll, EmUser } from './state.ts'

/** https://dev.twitch.tv/docs/api/reference/#create-poll (read 2026-11-22). */
export function pollOperations({ on, state, commit, now, id }: Stage): void {
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
