import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { MovableClock } from '../../kernel/clock.ts'
import type { AppKeys, WebhookRequest } from '../contract.ts'
import type { Listening } from './after-opening.ts'
import type { Answered } from './deeds.ts'
import type { Thanks } from './deliveries.ts'
import type { Description } from './description.ts'
import type { LedgerAct } from './ledger.ts'
import type { Cast, LabPerson } from './people.ts'
import type { Random } from './random.ts'
import type { LabRate } from './rates.ts'
import type { Verdict } from './server.ts'
import type { Town } from './town/living-town.ts'

/** An uploaded file, streamed to a temporary place. It is deleted after the answer unless `site.keepFile` took it. */
export type LabFile = { field: string; fileName: string; mime: string; path: string; bytes: number; sha256: string }

export type LabRequest = {
  method: string
  /** Below the network's prefix: `/api/v1/statuses`. */
  path: string
  params: Record<string, string>
  /** `types[]=a` and repeated names become arrays. */
  query: Record<string, string | string[]>
  headers: Record<string, string>
  /** Parsed JSON, or the fields of a form. */
  body: unknown
  files: LabFile[]
  raw: Buffer
  /** The type of the body without parameters, or ''. */
  type: string
  /** A fault asks that media made or read by this request be still in processing. */
  stillProcessing: boolean
  /** Aborts when the caller is gone; for streams. */
  signal: AbortSignal
}

export type LabAnswer = {
  status: number
  headers?: Record<string, string>
  /** At most one of these. */
  json?: unknown
  body?: string | Buffer
  file?: string
  stream?: AsyncIterable<string>
}

export type LabUpgrade = (incoming: IncomingMessage, socket: Duplex, head: Buffer) => void
export type LabHandler = (request: LabRequest) => LabAnswer | Promise<LabAnswer>

/** State that survives restarts in practice mode: changed only by events, so that replaying them gives it again. */
export type Kept<S, E> = { state: S; commit: (event: E, act?: LedgerAct) => void }

/** What the lab gives to an emulator. */
export type LabSite = {
  /** `http://127.0.0.1:port/<network id>`, without a slash at the end. */
  url: string
  /** The same without the network's prefix. */
  origin: string
  clock: MovableClock
  random: Random
  people: Cast
  /** Public talk around the accounts, for what is searched and streamed; absent where the lab has none. */
  town?: Town
  /** An operation of the API: in strict mode it must stand in the description. Patterns: `/api/v1/statuses/:id`, `/files/*path`. */
  on: (method: string, pattern: string, handler: LabHandler) => void
  /** What is for people or browsers (OAuth pages, files): outside the API's description. */
  page: (method: string, pattern: string, handler: LabHandler) => void
  /** Takes over a connection that asks to become a WebSocket. */
  upgrade: (path: string, accept: LabUpgrade) => void
  /** What an emulator hears elsewhere (a WebSocket's frame) goes the way of a request: route, description, faults, handler. */
  exchange: (request: LabRequest) => Promise<Verdict>
  /** `event` must be JSON and carry everything `apply` needs: ids, moments (ISO-8601), chosen randoms. */
  keep: <S, E>(state: S, apply: (state: S, event: E) => void) => Kept<S, E>
  /** Where `people.snapshot()` lies, for a network that keeps what people send. */
  snapshotPath: () => string
  /** Moves an uploaded file to where it stays; returns its path. */
  keepFile: (file: LabFile, name: string) => Promise<string>
  /** May anything be posted to this address? Of what is not on this machine, only where the lab was told to. */
  reaches: (url: string) => boolean
  /** The delivery of this comment or message is owed to the address: it is posted in order, and again until it is thanked for. */
  deliver: (id: string, url: string) => void
  /** Asks an address at once, as networks do before they believe it; undefined where nobody answers. */
  knock: (request: WebhookRequest) => Promise<Thanks | undefined>
  strict: boolean
  /** An emulator that keeps to limits of its own holds callers to them. */
  enforceRates: boolean
}

/**
 * What a newcomer gives to connect the account. For a way that leaves the desk `consent` is what is added to the query of the
 * network's page of consent so that it agrees at once and sends the browser back; `app` are the keys of an app made there.
 */
export type OpenedAccount = {
  way: string
  fields: Record<string, string>
  app?: AppKeys
  consent?: Record<string, string>
  /** Where one account speaks and another is spoken to: that one's own way, by what is typed. */
  also?: { way: string; fields: Record<string, string> }[]
}

/** Who speaks, and at which moment up to now; whatever is not said is anybody's, now. `picture`: with `people.snapshot()`, where that goes. */
export type Speaker = { person?: LabPerson; at?: Date; picture?: boolean }

/** How a picture beside words reaches the desk: with its description or without; `by-key`: its address serves only who has the key. */
export type PictureForm = 'described' | 'bare' | 'by-key'

/** What an emulator gives back: how the lab and tests reach into it. */
export type LabHandle = {
  /** Opens an account, or gives fresh access to the one that has this handle: the fields of a `secret` way to connect. */
  openAccount: (who: { name: string; handle: string; locale?: string }) => Promise<OpenedAccount>
  /** Whose access this request presents, for faults aimed at one account. */
  accountOf: (request: LabRequest) => string | undefined
  /** Makes the presented access invalid until it is refreshed or the account is connected again. */
  expireToken: (request: LabRequest) => void
  /** A 429 in the network's own form. `retryAfterS` null means that the network does not tell when. */
  tooMany: (retryAfterS: number | null, request: LabRequest) => LabAnswer
  /** Any other failing status in the network's own form. */
  broken: (status: number, request: LabRequest) => LabAnswer
  /** A person of the cast comments on a post, or answers a comment where the network has threads; returns the comment's id. */
  comment?: (objectId: string, text: string, by?: Speaker) => Promise<string>
  /** A person of the cast begins to follow the account with this handle; returns the follow's id. */
  follow?: (handle: string, by?: Speaker) => Promise<string>
  /** How many signs such a comment may have; 500 where nothing is said. */
  longestComment?: number
  /** A person of the cast writes to the account in private, to the one with this handle; returns the message's id. */
  message?: (handle: string, text: string, by?: Speaker) => Promise<string>
  /** Where people can send a picture with their words. */
  pictures?: { comments?: PictureForm; messages?: PictureForm }
  /** What is told by polling leaves the pictures of comments out: they are read under the post. */
  tellsNoPictures?: true
  /** Where nobody can comment twice: somebody who was answered adds to what they said; returns its id. */
  goOn?: (objectId: string, text: string, by: Speaker) => Promise<string>
  /** The handle of an account that the ledger calls otherwise. */
  handleOf?: (account: string) => string | undefined
  /** A person of the cast says something in public of their own accord: it goes on the network's stream, and stands there while the lab runs. */
  say?: (text: string, by?: Speaker & { language?: string }) => Promise<string>
  /** Breaks every stream that is listened to, as a bad line does; returns how many there were. */
  cutStreams?: () => number
  /** A person changes the words of their comment; absent where the network has no such thing. */
  edit?: (id: string, text: string, at: Date) => Promise<void>
  /** A person takes their comment back. */
  erase?: (id: string, at: Date) => Promise<void>
  /** Whose words something answers that the account wrote, by its id in the ledger; undefined where it answers nobody of the cast. */
  answered?: (objectId: string) => Answered | undefined
  /** Where the network tells webhooks of private messages only. */
  delivers?: 'messages'
  /** The delivery the network would make to a webhook for this comment or message, signed; needed where the network has webhooks. */
  delivery?: (id: string, url: string) => Promise<WebhookRequest>
  /** Whose people are told of by deliveries now: they speak up though nobody asks for them, and some begin to. */
  listening?: () => Listening[]
  close?: () => Promise<void>
}

export type LabNetwork = {
  id: string
  /** The published description, read only in strict mode. */
  describe?: () => Promise<Description | undefined>
  /** The limits of calls it documents, kept only where the lab is started so. */
  rates?: LabRate[]
  /** For how long it tries again to deliver what nobody thanked for; a day where nothing is said. */
  deliversForMs?: number
  mount: (site: LabSite) => LabHandle
}

export const defineLabNetwork = (network: LabNetwork): LabNetwork => network
