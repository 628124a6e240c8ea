export type Receiver = { handle: string; secret: string }
export type Post = { id: string; text: string; by: string; post?: string }
export type State = {
  receivers: Map<string, Receiver>
  posts: Map<string, Post>
  /** What was answered to each id that came. */
  seen: Map<string, string>
}
export type Event =
  | { do: 'receiver'; handle: string; secret: string }
  | { do: 'post'; post: Post; seenAs: string }
  | { do: 'edit'; id: string; text: string }
  | { do: 'remove'; id: string }

export const emptyState = (): State => ({ receivers: new Map(), posts: new Map(), seen: new Map() })

export function apply(state: State, event: Event): void {
  if (event.do === 'receiver') state.receivers.set(event.handle, { handle: event.handle, secret: event.secret })
  if (event.do === 'post') {
    state.posts.set(event.post.id, event.post)
    state.seen.set(event.seenAs, event.post.id)
  }
  if (event.do === 'edit') {
    const post = state.posts.get(event.id)
    if (post) state.posts.set(event.id, { ...post, text: event.text })
  }
  if (event.do === 'remove') {
    const under = [...state.posts.values()].filter((one) => one.post === event.id)
    for (const one of [event.id, ...under.map(({ id }) => id)]) state.posts.delete(one)
  }
}
