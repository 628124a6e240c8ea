import { games } from './games.ts'
import { ownChannel, Refused, type Stage, text } from './stage.ts'
import type { EmSegment, EmUser } from './state.ts'

/** https://dev.twitch.tv/docs/api/reference/#create-channel-stream-schedule-segment (read 2026-11-22). */
export function scheduleOperations(stage: Stage): void {
  const { on, state, commit, now } = stage
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
