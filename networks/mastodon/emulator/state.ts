import type { MediaAttachment, Visibility } from '../entities.ts'

export type EmAccount = { id: string; username: string; name: string; locale: string; at: string; followers: number }
export type EmApp = {
  id: string
  clientId: string
  clientSecret: string
  name: string
  website: string | null
  redirectUris: string[]
  scopes: string[]
}
export type EmToken = { token: string; accountId: string; appId: string; scopes: string[]; at: string }
export type EmCode = {
  code: string
  accountId: string
  appId: string
  redirectUri: string
  scopes: string[]
  challenge?: string
  at: string
}
export type EmMedia = {
  id: string
  accountId: string
  path: string
  mime: string
  type: MediaAttachment['type']
  width: number
  height: number
  durationMs: number
  description: string | null
  focus: { x: number; y: number }
  readyAt: string
  sha256: string
}
export type EmPoll = { id: string; options: string[]; multiple: boolean; hideTotals: boolean; expiresAt: string }
export type EmVersion = {
  text: string
  spoiler: string
  sensitive: boolean
  mediaIds: string[]
  poll: EmPoll | null
  at: string
}
export type EmStatus = EmVersion & {
  id: string
  accountId: string
  visibility: Visibility
  language: string | null
  replyTo: string | null
  quotes: string
  appName: string | null
  editedAt: string | null
  /** How many this account had made before: names the post to the people who react. */
  ordinal: number
  past: EmVersion[]
}
/** Things one account did to another's: `accountId targetId`. */
export type Deed = 'favourite' | 'block' | 'mute' | 'pin'

export type State = {
  accounts: Map<string, EmAccount>
  apps: Map<string, EmApp>
  tokens: Map<string, EmToken>
  codes: Map<string, EmCode>
  media: Map<string, EmMedia>
  statuses: Map<string, EmStatus>
  /** By account, oldest first. */
  timelines: Map<string, string[]>
  /** By status, oldest first. */
  replies: Map<string, string[]>
  /** Which status holds a file. */
  attached: Map<string, string>
  /** How many statuses each account ever made. */
  made: Map<string, number>
  keys: Map<string, { statusId: string; at: string }>
  deeds: Map<Deed, Set<string>>
  lastId: bigint
}

export type Event =
  | { made: 'account'; account: EmAccount }
  | { made: 'app'; app: EmApp }
  | { made: 'token'; token: EmToken }
  | { made: 'code'; code: EmCode }
  | { made: 'media'; media: EmMedia }
  | { made: 'status'; status: EmStatus; key?: string }
  | { did: 'end-token'; token: string }
  | { did: 'use-code'; code: string }
  | { did: 'forget-apps' }
  | { did: 'describe'; mediaId: string; description: string | null; focus: { x: number; y: number } }
  | { did: 'edit'; statusId: string; to: EmVersion; language: string | null }
  | { did: 'delete'; statusId: string }
  | { did: 'report'; id: string }
  | { did: Deed; on: boolean; accountId: string; targetId: string }

export const emptyState = (): State => ({
  accounts: new Map(),
  apps: new Map(),
  tokens: new Map(),
  codes: new Map(),
  media: new Map(),
  statuses: new Map(),
  timelines: new Map(),
  replies: new Map(),
  attached: new Map(),
  made: new Map(),
  keys: new Map(),
  deeds: new Map(),
  lastId: 0n,
})

export function apply(state: State, event: Event): void {
  if ('made' in event) add(state, event)
  else change(state, event)
}

function change(state: State, event: Extract<Event, { did: string }>): void {
  switch (event.did) {
    case 'end-token':
      state.tokens.delete(event.token)
      break
    case 'use-code':
      state.codes.delete(event.code)
      break
    case 'forget-apps':
      state.apps.clear()
      state.tokens.clear()
      break
    case 'report':
      noted(state, event)
      break
    case 'delete':
      removeStatus(state, event.statusId)
      break
    case 'describe': {
      const media = state.media.get(event.mediaId)
      if (media) Object.assign(media, { description: event.description, focus: event.focus })
      break
    }
    case 'edit': {
      const status = state.statuses.get(event.statusId)
      if (!status) break
      const past = [...status.past, versionOf(status)]
      for (const id of event.to.mediaIds) state.attached.set(id, status.id)
      Object.assign(status, { ...event.to, at: status.at, editedAt: event.to.at, language: event.language, past })
      break
    }
    default:
      mark(state, event.did, event.on, `${event.accountId} ${event.targetId}`)
  }
}

function add(state: State, event: Extract<Event, { made: string }>): void {
  switch (event.made) {
    case 'account':
      state.accounts.set(event.account.id, noted(state, event.account))
      break
    case 'app':
      state.apps.set(event.app.clientId, noted(state, event.app))
      break
    case 'token':
      state.tokens.set(event.token.token, event.token)
      break
    case 'code':
      state.codes.set(event.code.code, event.code)
      break
    case 'media':
      state.media.set(event.media.id, noted(state, event.media))
      break
    case 'status':
      addStatus(state, event.status, event.key)
  }
}

function addStatus(state: State, status: EmStatus, key: string | undefined): void {
  state.statuses.set(status.id, noted(state, status))
  append(state.timelines, status.accountId, status.id)
  state.made.set(status.accountId, (state.made.get(status.accountId) ?? 0) + 1)
  for (const id of status.mediaIds) state.attached.set(id, status.id)
  if (status.replyTo) append(state.replies, status.replyTo, status.id)
  if (key) state.keys.set(`${status.accountId} ${key}`, { statusId: status.id, at: status.at })
}

/** Ids only grow, also after a restart. */
function noted<T extends { id: string }>(state: State, one: T): T {
  const id = BigInt(one.id)
  if (id > state.lastId) state.lastId = id
  return { ...one }
}

function append(lists: Map<string, string[]>, name: string, id: string): void {
  const list = lists.get(name)
  if (list) list.push(id)
  else lists.set(name, [id])
}

function removeStatus(state: State, id: string): void {
  const status = state.statuses.get(id)
  if (!status) return
  state.statuses.delete(id)
  for (const list of [state.timelines.get(status.accountId), state.replies.get(status.replyTo ?? '')]) {
    const at = list?.lastIndexOf(id) ?? -1
    if (at >= 0) list?.splice(at, 1)
  }
}

function mark(state: State, deed: Deed, on: boolean, what: string): void {
  const marks = state.deeds.get(deed) ?? new Set<string>()
  state.deeds.set(deed, marks)
  if (on) marks.add(what)
  else marks.delete(what)
}

export const has = (state: State, deed: Deed, accountId: string, targetId: string) =>
  state.deeds.get(deed)?.has(`${accountId} ${targetId}`) ?? false

export const versionOf = ({
  text,
  spoiler,
  sensitive,
  mediaIds,
  poll,
  at,
  ...more
}: EmVersion & { editedAt?: string | null }): EmVersion => ({
  text,
  spoiler,
  sensitive,
  mediaIds,
  poll,
  at: more.editedAt ?? at,
})

/** As Mastodon's: the moment in milliseconds and 16 bits to tell apart. */
export function idAt(state: State, at: Date): string {
  const fresh = BigInt(at.getTime()) << 16n
  return String(fresh > state.lastId ? fresh : state.lastId + 1n)
}
