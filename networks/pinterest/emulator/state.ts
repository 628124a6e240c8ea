import { applyOauth, emptyOauth, type OauthEvent, type OauthState } from '../../families/oauth2/emulated-tokens.ts'

export type EmUser = { id: string; username: string; name: string; locale: string }
export type EmBoard = {
  id: string
  owner: string
  name: string
  privacy: string
  at: string
  sections: { id: string; name: string }[]
}
export type EmPicture = {
  path: string
  mime: string
  width: number
  height: number
  sha256: string
  description?: string
}
export type EmVideo = {
  id: string
  owner: string
  path: string
  sha256: string
  readyAt: string
  state: 'registered' | 'taken' | 'failed'
  key: string
  width: number
  height: number
  durationMs: number
}
export type EmPin = {
  id: string
  owner: string
  board: string
  section?: string
  title: string
  description: string
  link: string
  alt: string
  pictures: EmPicture[]
  video?: string
  at: string
  ordinal: number
}
export type State = {
  oauth: OauthState
  users: Map<string, EmUser>
  boards: Map<string, EmBoard>
  videos: Map<string, EmVideo>
  pins: Map<string, EmPin>
  made: Map<string, number>
  last: number
}
export type Event =
  | OauthEvent
  | { made: 'user'; user: EmUser }
  | { made: 'board'; board: EmBoard }
  | { made: 'video'; video: EmVideo }
  | { made: 'pin'; pin: EmPin }
  | { did: 'video'; id: string; to: Partial<EmVideo> }
  | { did: 'edit'; id: string; to: Partial<EmPin> }
  | { did: 'delete'; id: string }

export const emptyState = (): State => ({
  oauth: emptyOauth(),
  users: new Map(),
  boards: new Map(),
  videos: new Map(),
  pins: new Map(),
  made: new Map(),
  last: 0,
})

export function apply(state: State, event: Event): void {
  if ('oauth' in event) return applyOauth(state.oauth, event)
  if ('did' in event) return change(state, event)
  switch (event.made) {
    case 'user':
      state.users.set(event.user.id, noted(state, event.user))
      break
    case 'board':
      state.boards.set(event.board.id, noted(state, event.board))
      break
    case 'video':
      state.videos.set(event.video.id, noted(state, event.video))
      break
    case 'pin':
      state.pins.set(event.pin.id, noted(state, event.pin))
      state.made.set(event.pin.owner, (state.made.get(event.pin.owner) ?? 0) + 1)
  }
}

function change(state: State, event: Extract<Event, { did: string }>): void {
  if (event.did === 'delete') state.pins.delete(event.id)
  else Object.assign((event.did === 'edit' ? state.pins : state.videos).get(event.id) ?? {}, event.to)
}

function noted<T extends { id: string }>(state: State, one: T): T {
  state.last = Math.max(state.last, Number(one.id))
  return { ...one }
}

/** Numbers only grow, also after a restart. */
export const nextId = (state: State, now: Date): string => String(Math.max(now.getTime() * 1000, state.last + 1))
