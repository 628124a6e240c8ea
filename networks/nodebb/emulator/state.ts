/** What the emulated forum holds. Changed only by `apply`, so that replaying the journal gives it again. */
export type ForumUser = {
  uid: number
  username: string
  name: string
  moderator: boolean
  title: string
  banned: boolean
}
export type ForumTopic = {
  tid: number
  cid: number
  uid: number
  title: string
  mainPid: number
  at: number
  tags: string[]
  deleted: boolean
  purged: boolean
}
export type ForumPost = {
  pid: number
  tid: number
  uid: number
  at: number
  content: string
  toPid: number | null
  edited: number
  deleted: boolean
  purged: boolean
  voters: number[]
  flaggers: number[]
  reaction?: string
}
export type ForumNotification = { nid: string; user: number; from: number; path: string; at: number }
export type ForumMessage = { mid: number; room: number; uid: number; at: number; content: string }
export type ForumRoom = { roomId: number; users: number[] }
export type ForumFile = { name: string; path: string; mime: string }

export type State = {
  users: Map<number, ForumUser>
  tokens: Map<string, number>
  topics: Map<number, ForumTopic>
  posts: Map<number, ForumPost>
  notifications: ForumNotification[]
  rooms: Map<number, ForumRoom>
  messages: ForumMessage[]
  files: Map<string, ForumFile>
}

export type Event =
  | { made: 'user'; user: ForumUser }
  | { made: 'token'; token: string; uid: number }
  | { did: 'end-token'; token: string }
  | { made: 'topic'; topic: ForumTopic }
  | { made: 'post'; post: ForumPost; notify?: ForumNotification }
  | { made: 'room'; room: ForumRoom }
  | { made: 'message'; message: ForumMessage }
  | { made: 'file'; file: ForumFile }

export const emptyState = (): State => ({
  users: new Map(),
  tokens: new Map(),
  topics: new Map(),
  posts: new Map(),
  notifications: [],
  rooms: new Map(),
  messages: [],
  files: new Map(),
})

export function apply(state: State, event: Event): void {
  if ('did' in event) {
    state.tokens.delete(event.token)
    return
  }
  switch (event.made) {
    case 'user':
      state.users.set(event.user.uid, event.user)
      break
    case 'token':
      state.tokens.set(event.token, event.uid)
      break
    case 'topic':
      state.topics.set(event.topic.tid, event.topic)
      break
    case 'post':
      state.posts.set(event.post.pid, event.post)
      if (event.notify) state.notifications.push(event.notify)
      break
    case 'room':
      state.rooms.set(event.room.roomId, event.room)
      break
    case 'message':
      state.messages.push(event.message)
      break
    case 'file':
      state.files.set(event.file.name, event.file)
  }
}
