import { applyOauth, emptyOauth, type OauthEvent, type OauthState } from '../../families/oauth2/emulated-tokens.ts'

export type EmBlog = {
  uuid: string
  name: string
  title: string
  owner: string
  primary: boolean
  locale: string
  closed?: true
}
export type EmBlock = Record<string, unknown> & { type: string }
export type EmPost = {
  id: string
  blog: string
  state: string
  content: EmBlock[]
  layout: unknown[]
  tags: string[]
  at: string
  publishAt?: string
  reblogKey: string
  parent?: string
  noReblogs: boolean
  source?: string
  ordinal: number
}
export type EmFile = { path: string; mime: string; sha256: string }
/** What a person wrote under a post. */
export type EmReply = { id: string; post: string; blog: string; text: string; at: string }
export type State = {
  oauth: OauthState
  blogs: Map<string, EmBlog>
  posts: Map<string, EmPost>
  files: Map<string, EmFile>
  replies: Map<string, EmReply>
  blocks: Set<string>
  made: Map<string, number>
  last: number
}
export type Event =
  | OauthEvent
  | { made: 'blog'; blog: EmBlog }
  | { made: 'file'; name: string; file: EmFile }
  | { made: 'post'; post: EmPost }
  | { made: 'reply'; reply: EmReply }
  | { did: 'edit'; id: string; to: Partial<EmPost> }
  | { did: 'delete'; id: string }
  | { did: 'close'; blog: string }
  | { did: 'block'; who: string; on: boolean }

export const emptyState = (): State => ({
  oauth: emptyOauth(),
  blogs: new Map(),
  posts: new Map(),
  files: new Map(),
  replies: new Map(),
  blocks: new Set(),
  made: new Map(),
  last: 0,
})

export function apply(state: State, event: Event): void {
  if ('oauth' in event) return applyOauth(state.oauth, event)
  if ('did' in event) return change(state, event)
  switch (event.made) {
    case 'blog':
      state.blogs.set(event.blog.uuid, { ...event.blog })
      break
    case 'file':
      state.files.set(event.name, event.file)
      break
    case 'post':
      state.posts.set(event.post.id, { ...event.post })
      state.made.set(event.post.blog, (state.made.get(event.post.blog) ?? 0) + 1)
      state.last = Math.max(state.last, Number(event.post.id))
      break
    case 'reply':
      state.replies.set(event.reply.id, event.reply)
      state.last = Math.max(state.last, Number(event.reply.id))
  }
}

function change(state: State, event: Extract<Event, { did: string }>): void {
  if (event.did === 'delete') state.posts.delete(event.id)
  else if (event.did === 'edit') Object.assign(state.posts.get(event.id) ?? {}, event.to)
  else if (event.did === 'close') Object.assign(state.blogs.get(event.blog) ?? {}, { closed: true })
  else if (event.on) state.blocks.add(event.who)
  else state.blocks.delete(event.who)
}

/** Numbers only grow, also after a restart. */
export const nextId = (state: State, now: Date): string => String(Math.max(now.getTime() * 1000, state.last + 1))
