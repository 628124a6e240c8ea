import type { PostNumbers } from '../../../networks/contract.ts'

export type PostKind = 'post' | 'reply' | 'repost' | 'article' | 'comment' | 'video' | 'review'

export type PostAuthor = {
  /** `network id` of a network's people, as the inbox knows them; absent where only a name is told. */
  key?: string
  handle: string
  name?: string
  followers?: number
  url?: string
  avatarUrl?: string
  isBot?: boolean
}

/** One thing said in public, whoever told it. Absent means not told. */
export type HeardPost = {
  /** The same for the same post, whoever tells it: `network id` of a network's, else `web address` without its tracking. */
  key: string
  /** By the author's clock; what lies in the future counts as said when it was heard. */
  at: Date
  kind: PostKind
  /** The network it stands on; absent for the rest of the web. */
  network?: string
  /** The host it stands on. */
  site: string
  url?: string
  title?: string
  text: string
  author: PostAuthor
  /** As the post itself says, a BCP 47 tag. */
  language?: string
  /** ISO 3166. */
  country?: string
  to?: string[]
  links?: string[]
  tags?: string[]
  /** `image`, `video`, `audio`, `link`. */
  has?: string[]
  media?: { kind: string; url?: string; alt?: string }[]
  numbers?: PostNumbers
  /** As whoever told it judged it; absent: it is judged here. */
  tone?: 'negative' | 'neutral' | 'positive'
  /** The key of the post that this one passes on. */
  repostOf?: string
}

export type Deleted = { what: 'deleted'; key: string; authorKey?: string }

export type Heard =
  | { what: 'said' | 'edited'; post: HeardPost }
  /** `authorKey`: whose it must be, where anybody could say so. */
  | Deleted
  /** Who left the network takes all they said with them. */
  | { what: 'author-deleted'; authorKey: string }

/** `cursor`: where to go on after all of it. `calls`: what it cost at the other side; one when not said. */
export type Told = { heard: Heard[]; cursor?: string; calls?: number }
