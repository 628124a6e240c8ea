import type { NetworkFailure } from '../../kernel/failure.ts'
import type { Json } from '../../kernel/json.ts'
import type { AccountAccess, Call, Page, Person, PostNumbers, RemoteRef } from '../contract.ts'

/** A post as the network tells it. What is absent was not told. */
export type RemotePost = {
  ref: RemoteRef
  /** `repost`: somebody else's post told on, of which `repostOf` is the id; its words are the original's, or none. */
  kind?: 'post' | 'reply' | 'repost' | 'article' | 'comment' | 'video'
  title?: string
  text: string
  at: Date
  editedAt?: Date
  author: Author
  media: { kind: string; alt?: string; url?: string }[]
  replyTo?: string
  repostOf?: string
  /** Addresses the post leads to, whole, each once. */
  links?: string[]
  /** Without their sign. */
  tags?: string[]
  /** BCP 47, as its author or the network says. */
  language?: string
  /** ISO 3166, where the post says where it was written. */
  country?: string
  numbers?: PostNumbers
  raw?: Json
}
export type Author = {
  id: string
  handle: string
  name?: string
  followers?: number
  url?: string
  avatarUrl?: string
  isBot?: boolean
}

/** Who is known as a person, as the author of a post. */
export const authorBy = ({ bot, ...person }: Person): Author => ({
  ...person,
  ...(bot === undefined ? {} : { isBot: bot }),
})

/** Newest first, a page at a time; what pages cost beside the network's rates stands in `searches`. */
export type Search = (call: Call, query: string, cursor: string | undefined) => Promise<Page<RemotePost>>

/**
 * What searching may cost beside the rates of all calls: so many pages in a while, or so many different terms (`of`).
 * `perPost`: the price of each post read, in US dollars, where the network takes one.
 */
export type SearchBudget = {
  per: 'account' | 'app'
  pages: number
  everyMs: number
  of?: 'terms'
  perPost?: number
}

/** What a stream tells, in its order. `cursor`: where to go on after this one; kept together with what was made of it. */
export type Streamed =
  | { what: 'said' | 'edited'; post: RemotePost; cursor: string }
  /** `author`: whose it must be, where anybody could say so. */
  | { what: 'deleted'; id: string; author?: string; cursor: string }
  /** The author left or was put out: everything of theirs is to be forgotten. */
  | { what: 'author-deleted'; author: string; cursor: string }
  /** Nothing to tell up to here: a sign of life. */
  | { what: 'passed'; cursor: string }

export type Wanted = { words?: string[]; cursor?: string; trouble?: (failure: NetworkFailure) => void }

export type Stream = {
  /** Where anybody may listen without an account (as `nobodyAt` one of them), the usual one first. Absent: an account is needed. */
  openServers?: string[]
  /** Only what has one of certain words in it can be listened to: `words` must be given. */
  byWords?: true
  /** What else it tells than what is said. */
  alsoTells?: ('edited' | 'deleted')[]
  /** Accounts with the same answer hear the same: one is listened to for all. Tells no secret. */
  sameFor: (account: AccountAccess) => string
  /**
   * Batches in order, each of all that came since the last was taken. Nothing is dropped: of a slow reader no more is read from
   * the socket, or it is left and taken up again from the cursor; memory stays bounded. `words` narrow what is told to posts with
   * any of them (`#word`: with that tag); edits and deletions may be told of posts that were not. Each is told once while it goes on;
   * from a stored cursor the last ones may be told again, which their ids show. Goes on after broken connections, of each of which
   * `trouble` is told; ends when the signal aborts. Throws what no waiting mends: `reconnect`, `rejected`.
   */
  listen: (call: Call, want: Wanted) => AsyncIterable<Streamed[]>
}

/** Access to a server without an account there: to listen where anybody may. */
export const nobodyAt = (server: string): AccountAccess => {
  return { id: '', server, remoteId: '', handle: '', secrets: {}, app: {}, facts: {} }
}
