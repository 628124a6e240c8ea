/** What the emulated forum holds. Changed only by `apply`, so that replaying the journal gives it again. */
export type ForumUser = {
  id: number
  username: string
  name: string
  staff: boolean
  title: string
  suspended: boolean
}
export type ForumTopic = {
  id: number
  title: string
  slug: string
  category: number
  tags: string[]
  externalId: string | null
  message: boolean
  deleted: boolean
}
export type ForumPost = {
  id: number
  topic: number
  number: number
  user: number
  at: string
  raw: string
  replyTo: number | null
  version: number
  deleted: boolean
  likes: number[]
  flags: number[]
  reaction?: string
}
export type ForumNotification = { id: number; user: number; type: number; at: string; post: number; by: string }
export type ForumUpload = {
  id: number
  short: string
  path: string
  name: string
  mime: string
  bytes: number
  width: number
  height: number
}

export type State = {
  users: Map<number, ForumUser>
  /** By key: the user it stands for, and the secret of the webhook set up beside it. */
  keys: Map<string, { user: number; webhookSecret: string }>
  topics: Map<number, ForumTopic>
  posts: Map<number, ForumPost>
  notifications: ForumNotification[]
  uploads: Map<string, ForumUpload>
}

export type Event =
  | { made: 'user'; user: ForumUser }
  | { made: 'key'; key: string; user: number; webhookSecret: string }
  | { did: 'end-key'; key: string }
  | { made: 'topic'; topic: ForumTopic }
  | { made: 'post'; post: ForumPost; notify?: ForumNotification }
  | { made: 'notification'; notification: ForumNotification }
  | { made: 'upload'; upload: ForumUpload }

export const emptyState = (): State => ({
  users: new Map(),
  keys: new Map(),
  topics: new Map(),
  posts: new Map(),
  notifications: [],
  uploads: new Map(),
})

export function apply(state: State, event: Event): void {
  if ('did' in event) {
    state.keys.delete(event.key)
    return
  }
  switch (event.made) {
    case 'user':
      state.users.set(event.user.id, event.user)
      break
    case 'key':
      state.keys.set(event.key, { user: event.user, webhookSecret: event.webhookSecret })
      break
    case 'topic':
      state.topics.set(event.topic.id, event.topic)
      break
    case 'post':
      state.posts.set(event.post.id, event.post)
      if (event.notify) notify(state, event.notify)
      break
    case 'notification':
      state.notifications.push(event.notification)
      break
    case 'upload':
      state.uploads.set(event.upload.short, event.upload)
  }
}

/** Answers and messages: https://github.com/discourse/discourse/blob/main/app/services/post_alerter.rb (read 2026-11-22). */
const collapsed = [2, 6, 9]

/** What tells of answers takes the place of what told of earlier ones in its topic. */
function notify(state: State, told: ForumNotification): void {
  const topicOf = (one: ForumNotification) => state.posts.get(one.post)?.topic
  const isReplaced = (one: ForumNotification) =>
    collapsed.includes(one.type) && one.user === told.user && topicOf(one) === topicOf(told)
  if (collapsed.includes(told.type)) state.notifications = state.notifications.filter((one) => !isReplaced(one))
  state.notifications.push(told)
}
