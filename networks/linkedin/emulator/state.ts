import { applyOauth, emptyOauth, type OauthEvent, type OauthState } from '../../families/oauth2/emulated-tokens.ts'

export type EmMember = { urn: string; name: string; handle: string; locale: string }
export type EmPage = { id: number; urn: string; name: string; vanityName: string; locale: string }
export type EmRole = { page: string; member: string; role: string }
export type EmFile = {
  urn: string
  owner: string
  kind: 'images' | 'videos' | 'documents'
  parts: { path: string; tag: string; first: number; last: number; got: boolean }[]
  status: 'WAITING_UPLOAD' | 'PROCESSING' | 'AVAILABLE' | 'PROCESSING_FAILED'
  path: string
  mime: string
  sha256: string
}
export type EmPost = {
  urn: string
  author: string
  commentary: string
  visibility: string
  content?: Record<string, unknown>
  at: number
  editedAt: number
  ordinal: number
}
export type EmComment = {
  id: string
  post: string
  actor: string
  text: string
  at: number
  parent?: string
  editedAt?: number
  picture?: true
}

export type State = {
  oauth: OauthState
  members: Map<string, EmMember>
  pages: Map<string, EmPage>
  roles: EmRole[]
  files: Map<string, EmFile>
  posts: Map<string, EmPost>
  comments: Map<string, EmComment>
  /** `actor entity`. */
  reactions: Set<string>
  made: Map<string, number>
  last: number
}
export type Event =
  | OauthEvent
  | { made: 'member'; member: EmMember }
  | { made: 'page'; page: EmPage }
  | { made: 'role'; role: EmRole }
  | { made: 'file'; file: EmFile }
  | { made: 'post'; post: EmPost; n: number }
  | { made: 'comment'; comment: EmComment }
  | { did: 'words'; urn: string; commentary: string; at: number }
  | { did: 'part'; urn: string; index: number; path: string }
  | { did: 'file'; urn: string; to: Partial<EmFile> }
  | { did: 'end-role'; page: string; member: string }
  | { did: 'delete'; what: 'posts' | 'comments'; id: string }
  | { did: 'react'; who: string; on: boolean }

export const emptyState = (): State => ({
  oauth: emptyOauth(),
  members: new Map(),
  pages: new Map(),
  roles: [],
  files: new Map(),
  posts: new Map(),
  comments: new Map(),
  reactions: new Set(),
  made: new Map(),
  last: 0,
})

export function apply(state: State, event: Event): void {
  if ('oauth' in event) applyOauth(state.oauth, event)
  else if ('made' in event) add(state, event)
  else change(state, event)
}

function add(state: State, event: Extract<Event, { made: string }>): void {
  switch (event.made) {
    case 'member':
      state.members.set(event.member.urn, event.member)
      break
    case 'page':
      state.pages.set(event.page.urn, event.page)
      break
    case 'role':
      state.roles.push(event.role)
      break
    case 'file':
      state.files.set(event.file.urn, { ...event.file, parts: event.file.parts.map((one) => ({ ...one })) })
      break
    case 'post':
      state.posts.set(event.post.urn, { ...event.post })
      state.made.set(event.post.author, (state.made.get(event.post.author) ?? 0) + 1)
      state.last = Math.max(state.last, event.n)
      break
    case 'comment':
      state.comments.set(event.comment.id, event.comment)
      state.last = Math.max(state.last, Number(event.comment.id))
  }
}

function change(state: State, event: Extract<Event, { did: string }>): void {
  switch (event.did) {
    case 'words': {
      const post = state.posts.get(event.urn)
      if (post) Object.assign(post, { commentary: event.commentary, editedAt: event.at })
      break
    }
    case 'part': {
      const part = state.files.get(event.urn)?.parts[event.index]
      if (part) Object.assign(part, { path: event.path, got: true })
      break
    }
    case 'file': {
      const file = state.files.get(event.urn)
      if (file) Object.assign(file, event.to)
      break
    }
    case 'end-role':
      state.roles = state.roles.filter((one) => one.page !== event.page || one.member !== event.member)
      break
    case 'delete':
      state[event.what].delete(event.id)
      break
    case 'react':
      if (event.on) state.reactions.add(event.who)
      else state.reactions.delete(event.who)
  }
}

/** Numbers only grow, also after a restart; below 2^53, so that they can be told as numbers. */
export const nextNumber = (state: State, now: Date): number => Math.max(now.getTime() * 1000, state.last + 1)
