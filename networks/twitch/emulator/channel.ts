import { games } from './games.ts'
import { ownChannel, Refused, type Stage, text } from './stage.ts'
import type { EmFollow } from './state.ts'

/** Users, the channel and who follows it: https://dev.twitch.tv/docs/api/reference/ (read 2026-11-22). */
export function channelOperations(stage: Stage): void {
  const { on, state, commit, site } = stage
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
