import type { Clock } from '../../kernel/clock.ts'
import type { NetworkHttp } from '../../kernel/http/client.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { AccountFacts } from '../compose.ts'
import type { AccountKind, AppKeys } from '../contract.ts'

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
