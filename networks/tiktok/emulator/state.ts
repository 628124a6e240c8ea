import { applyGrant, type GrantEvent, type Grants, noGrants } from '../../families/oauth2/grant-door.ts'

export type EmAccount = { openId: string; handle: string; name: string; locale: string; private: boolean }
export type EmPost = {
  /** The publish id by which apps know it. */
  publishId: string
  account: string
  kind: 'video' | 'photo'
  caption: string
  privacy: string
  /** A number of nineteen digits. */
  id: string
  at: string
  /** When its processing and review end. */
  readyAt: string
  durationS: number
  ordinal: number
}
export type EmUpload = {
  publishId: string
  token: string
  account: string
  caption: string
  privacy: string
  total: number
  size: number
  count: number
  received: number
  pieces: string[]
  at: string
  failed?: string
}
export type State = {
  accounts: Map<string, EmAccount>
  uploads: Map<string, EmUpload>
  posts: Map<string, EmPost>
  grants: Grants
}
export type Event =
  | GrantEvent
  | { put: 'account'; account: EmAccount }
  | { put: 'upload'; upload: EmUpload }
  | { put: 'post'; post: EmPost }
  | { did: 'receive'; publishId: string; piece: string; bytes: number }
  | { did: 'fail'; publishId: string; reason: string }

export const emptyState = (): State => ({
  accounts: new Map(),
  uploads: new Map(),
  posts: new Map(),
  grants: noGrants(),
})

export function apply(state: State, event: Event): void {
  if ('grant' in event) return applyGrant(state.grants, event)
  if ('put' in event) {
    if (event.put === 'account') state.accounts.set(event.account.handle, event.account)
    else if (event.put === 'upload') state.uploads.set(event.upload.publishId, { ...event.upload, pieces: [] })
    else state.posts.set(event.post.publishId, event.post)
    return
  }
  const upload = state.uploads.get(event.publishId)
  if (!upload) return
  if (event.did === 'fail') upload.failed = event.reason
  else {
    upload.pieces.push(event.piece)
    upload.received += event.bytes
  }
}
