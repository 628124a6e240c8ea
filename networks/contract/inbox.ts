import type { Json } from '../../kernel/json.ts'
import type { AccountAccess, Call, MediaFile, Page, RemoteRef, Step } from '../contract.ts'

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
/** A message whose words the network approved beforehand. */
export type MessageTemplate = {
  id: string
  name: string
  language: string
  /** All its words as they are read, but for the blanks: `{{1}}` or `{{name}}`; see `template-words.ts`. */
  body: string
  /** How many values it takes. */
  blanks: number
  approved: boolean
  /** Why it cannot be sent, where the network tells more of it; `needs-more`: also where it takes files or links, not only words. */
  barred?: 'in-review' | 'refused' | 'paused' | 'withdrawn' | 'needs-more'
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
  /** Where on the web people write templates and have them approved. */
  templatesAreMadeAt?: string
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
