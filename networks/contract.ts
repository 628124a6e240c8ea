import type { Readable } from 'node:stream'
import type { Clock } from '../kernel/clock.ts'
import type { NetworkHttp } from '../kernel/http/client.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import type { FitRule } from '../kernel/media/fit-rule.ts'
import type { AccountFacts, Composing, Content, MediaUse } from './compose.ts'

/**
 * Glossary.
 * - network: a service such as a fediverse server; account: one place of it that we may write to.
 * - call: what every ability receives: whose account, the wire, the clock, a signal to stop.
 * - step: one act towards a publication, stored when done, so that a restart goes on after it.
 * - key: made of publication and step, the same for every try of that step.
 * - ref: the network's own name of what stands there.
 */

/** `place`: a shop or office on a map; `line`: a number people write to; `feed`: only read; `endpoint`: only told; `archive`: what is left of a closed network. */
export const accountKinds = [
  ...(['profile', 'page', 'group', 'channel', 'blog', 'forum'] as const),
  ...(['place', 'line', 'feed', 'endpoint', 'archive'] as const),
]
export type AccountKind = (typeof accountKinds)[number]

/** What the operator was given for this desk by the network's developer console; empty where none is needed. */
export type AppKeys = Record<string, string>

/** Secrets and address of one account, opened only for the length of a call. */
export type AccountAccess = {
  id: string
  /** Base address of its server, such as `https://mastodon.example`. A practice account's is the lab's. */
  server: string
  remoteId: string
  handle: string
  secrets: Record<string, string>
  /** The desk's app at the network, by which the account was connected. */
  app: AppKeys
  facts: AccountFacts
}

export type Call = {
  account: AccountAccess
  http: NetworkHttp
  clock: Clock
  signal: AbortSignal
}

export type RemoteRef = { id: string; url?: string; more?: JsonObject }

/** A file of the library, prepared to fit. Opening may happen many times; nothing is held in memory by the holder. */
export type MediaFile = MediaUse & {
  open: () => Readable
  bytesNow: () => Promise<Buffer>
  /** Re-made to fit a rule (smaller, another format, cropped, transcoded). The result is a file of its own. */
  fit: (rule: FitRule) => Promise<MediaFile>
  /**
   * A signed address at which anybody may fetch this very file for some hours: for networks that fetch files themselves.
   * Throws `rejected` when the desk has no public address.
   */
  publicUrl: () => Promise<string>
}

export type PreparedContent = Omit<Content, 'parts'> & {
  parts: (Omit<Content['parts'][number], 'media'> & { media: MediaFile[]; cardImage?: MediaFile })[]
  /** The files chosen by options of the kind `media` (a cover, a thumbnail), by option key. */
  files?: Record<string, MediaFile>
}

/** What a finished step left: `ref` when something now stands at the network; `data` for the steps after it. */
export type StepResult = { ref?: RemoteRef; data?: JsonObject }
export type StepsDone = Record<string, StepResult>

/**
 * What is allowed after a try whose outcome nobody knows:
 * - `harmless`: repeat it; what it leaves is invisible (an uploaded file, a container).
 * - `same-key`: the network itself returns the first result for the same key, for `forMs` after the first try; afterwards `find` decides if given.
 * - `look-first`: ask `find`; found → done, surely absent → again, unsure → unknown. `absence` tells where no look can ever be sure.
 * - `never`: unknown at once; a person decides.
 */
export type Again =
  | { way: 'harmless' }
  | { way: 'same-key'; forMs: number }
  | { way: 'look-first'; absence?: 'never-sure' }
  | { way: 'never' }

export type StepRole = 'prepare' | 'post' | 'thread' | 'comment' | 'finish'

export type Step = {
  /** Unique in the plan and stable over restarts: `media-0-1`, `post`, `thread-1`, `comment`, `pin`. */
  name: string
  /** `prepare` is invisible; `post` is the publication itself; a failure of the later ones never unmakes a published post. */
  role: StepRole
  again: Again
  run: (call: Call, key: string, done: StepsDone) => Promise<StepResult>
  /** Looks for what an earlier try may have left. `since` is when that try began. */
  find?: (call: Call, key: string, done: StepsDone, since: Date) => Promise<Found>
}

/** Of what is not there `settlesInMs` tells when a look will be sure of it; without, no later look would be surer. */
export type Found =
  | { found: true; result: StepResult }
  | { found: false; sure: boolean; settlesInMs?: number; note?: string }

export type Publish = {
  /** Deterministic: the same content gives the same steps in the same order. Never calls the network. */
  steps: (content: PreparedContent, account: AccountAccess) => Step[]
}

export type RemotePost = {
  ref: RemoteRef
  text: string
  at: Date
  author: { id: string; handle: string }
  media: { kind: string; alt?: string; url?: string }[]
  replyTo?: string
  language?: string
  raw?: Json
}

export type ReadBack = (call: Call, ref: RemoteRef) => Promise<RemotePost | 'gone'>
/** Idempotent: removing what is gone is fine. */
export type Remove = (call: Call, ref: RemoteRef, done: StepsDone) => Promise<'removed' | 'already-gone'>
export type Edit = {
  may: ('text' | 'media' | 'options')[]
  /** Idempotent: making it so twice is the same as once. */
  run: (call: Call, ref: RemoteRef, content: PreparedContent, done: StepsDone) => Promise<StepResult>
}

/** How a person gives us an account. `help` is a message key for the step-by-step page. */
export type ConnectField = {
  key: string
  kind: 'text' | 'password' | 'url'
  label: string
  help?: string
  placeholder?: string
  default?: string
}
export type ConnectContext = {
  http: NetworkHttp
  clock: Clock
  signal: AbortSignal
  store: ConnectStore
  app: AppKeys
  /** Set while a practice account is opened: the address that stands in for all of the network's own ones. */
  practice?: string
  desk: { name: string; url: string }
}
/** A small store for what a network needs kept across connections, such as the app registered at each instance. Values are sealed. */
export type ConnectStore = {
  get: (key: string) => Promise<JsonObject | undefined>
  set: (key: string, value: JsonObject) => Promise<void>
  delete: (key: string) => Promise<void>
}
export type ConnectedAccount = {
  remoteId: string
  kind: AccountKind
  name: string
  handle: string
  url?: string
  avatarUrl?: string
  server: string
  secrets: Record<string, string>
  expiresAt?: Date
  scopes: string[]
  facts: AccountFacts
}
/** A right we ask for. `why` is a message key: what Rialto does with it. Without a `needed` one nothing can be published. */
export type Scope = { name: string; why: string; needed: boolean }
/** What to click where, in order: message keys. `console` is the page where to begin, `review` says which review the network demands. */
export type Guide = { steps: string[]; console?: string; review?: string }
/** The app of this desk at the network, made by the operator in its developer console and kept sealed. */
export type AppWanted = { fields: ConnectField[]; guide: Guide }
export type ConnectWay = {
  id: string
  label: string
  help: string
  fields: ConnectField[]
  guide?: Guide
  scopes?: Scope[]
  /** Must the desk's app be known before this way can be gone? */
  needsApp?: boolean
} & (
  | {
      kind: 'secret'
      connect: (fields: Record<string, string>, context: ConnectContext) => Promise<ConnectedAccount[]>
    }
  | {
      kind: 'oauth'
      begin: (
        fields: Record<string, string>,
        context: ConnectContext & { redirectUri: string; state: string },
      ) => Promise<{ url: string; pending: JsonObject }>
      finish: (
        query: Record<string, string>,
        pending: JsonObject,
        context: ConnectContext & { redirectUri: string },
      ) => Promise<ConnectedAccount[]>
      /** What the network reads to know a desk with a public address: served as JSON at `/connect/<network>/<way>/client.json`. */
      document?: (desk: { name: string; url: string }, redirectUri: string) => JsonObject
    }
)

/** Asks the account how it is: fresh facts and limits, or throws `reconnect`. */
export type Health = (
  call: Call,
) => Promise<{ name: string; handle: string; avatarUrl?: string; url?: string; facts: AccountFacts; scopes?: string[] }>
/** What the network tells of a community, for the checklist. Absent: it does not tell, a person must look. */
export type Profile = {
  name?: string
  handle?: string
  url?: string
  description?: string
  link?: string
  picture?: ProfilePicture
  cover?: ProfilePicture
  /** May anybody see what is posted, without asking to be let in? */
  isOpen?: boolean
  /** May anybody comment? */
  commentsOpen?: boolean
  /** Does the network hold back words the brand chose? */
  stopWords?: boolean
  storefront?: boolean
  /** Is the place on a map told? */
  geotag?: boolean
  hashtags?: string[]
}
/** `none` where the community has no picture. Sizes in pixels, where told. */
export type ProfilePicture = 'none' | { url: string; width?: number; height?: number }
/** New secrets before the old ones end. Throws `reconnect` when a person must come. */
export type Refresh = (call: Call) => Promise<{ secrets: Record<string, string>; expiresAt?: Date }>

export type Person = {
  id: string
  handle: string
  name: string
  avatarUrl?: string
  url?: string
  followers?: number
  bot?: boolean
}
export type Interaction = {
  id: string
  kind: 'comment' | 'reply' | 'mention' | 'message' | 'review' | 'reaction' | 'reshare' | 'follow'
  at: Date
  author: Person
  text: string
  /** The post, message or thread it stands under. */
  under?: RemoteRef
  replyTo?: string
  media: { kind: string; url: string; alt?: string }[]
  url?: string
  rating?: number
  /** The account's own words, written elsewhere (in the network's app): part of the conversation, not to be answered. */
  own?: boolean
  edited?: boolean
  /** When these words were written, where the network tells it of what was edited. */
  editedAt?: Date
  deleted?: boolean
  raw?: Json
}
export type Page<T> = { items: T[]; cursor?: string }
/** A message whose words the network approved beforehand. `blanks`: how many values its body takes. */
export type MessageTemplate = {
  id: string
  name: string
  language: string
  body: string
  blanks: number
  approved: boolean
}
/** Where nothing can be asked for: what people write arrives by webhooks alone. */
export type DeliveredInbox = InboxActs & { poll?: undefined }
export type Inbox = InboxActs & { poll: (call: Call, cursor: string | undefined) => Promise<Page<Interaction>> }
export type InboxActs = {
  kinds: Interaction['kind'][]
  /** Comments under one of our posts, oldest first. */
  comments?: (call: Call, ref: RemoteRef, cursor: string | undefined) => Promise<Page<Interaction>>
  /** The engine gives it the same guards as a publication: its last step is the one `post` step. */
  reply?: (to: Interaction, text: string, account: AccountAccess) => Step
  /** The same with files, where the network takes any in an answer; earlier steps bring them there. */
  replyWith?: (to: Interaction, text: string, media: MediaFile[], account: AccountAccess) => Step[]
  /** Answers a public comment in private. */
  replyPrivately?: (to: Interaction, text: string, account: AccountAccess) => Step
  /** Messages the network approved beforehand. */
  templates?: (call: Call, cursor: string | undefined) => Promise<Page<MessageTemplate>>
  /** Writes by a template, which is allowed after `replyUntil` too; one value for each of its blanks. */
  replyWithTemplate?: (to: Interaction, template: MessageTemplate, values: string[], account: AccountAccess) => Step
  /** Until when this may be answered; absent where there is no such rule. */
  replyUntil?: (to: Interaction, account: AccountAccess) => Date | undefined
  /** Accounts with the same answer share one stream: it is polled once for all of them, with one cursor. Absent: each has its own. */
  streamOf?: (account: AccountAccess) => string
  /** Whose is an interaction of a shared stream? */
  belongs?: (account: AccountAccess, what: Interaction) => boolean
}
export type Moderate = Partial<
  Record<
    // `mute` silences a person for a day; `block` puts them out.
    'hide' | 'unhide' | 'delete' | 'block' | 'unblock' | 'mute' | 'unmute' | 'like' | 'unlike' | 'report',
    (call: Call, what: Interaction) => Promise<void>
  >
>

/** Raw numerators, never rates. Absent means the network does not tell. */
export type PostNumbers = {
  likes?: number
  reshares?: number
  comments?: number
  quotes?: number
  saves?: number
  views?: number
  reach?: number
  impressions?: number
  clicks?: number
  watchMs?: number
  exits?: number
}
export type AccountNumbers = { followers?: number; following?: number; posts?: number; views?: number; reach?: number }
/** How many of the followers, by the network's own names of countries (ISO 3166), languages (BCP 47), ages (`18-24`) and sexes. */
export type Audience = Partial<Record<'country' | 'language' | 'age' | 'sex', Record<string, number>>>
export type Metrics = {
  account?: (call: Call) => Promise<AccountNumbers>
  posts?: (call: Call, refs: RemoteRef[]) => Promise<Record<string, PostNumbers>>
  audience?: (call: Call) => Promise<Audience>
}
export type Search = (call: Call, query: string, cursor: string | undefined) => Promise<Page<RemotePost>>
export type Stream = (call: Call, want: { words?: string[] }) => AsyncIterable<RemotePost>
export type WebhookRequest = {
  method: string
  query: Record<string, string>
  headers: Record<string, string>
  body: Buffer
  /** The address it came to, as the network knows it. */
  url: string
}
/** What a webhook is proven with: the desk's app, and the account's secrets where each account has its own door. */
export type WebhookKeys = { app: AppKeys; secrets: Record<string, string> }
export type WebhookAnswer = { status: number; body: string; type?: string }
export type Webhooks = {
  /** One door for all accounts of the desk's app, or one for each account. */
  per: 'app' | 'account'
  /** Is it surely from the network? Compares in constant time; refuses what is older than five minutes where the network signs its moment. */
  verify: (request: WebhookRequest, keys: WebhookKeys) => boolean
  /** The answer to a network that first asks whether the door is ours; undefined for anything else. Verifies by itself. */
  greet?: (request: WebhookRequest, keys: WebhookKeys) => WebhookAnswer | undefined
  /** `account` is the remote id it is for, where one door serves many. Ids are those that polling gives. */
  read: (body: Json) => { account?: string; what: Interaction }[]
  /** What the network wants to hear after a delivery; by default an empty 200. */
  thanks?: WebhookAnswer
  /** Asks the network to deliver to this address, or stops it; idempotent. Absent where a person does it in the console. */
  subscribe?: (call: Call, url: string) => Promise<void>
  unsubscribe?: (call: Call) => Promise<void>
}

/** Calls allowed in a while, per account or per application; the answers' own headers correct it. `costs` by act, default 1. */
export type RateBudget = {
  per: 'account' | 'app'
  calls: number
  everyMs: number
  what?: 'all' | 'publish' | 'upload' | 'remove'
  costs?: Record<string, number>
}

/** How far what we say of this network was checked. */
export type Authority = 'verified against the real server' | 'schema-verified' | 'documentation-verified'

/** What already stands on the account, newest first: its history before us, and what others made there. */
export type OwnPosts = (call: Call, cursor: string | undefined) => Promise<Page<RemotePost>>

/** What a closed network left: posts with the numbers and comments they had. */
export type ArchivedPost = RemotePost & { numbers?: PostNumbers; comments?: Interaction[] }
export type ArchiveRead = {
  account: Pick<ConnectedAccount, 'remoteId' | 'name' | 'handle' | 'url' | 'avatarUrl'>
  posts: AsyncIterable<ArchivedPost>
}
/** An archive that a person downloaded while the network still stood. Labels are message keys, `accepts` ends of file names. */
export type Archive = {
  label: string
  help: string
  steps: string[]
  accepts: string[]
  /** Throws a `Refusal` for a file that is no archive of it. Posts come in no order. */
  read: (file: { path: string; name: string }, signal: AbortSignal) => Promise<ArchiveRead>
}

/** A network is data plus functions; an absent ability means impossible. */
export type Network = {
  composing: Composing
  authority: Authority
  app?: AppWanted
  connect: ConnectWay[]
  health: Health
  profile?: (call: Call) => Promise<Profile>
  refresh?: Refresh
  rates: RateBudget[]
  /** Accounts with the same answer are reached by one app, such as a bot, and share its budgets. Absent: those of one server. */
  appOf?: (account: AccountAccess) => string
  /** Absent where a place can only be read. */
  publish?: Publish
  readBack?: ReadBack
  ownPosts?: OwnPosts
  /** Only of networks that are closed: nothing else is left of them. */
  archive?: Archive
  remove?: Remove
  /** Longest age at which `remove` still works. */
  removableForMs?: number
  edit?: Edit
  inbox?: Inbox | DeliveredInbox
  moderate?: Moderate
  metrics?: Metrics
  search?: Search
  /** `tags`: only hashtags can be searched. Absent: words. */
  searchesBy?: 'tags'
  stream?: Stream
  webhooks?: Webhooks
}

/** Keeps what the compiler knows of the abilities that are there. */
export const defineNetwork = <N extends Network>(network: N): N => network
