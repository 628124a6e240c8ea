/** What the emulated site holds. Changed only by `apply`, so that replaying the journal gives it again. */
export type SitePost = {
  id: string
  /** The account whose site it stands on. */
  blog: string
  type: 'post' | 'page'
  uuid: string
  title: string
  slug: string
  html: string
  status: string
  created: string
  updated: string
  published: string | null
  fields: Record<string, unknown>
  tags: string[]
  newsletter: string | null
  segment: string
  sentTo: number | null
}
export type SiteKey = { id: string; secret: string; account: string; title: string }
export type SiteFile = { id: string; door: string; path: string; name: string; mime: string }

export type State = {
  posts: Map<string, SitePost>
  /** The title of each account's site; it stands on when its key has ended. */
  blogs: Map<string, string>
  /** By the id of the key, which a token names. */
  keys: Map<string, SiteKey>
  files: Map<string, SiteFile>
  ordinal: number
}

export type Event =
  | { made: 'key'; key: SiteKey }
  | { did: 'end-key'; id: string }
  | { made: 'post'; post: SitePost }
  | { did: 'remove-post'; id: string }
  | { made: 'file'; file: SiteFile }

export const emptyState = (): State => ({
  posts: new Map(),
  blogs: new Map(),
  keys: new Map(),
  files: new Map(),
  ordinal: 0,
})

export function apply(state: State, event: Event): void {
  state.ordinal += 1
  if ('did' in event) {
    if (event.did === 'end-key') state.keys.delete(event.id)
    else state.posts.delete(event.id)
  } else if (event.made === 'key') {
    state.keys.set(event.key.id, event.key)
    state.blogs.set(event.key.account, event.key.title)
  } else if (event.made === 'file') state.files.set(event.file.id, event.file)
  else state.posts.set(event.post.id, event.post)
}
