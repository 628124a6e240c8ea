import type { Json } from '../../kernel/json.ts'
import type { AppKeys, Call } from '../contract.ts'
import type { Interaction } from './inbox.ts'

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
  /** What is delivered is more than what polling gives: without deliveries some of it is never heard. */
  tellsMore?: true
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
