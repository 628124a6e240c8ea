import { applyGrant, type GrantEvent, type Grants, noGrants } from '../../families/oauth2/grant-door.ts'

export type EmUser = {
  id: string
  login: string
  name: string
  type: 'affiliate' | 'partner' | ''
  at: string
  locale?: string
}
export type EmLine = { id: string; channel: string; author: string; text: string; at: string; parent?: string }
/** The network gives it no id; its people know by this one what they talk about. */
export type EmAnnouncement = { id?: string; channel: string; text: string; at: string }
export type EmPoll = { id: string; channel: string; title: string; choices: string[]; duration: number; at: string }
export type EmSegment = {
  id: string
  channel: string
  starts: string
  minutes: number
  title: string
  weekly: boolean
  game?: string
}
export type EmFollow = { channel: string; user: string; login: string; name: string; at: string }
export type EmWish = {
  id: string
  type: string
  version: string
  condition: Record<string, string>
  callback: string
  secret: string
  at: string
  /** Journals from before addresses were asked have none: those wishes stand. */
  status?: 'webhook_callback_verification_pending' | 'webhook_callback_verification_failed' | 'enabled'
}
export type EmChannel = { title: string; game: string }

export type State = {
  users: Map<string, EmUser>
  channels: Map<string, EmChannel>
  lines: Map<string, EmLine>
  announcements: EmAnnouncement[]
  polls: Map<string, EmPoll>
  segments: Map<string, EmSegment>
  follows: EmFollow[]
  wishes: Map<string, EmWish>
  /** Until when; null is for ever. */
  bans: Map<string, string | null>
  grants: Grants
}
export type Event =
  | GrantEvent
  | { put: 'user'; user: EmUser }
  | { put: 'channel'; id: string; channel: EmChannel }
  | { put: 'line'; line: EmLine }
  | { put: 'poll'; poll: EmPoll }
  | { put: 'segment'; segment: EmSegment }
  | { put: 'follow'; follow: EmFollow }
  | { put: 'wish'; wish: EmWish }
  | { drop: 'line' | 'wish'; id: string }
  | { ban: string; on: boolean; until?: string | null }
  | ({ said: 'announcement' } & EmAnnouncement)

export const emptyState = (): State => ({
  users: new Map(),
  channels: new Map(),
  lines: new Map(),
  announcements: [],
  polls: new Map(),
  segments: new Map(),
  follows: [],
  wishes: new Map(),
  bans: new Map(),
  grants: noGrants(),
})

export function apply(state: State, event: Event): void {
  if ('grant' in event) return applyGrant(state.grants, event)
  if ('said' in event) {
    const { id, channel, text, at } = event
    state.announcements.push({ id, channel, text, at })
    return
  }
  if ('ban' in event) {
    if (event.on) state.bans.set(event.ban, event.until ?? null)
    else state.bans.delete(event.ban)
    return
  }
  if ('drop' in event) {
    if (event.drop === 'line') state.lines.delete(event.id)
    else state.wishes.delete(event.id)
    return
  }
  put(state, event)
}

function put(state: State, event: Extract<Event, { put: string }>): void {
  if (event.put === 'user') state.users.set(event.user.id, event.user)
  else if (event.put === 'channel') state.channels.set(event.id, event.channel)
  else if (event.put === 'line') state.lines.set(event.line.id, event.line)
  else if (event.put === 'poll') state.polls.set(event.poll.id, event.poll)
  else if (event.put === 'segment') state.segments.set(event.segment.id, event.segment)
  else if (event.put === 'follow') state.follows.push(event.follow)
  else state.wishes.set(event.wish.id, event.wish)
}
