/** The languages of the town, by BCP 47. */
export const townLanguages = ['en', 'bg', 'uk', 'ru', 'sv', 'cs', 'pl'] as const
export type TownLanguage = (typeof townLanguages)[number]

export const townSceneKinds = ['crisis', 'campaign', 'spam', 'silence', 'notice'] as const
/** `notice`: somebody big speaks of the brand for the first time. */
export type TownSceneKind = (typeof townSceneKinds)[number]

export type Tone = 'negative' | 'neutral' | 'positive'
export type Intent = 'complaint' | 'praise' | 'question' | 'purchase' | 'vacancy' | 'promotion' | 'spam' | 'other'

export type TownAuthor = {
  id: string
  handle: string
  name: string
  followers: number
  language: TownLanguage
  /** ISO 3166. */
  country: string
  kind: 'person' | 'big' | 'bot' | 'brand'
  /** How they speak of themselves in languages that tell. */
  feminine: boolean
}

/** What readers see, and from `about` on what only the town knows: the truth to judge by. */
export type TownPost = {
  /** Unique in one talk, the same for the same seed. */
  id: string
  kind: 'post' | 'reply' | 'repost'
  at: Date
  author: TownAuthor
  text: string
  /** Of the text: one of the town's, or `ar`, `he`, `zh` where a stranger passes by. */
  language: string
  replyTo?: string
  /** The post that began the thread. */
  root?: string
  repostOf?: string
  links: string[]
  /** Without `#`. */
  tags: string[]
  /** Handles, without `@`. */
  mentions: string[]
  /** What it will have come to. */
  likes: number
  reposts: number
  /** Key of the brand it is about, also where it does not name it: in a thread about that brand. */
  about?: string
  /** Keys of the brands that the text names. */
  brands: string[]
  /** Towards the brand; where there is none, of the words. */
  tone: Tone
  intent: Intent
  topic: string
  scene?: TownSceneKind
  /** The first of those that say the same: what is reposted, or what a wave of spam repeats with small edits. */
  duplicateOf?: string
}

/** Somebody changes their words, or takes them back. */
export type TownEdit = { kind: 'edit'; id: string; at: Date; text: string }
export type TownErasure = { kind: 'erasure'; id: string; at: Date }
export type TownEvent = TownPost | TownEdit | TownErasure

export const isPost = (event: TownEvent): event is TownPost => event.kind !== 'edit' && event.kind !== 'erasure'
