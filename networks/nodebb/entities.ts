/** What of a forum's answers is read here. Source: https://docs.nodebb.org/api/ (read 2026-11-22). */
export type User = { uid: number; username: string; displayname?: string; userslug: string; picture?: string | null }

export type Post = {
  pid: number
  tid: number
  uid: number
  content: string
  timestamp: number
  toPid?: number | string | null
  deleted?: number | boolean
  edited?: number
  upvotes?: number
  upvoted?: boolean
  user?: User
  topic?: { title: string; titleRaw?: string; mainPid?: number }
}

export type Topic = {
  tid: number
  uid: number
  cid: number
  title: string
  titleRaw?: string
  slug: string
  mainPid: number
  timestamp: number
  postcount: number
  viewcount: number
  deleted?: number
}

export type Notification = {
  nid: string
  from?: number
  path?: string | null
  datetime: number
  user?: User
}

export type Room = { roomId: number; teaser?: { fromuid: number; timestamp: number } | null }
export type Message = {
  messageId?: number
  mid?: number
  roomId: number
  fromuid: number
  content: string
  cleanedContent?: string
  timestamp: number
  deleted?: number | boolean
  system?: number | boolean
  fromUser?: User
}
