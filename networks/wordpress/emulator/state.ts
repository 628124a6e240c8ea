/** What the emulated site holds. Changed only by `apply`, so that replaying the journal gives it again. */
export type SitePost = {
  id: number
  type: 'post' | 'page'
  author: number
  at: string
  modified: string
  slug: string
  status: string
  title: string
  content: string
  excerpt: string
  featured: number
  comments: string
  sticky: boolean
  format: string
  categories: number[]
  tags: number[]
}
export type SiteMedia = {
  id: number
  author: number
  at: string
  path: string
  file: string
  mime: string
  alt: string
  bytes: number
  width: number
  height: number
}
export type SiteComment = {
  id: number
  post: number
  parent: number
  author: number
  name: string
  person?: string
  at: string
  content: string
  status: string
  /** Of people of the cast: which reaction it is. */
  reaction?: string
}
export type SiteUser = { id: number; login: string; name: string; title: string; locale: string; role: string }
export type SiteTerm = { id: number; name: string; slug: string }

export type State = {
  lastId: number
  lastComment: number
  users: Map<number, SiteUser>
  /** By the password without its spaces. */
  passwords: Map<string, number>
  posts: Map<number, SitePost>
  media: Map<number, SiteMedia>
  comments: Map<number, SiteComment>
  tags: Map<number, SiteTerm>
  categories: Map<number, SiteTerm>
}

export type Event =
  | { made: 'user'; user: SiteUser }
  | { made: 'password'; password: string; user: number }
  | { did: 'end-password'; password: string }
  | { made: 'post'; post: SitePost }
  | { did: 'remove-post'; id: number }
  | { made: 'media'; media: SiteMedia }
  | { made: 'tag'; tag: SiteTerm }
  | { made: 'comment'; comment: SiteComment }
  | { did: 'remove-comment'; id: number }

export const emptyState = (): State => ({
  lastId: 10,
  lastComment: 1,
  users: new Map(),
  passwords: new Map(),
  posts: new Map(),
  media: new Map(),
  comments: new Map(),
  tags: new Map(),
  categories: new Map([
    [1, { id: 1, name: 'Uncategorized', slug: 'uncategorized' }],
    [2, { id: 2, name: 'Recipes &amp; brewing', slug: 'recipes-brewing' }],
  ]),
})

export function apply(state: State, event: Event): void {
  if ('did' in event) return undo(state, event)
  switch (event.made) {
    case 'user':
      state.users.set(event.user.id, event.user)
      break
    case 'password':
      state.passwords.set(event.password, event.user)
      break
    case 'post':
      state.posts.set(event.post.id, event.post)
      state.lastId = Math.max(state.lastId, event.post.id)
      break
    case 'media':
      state.media.set(event.media.id, event.media)
      state.lastId = Math.max(state.lastId, event.media.id)
      break
    case 'tag':
      state.tags.set(event.tag.id, event.tag)
      break
    case 'comment':
      state.comments.set(event.comment.id, event.comment)
      state.lastComment = Math.max(state.lastComment, event.comment.id)
  }
}

function undo(state: State, event: Extract<Event, { did: string }>): void {
  if (event.did === 'end-password') state.passwords.delete(event.password)
  else if (event.did === 'remove-comment') state.comments.delete(event.id)
  else {
    state.posts.delete(event.id)
    for (const one of [...state.comments.values()]) if (one.post === event.id) state.comments.delete(one.id)
  }
}
