import { applyGrant, type GrantEvent, type Grants, noGrants } from '../../families/oauth2/grant-door.ts'

export type EmChannel = {
  id: string
  /** Whose sign-in opens it. */
  account: string
  handle: string
  title: string
  locale: string
  uploads: string
  at: string
}
export type EmMetadata = {
  title: string
  description: string
  categoryId: string
  tags: string[]
  language?: string
  privacy: string
  publishAt?: string
  madeForKids: boolean
  synthetic: boolean
  embeddable: boolean
  license: string
}
export type EmSession = {
  id: string
  channel: string
  metadata: EmMetadata
  mime: string
  total: number
  received: number
  pieces: string[]
  video?: string
  at: string
}
export type EmVideo = EmMetadata & {
  id: string
  channel: string
  path: string
  durationMs: number
  failure?: string
  processedAt: string
  at: string
  ordinal: number
  thumbnail?: string
}
export type EmComment = {
  id: string
  video: string
  parent?: string
  author: { id: string; handle: string }
  text: string
  at: string
  status: string
}
export type EmItem = { id: string; video: string; at: string }
export type EmCaption = { id: string; video: string; language: string; name: string; taken: boolean }
export type EmPlaylist = { id: string; channel: string; title: string; items: EmItem[] }

export type State = {
  channels: Map<string, EmChannel>
  sessions: Map<string, EmSession>
  videos: Map<string, EmVideo>
  comments: Map<string, EmComment>
  playlists: Map<string, EmPlaylist>
  captions: Map<string, EmCaption>
  /** What a channel decided about comments, by comment. */
  moderated: Map<string, string>
  banned: Set<string>
  grants: Grants
  made: number
}
export type Event =
  | GrantEvent
  | { made: 'channel'; channel: EmChannel }
  | { made: 'session'; session: EmSession }
  | { made: 'playlist'; playlist: EmPlaylist }
  | { made: 'caption'; caption: EmCaption }
  | { made: 'video'; video: EmVideo; session: string }
  | { made: 'comment'; comment: EmComment }
  | { made: 'item'; playlist: string; item: EmItem }
  | { did: 'receive'; session: string; piece: string; bytes: number }
  | { did: 'change'; video: string; metadata: EmMetadata }
  | { did: 'cover'; video: string; path: string }
  | { did: 'remove-video'; video: string }
  | { did: 'remove-comment'; comment: string }
  | { did: 'moderate'; comment: string; status: string; ban?: string }

export const emptyState = (): State => ({
  channels: new Map(),
  sessions: new Map(),
  videos: new Map(),
  comments: new Map(),
  playlists: new Map(),
  captions: new Map(),
  moderated: new Map(),
  banned: new Set(),
  grants: noGrants(),
  made: 0,
})

export function apply(state: State, event: Event): void {
  if ('grant' in event) applyGrant(state.grants, event)
  else if ('made' in event) make(state, event)
  else change(state, event)
}

function make(state: State, event: Extract<Event, { made: string }>): void {
  if (event.made === 'channel') state.channels.set(event.channel.id, event.channel)
  if (event.made === 'session') state.sessions.set(event.session.id, { ...event.session, pieces: [] })
  if (event.made === 'playlist') state.playlists.set(event.playlist.id, { ...event.playlist, items: [] })
  if (event.made === 'caption') state.captions.set(event.caption.id, event.caption)
  if (event.made === 'comment') state.comments.set(event.comment.id, event.comment)
  if (event.made === 'item') state.playlists.get(event.playlist)?.items.push(event.item)
  if (event.made === 'video') {
    state.videos.set(event.video.id, { ...event.video })
    state.made += 1
    const session = state.sessions.get(event.session)
    if (session) session.video = event.video.id
  }
}

function change(state: State, event: Extract<Event, { did: string }>): void {
  if (event.did === 'receive') {
    const session = state.sessions.get(event.session)
    session?.pieces.push(event.piece)
    if (session) session.received += event.bytes
  }
  if (event.did === 'change') Object.assign(state.videos.get(event.video) ?? {}, event.metadata)
  if (event.did === 'cover') Object.assign(state.videos.get(event.video) ?? {}, { thumbnail: event.path })
  if (event.did === 'remove-comment') state.comments.delete(event.comment)
  if (event.did === 'remove-video') {
    state.videos.delete(event.video)
    for (const { id, video } of state.comments.values()) if (video === event.video) state.comments.delete(id)
    for (const playlist of state.playlists.values())
      playlist.items = playlist.items.filter((one) => one.video !== event.video)
  }
  if (event.did === 'moderate') {
    state.moderated.set(event.comment, event.status)
    if (event.ban) state.banned.add(event.ban)
  }
}
