import type { Readable } from 'node:stream'
import type { Clock } from '../kernel/clock.ts'
import type { NetworkHttp } from '../kernel/http/client.ts'
import type { JsonObject } from '../kernel/json.ts'
import type { FitRule } from '../kernel/media/fit-rule.ts'
import type { AccountFacts, Composing, Content, MediaUse } from './compose.ts'
import type { Alerts } from './contract/alerts.ts'
import type { AppWanted, ConnectedAccount, ConnectWay } from './contract/connecting.ts'
import type { DeliveredInbox, Inbox, Interaction, Moderate } from './contract/inbox.ts'
import type { RemotePost, Search, SearchBudget, Stream } from './contract/listening.ts'
import type { Webhooks } from './contract/webhooks.ts'

export type { Alerts, CarriedAlert } from './contract/alerts.ts'
export type {
  AppWanted,
  ConnectContext,
  ConnectedAccount,
  ConnectField,
  ConnectStore,
  ConnectWay,
  Guide,
  Scope,
} from './contract/connecting.ts'
export type {
  DeliveredInbox,
  Inbox,
  InboxActs,
  Interaction,
  MessageTemplate,
  Moderate,
  Person,
} from './contract/inbox.ts'
export {
  type Author,
  authorBy,
  nobodyAt,
  type RemotePost,
  type Search,
  type SearchBudget,
  type Stream,
  type Streamed,
  type Wanted,
} from './contract/listening.ts'
export type { WebhookAnswer, WebhookKeys, WebhookRequest, Webhooks } from './contract/webhooks.ts'

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

export type ReadBack = (call: Call, ref: RemoteRef) => Promise<RemotePost | 'gone'>
/** Idempotent: removing what is gone is fine. */
export type Remove = (call: Call, ref: RemoteRef, done: StepsDone) => Promise<'removed' | 'already-gone'>
export type Edit = {
  may: ('text' | 'media' | 'options')[]
  /** Idempotent: making it so twice is the same as once. */
  run: (call: Call, ref: RemoteRef, content: PreparedContent, done: StepsDone) => Promise<StepResult>
}

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

export type Page<T> = { items: T[]; cursor?: string }

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
/**
 * Calls allowed in a while, per account or per application; the network's own headers correct it. `costs` by act, default 1;
 * an answer to somebody costs what a post does unless it has a cost of its own.
 */
export type RateBudget = {
  per: 'account' | 'app'
  calls: number
  everyMs: number
  what?: 'all' | 'publish' | 'answer' | 'upload' | 'remove'
  /** False: of what is published only posts count, answers do not. */
  answers?: false
  costs?: Record<string, number>
}

/** How far what we say of this network was checked. */
export type Authority = 'verified against the real server' | 'schema-verified' | 'documentation-verified'

/** What already stands on the account, newest first: its history before us, and what others made there. */
export type OwnPosts = (call: Call, cursor: string | undefined) => Promise<Page<RemotePost>>

/** What a closed network left: posts with the numbers and comments they had. */
export type ArchivedPost = RemotePost & { comments?: Interaction[] }
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
  searches?: SearchBudget
  /** `tags`: only hashtags can be searched. Absent: words. */
  searchesBy?: 'tags'
  stream?: Stream
  webhooks?: Webhooks
  alerts?: Alerts
}

/** Keeps what the compiler knows of the abilities that are there. */
export const defineNetwork = <N extends Network>(network: N): N => network
