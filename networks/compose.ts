/**
 * What a network's composing rules are made of. Everything here is pure and runs in the browser and on the server alike,
 * so that what the composer shows while writing and what the API enforces are the same code.
 */

/** What is known of a file without opening it. Sizes in bytes, lengths in milliseconds. */
export type MediaFacts = {
  id: string
  kind: 'image' | 'gif' | 'video' | 'audio' | 'document'
  mime: string
  bytes: number
  width?: number
  height?: number
  durationMs?: number
  /** Of a video: `h264`, `hevc`, `vp9`, `av1`…; of sound: `aac`, `mp3`, `opus`… Absent: not measured. */
  codec?: string
  frameRate?: number
  /** Bits per second of the whole file. */
  bitRate?: number
  hasAudio?: boolean
  fileName?: string
}

/** A file as used in one part. `focus` in [-1, 1] from the centre, x to the right, y up. `crop` in fractions of the original. */
export type MediaUse = MediaFacts & {
  alt?: string
  focus?: { x: number; y: number }
  crop?: { x: number; y: number; width: number; height: number }
}

export type Poll = {
  question?: string
  options: string[]
  multiple: boolean
  durationSeconds: number
  hideTotals?: boolean
}

/** The card shown under a text for a link in it. `image` is a media id of the library. */
export type LinkCard = { url: string; title: string; description: string; imageMediaId?: string }

export type Part = { text: string; media: MediaUse[]; poll?: Poll; card?: LinkCard }

export type OptionValue = string | number | boolean | string[]

/**
 * What is to stand on one account: one part is a post, several are a thread.
 * `options` are the network's own settings, described by `OptionField`s.
 */
export type Content = {
  parts: Part[]
  firstComment?: string
  /** BCP 47, such as `uk` or `pt-BR`. */
  language?: string
  options: Record<string, OptionValue>
}

/** `label` is a message key, or with `named` the network's own word (a board, a playlist), shown as it is. */
export type Choice = { value: string; label: string; named?: true }

/**
 * A setting only this network has: drawn by the composer, validated by `check`. Labels are message keys.
 * `moment` is an ISO-8601 UTC moment or ''; `words` a list such as tags; `media` the id of a library file or ''.
 * `required` ones must be filled; `when` draws and checks a field only while another option has one of these values.
 */
export type OptionField = {
  key: string
  label: string
  help?: string
  required?: true
  when?: { key: string; is: OptionValue[] }
} & (
  | { kind: 'choice'; choices: Choice[]; default: string }
  | { kind: 'many'; choices: Choice[]; default: string[] }
  | { kind: 'switch'; default: boolean }
  | { kind: 'text'; maxLength: number; default: string; multiline?: boolean }
  | { kind: 'words'; max: number; maxLength: number; default: string[] }
  | { kind: 'moment'; default: string }
  | { kind: 'media'; of: MediaFacts['kind'][]; default: string }
)

/** What publishing it costs at the network itself. `why` is a message key. Amounts in the currency's unit, ISO 4217. */
export type Cost = { amount: number; currency: string; why: string }

/** How a network measures a text: the unit's message key (`networks.units.graphemes`…) and its own arithmetic. */
export type TextRule = { unit: string; max: number; count: (text: string) => number }

/**
 * Limits for one kind of file. `ratio` is width ÷ height. `reencode` means Rialto makes it fit rather than refusing: by `fitted`.
 * `codecs` are what a video may hold (`h264`, `hevc`, `vp9`, `av1`); absent: any of its container.
 */
export type MediaRule = {
  mimes: string[]
  maxBytes: number
  minWidth?: number
  minHeight?: number
  maxWidth?: number
  maxHeight?: number
  codecs?: string[]
  maxFrameRate?: number
  maxBitRate?: number
  maxPixels?: number
  ratio?: { min: number; max: number }
  minDurationMs?: number
  maxDurationMs?: number
  reencode: boolean
}

/** Everything a network bounds, for one account: read from its server where it tells, else from its documentation. */
export type Limits = {
  /** Every rule must hold (Bluesky counts graphemes and bytes). The first is the one the counter shows. */
  text: TextRule[]
  /** Where text beside media is bounded otherwise (Telegram's captions). */
  caption?: TextRule[]
  textRequired: 'always' | 'without-media' | 'never'
  parts: { max: number }
  media: Partial<Record<MediaFacts['kind'], MediaRule>> & {
    perPart: number
    /** May kinds stand together in one part? */
    mix: 'any' | 'one-kind' | 'images-and-videos'
    altMax: number
    /** The kinds that can be described; absent: all but documents. */
    altOn?: MediaFacts['kind'][]
    /** The network fetches files itself, all or those of some kinds, so that the desk needs a public address. */
    pulled?: true | MediaFacts['kind'][]
  }
  poll?: {
    options: { min: number; max: number }
    optionMax: TextRule
    questionMax?: TextRule
    questionRequired: boolean
    durations: { minSeconds: number; maxSeconds: number } | { seconds: number[] } | 'none'
    multiple: boolean
    withMedia: boolean
    withText: boolean
  }
  firstComment?: TextRule[]
  card: 'own' | 'from-network' | 'none'
  /** Where each number comes from, for the guide: a page's address and the date it was read. */
  source: string
}

/**
 * One thing wrong or worth knowing about a content. `error` stops publishing, `warning` does not.
 * `path` is the field (`parts.0.text`, `parts.1.media.0.alt`, `options.visibility`); `code` is a message key with `values`.
 * `part`-relative `over` gives UTF-16 offset where the text stops fitting, to mark the overflow.
 */
export type Finding = {
  path: string
  code: string
  severity: 'error' | 'warning'
  values?: Record<string, string | number>
  /** Values that are message keys themselves, such as the label of a setting: said first, in the reader's language. */
  says?: Record<string, string>
  over?: number
}

/** A span of text that the network makes alive: UTF-16 offsets, end exclusive. */
export type Span = {
  from: number
  to: number
  kind: 'link' | 'mention' | 'hashtag' | 'cashtag' | 'bold' | 'italic' | 'underline' | 'strike' | 'code' | 'spoiler'
  target?: string
}

/** Facts of which options and limits are made, such as the boards of an account. */
export type AccountFacts = Record<string, unknown>

/** The pure half of a network. `facts` is what the account's server told of itself (instance limits and the like). */
export type Composing = {
  id: string
  /** The proper name, the same in every language. */
  name: string
  /** Brand colour of the network for its badge, `#rrggbb`. */
  color: string
  /** Its sign in the badge, drawn by ourselves: one path on a square of 24 units, for a round pen. Absent: the name's first letter. */
  sign?: string
  /** `writing`: blogs and forums. Absent: `social`. */
  group?: NetworkGroup
  /** What may be composed for it, so that the composer hides what is impossible. */
  can: {
    thread: boolean
    firstComment: boolean
    poll: boolean
    alt: boolean
    focus: boolean
    card: boolean
    editPublished: boolean
    removePublished: boolean
    schedule: boolean
    /** False where a place can only be read; absent means that it is published to. */
    publish?: false
  }
  options: OptionField[]
  /** All fields for one account, where some depend on what its server told (boards, playlists). Absent: `options`. */
  optionsFor?: (facts: AccountFacts) => OptionField[]
  /** Absent: publishing costs nothing there. */
  cost?: (content: Content, facts: AccountFacts) => Cost | undefined
  limits: (facts: AccountFacts) => Limits
  /** The network's own checks; the common ones (`checkLimits`) are added by `checkContent`. */
  checkMore?: (content: Content, facts: AccountFacts) => Finding[]
  /** What becomes a link, a mention or a tag, for previews and for publishing. */
  spans: (text: string, content: Content) => Span[]
  /** The text as it will be seen, when it differs from what was written (markup removed). Defaults to the same. */
  shown?: (text: string, content: Content) => string
}

/**
 * What the desk itself can do. `makes`: the codecs it can encode, none where it has no ffmpeg. `reachable`: may networks fetch
 * files from it? `doubtful` where a look from outside did not find it.
 */
export type Desk = { makes: readonly string[]; reachable: 'yes' | 'doubtful' | 'no' }

/** The shelves of a list of networks: where people look for one. */
export const networkGroups = ['social', 'video', 'writing', 'messenger', 'feed'] as const
export type NetworkGroup = (typeof networkGroups)[number]

export const defineComposing = (composing: Composing): Composing => composing
