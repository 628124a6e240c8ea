import type { ApiFailure } from '../../../api/failure.ts'
import type { Draft, Post } from '../draft/draft.ts'
import type { Journal } from './journal.ts'
import type { Collision } from './merge-drafts.ts'
import type { Held } from './plan-change.ts'

/**
 * Where the saving stands. `kept` false means this device has no room: then leaving before `saved` would lose words.
 * `held` is a plan the desk refused while the words around it are saved.
 */
export type Saving = { kept: boolean; held: Held | null } & (
  | { state: 'saved'; at: number | null }
  | { state: 'waiting' }
  | { state: 'saving' }
  | { state: 'offline' }
  | { state: 'collided'; collisions: Collision[]; theirs: Draft }
  | { state: 'refused'; failure: ApiFailure }
)

export type Server = {
  make: (draft: Draft, key: string) => Promise<Post>
  change: (postId: string, body: { version: number; changes: Partial<Draft> }, key: string) => Promise<Post>
  read: (postId: string) => Promise<Post>
}
export type Timers = { now: () => number; after: (ms: number, act: () => void) => () => void; key: () => string }
export type AutosaveOptions = {
  brandId: string
  draftKey: string
  tab: string
  post: Post | null
  server: Server
  journal: Journal
  timers: Timers
  /** The draft changed by itself: others' words were merged in. */
  onDraft: (draft: Draft) => void
  onSaving: (saving: Saving) => void
  onPost: (post: Post) => void
  /** A changed plan was taken, and what is still to go out followed it. */
  onReplanned: (before: Post, after: Post) => void
}
