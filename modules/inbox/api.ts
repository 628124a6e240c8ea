import { z } from 'zod'
import { Id, Moment, PageQuery } from '../team/api.ts'

/**
 * What people say to the accounts of all brands the caller may see, as conversations, and what is done with them.
 *
 *   GET    /api/inbox                                          a page of conversations; see `InboxQuery`
 *   GET    /api/inbox/counts                                   how many stand in each folder
 *   GET    /api/inbox/views · POST · PATCH …/:viewId · DELETE  filters kept by a name
 *   GET    /api/brands/:brandId/conversations/:conversationId  its head: person, subject, ways to answer, who is here
 *   GET    …/:conversationId/timeline?before=&after=&limit=    what was said, answered, noted and done, in pages
 *   PATCH  …/:conversationId                                   assign, snooze, finish, label, mark
 *   POST   /api/brands/:brandId/conversations/changes          the same for many at once
 *   POST   …/:conversationId/notes                             internal, with mentions
 *   POST   …/:conversationId/presence                          "I look at it", "I type a reply"
 *   PUT    …/:conversationId/draft                             one's own unsent words
 *   GET    …/:conversationId/templates                         messages the network approved beforehand
 *   POST   …/:conversationId/replies                           answers after the moment in which it may be undone
 *   POST   /api/brands/:brandId/replies/:replyId/cancel · …/approve · …/send-back
 *   POST   /api/brands/:brandId/interactions/:interactionId/acts
 *   POST   /api/brands/:brandId/acts/:actId/undo
 *   GET    /api/brands/:brandId/inbox-history                  how far the past of each account was fetched
 *   GET/PUT /api/brands/:brandId/inbox-settings
 *   GET    /api/brands/:brandId/interactions                   what was heard, newest first
 */

export const InteractionKind = z.enum([
  ...(['comment', 'reply', 'mention', 'message', 'review', 'reaction', 'reshare', 'follow'] as const),
])
export const ConversationKind = z.enum(['message', 'comment', 'mention', 'review'])
export const ConversationState = z.enum(['open', 'snoozed', 'done', 'spam'])
export const Tone = z.enum(['negative', 'neutral', 'positive'])
export const Folder = z.enum(['unread', 'mine', 'unassigned', 'waiting', 'snoozed', 'done', 'spam', 'all'])
export const ActKind = z.enum([
  ...(['like', 'unlike', 'hide', 'unhide', 'delete', 'block', 'unblock', 'mute', 'unmute', 'report'] as const),
])
export const ReplyWay = z.enum(['public', 'private', 'template'])

const listOf = (most: number) => z.string().max(most)
const Label = z.string().trim().min(1).max(60)

/** Every filter narrows; lists are separated by commas. Without a folder: all that is not spam. */
export const InboxFilter = z.object({
  folder: Folder.optional(),
  brands: listOf(4000).optional(),
  accounts: listOf(8000).optional(),
  networks: listOf(1000).optional(),
  kinds: listOf(100).optional(),
  labels: listOf(2000).optional(),
  /** A person's id, or `none`. */
  assignee: z.string().max(100).optional(),
  /** Someone who speaks to the brand. */
  person: Id.optional(),
  tone: Tone.optional(),
  language: z.string().max(35).optional(),
  /** Those whose answer is late, or will be within so many minutes. */
  lateWithin: z.coerce.number().int().min(0).max(100_000).optional(),
  /** In what was said, and in names. */
  q: z.string().trim().max(200).optional(),
  from: Moment.optional(),
  to: Moment.optional(),
})
export const InboxQuery = PageQuery.extend(InboxFilter.shape).extend({
  /** `due`: whose answer is due first. */
  order: z.enum(['newest', 'oldest', 'due']).default('newest'),
})
export const InboxCounts = z.object({
  folders: z.record(Folder, z.number().int()),
  /** Counting stops there: shown as "999+". */
  most: z.number().int(),
})

const Face = z.object({
  id: z.string(),
  handle: z.string(),
  name: z.string(),
  avatarUrl: z.string().nullable(),
  url: z.string().nullable(),
})
const Coworker = z.object({ id: z.string(), name: z.string() })

export const ConversationBrief = z.object({
  id: Id,
  brandId: Id,
  accountId: Id,
  network: z.string(),
  kind: ConversationKind,
  /** Who began it; null while only a deletion was heard of. */
  author: Face.nullable(),
  personId: Id.nullable(),
  /** The beginning of what was said last, by whom it may be. */
  excerpt: z.string(),
  excerptIsOwn: z.boolean(),
  count: z.number().int(),
  lastAt: Moment,
  state: ConversationState,
  snoozedUntil: Moment.nullable(),
  unread: z.boolean(),
  assignee: Coworker.nullable(),
  labels: z.array(z.string()),
  tone: Tone.nullable(),
  rating: z.number().nullable(),
  language: z.string().nullable(),
  /** Since when somebody waits for an answer; null when nobody does. */
  waitingSince: Moment.nullable(),
  /** When an answer is due by the brand's service level. */
  dueAt: Moment.nullable(),
  /** Where the search found its words: a piece of what was said, or noted, with the place of the find. */
  found: z.object({ text: z.string(), from: z.number().int(), to: z.number().int(), isNote: z.boolean() }).nullable(),
})
export const InboxPage = z.object({ items: z.array(ConversationBrief), next: z.string().nullable() })

/** A message whose words the network approved beforehand. */
export const Template = z.object({
  /** The network's own. */
  id: z.string(),
  name: z.string(),
  language: z.string(),
  /** What it takes a value for, as the network names it, in the order in which the values are given. */
  blanks: z.array(z.string()),
  /** Its words in pieces: as they stand, or the place of the value with that index. */
  pieces: z.array(z.union([z.object({ text: z.string() }), z.object({ blank: z.number().int() })])),
  /** Why it cannot be sent, for people; null when it can. */
  barred: z.string().nullable(),
})
/** Those that can be sent first. */
export const Templates = z.object({
  items: z.array(Template),
  /** The network has others, too many to be listed. */
  more: z.boolean(),
  /** Where on the web they are made and approved. */
  madeAt: z.string().nullable(),
})
export const ChosenTemplate = z.object({
  id: z.string().max(200),
  /** One for each of its blanks; no network takes words in which more would find room. */
  values: z.array(z.string().max(1000)).max(200),
})

/** What it is about: the post it stands under, or the message thread. */
export const Subject = z.object({
  url: z.string().nullable(),
  postId: Id.nullable(),
  publicationId: Id.nullable(),
  excerpt: z.string().nullable(),
  thumbnailMediaId: Id.nullable(),
})
/** A way to answer here, as far as the network lets. */
export const Answering = z.object({
  way: ReplyWay,
  /** Until when; null where there is no such rule. */
  until: Moment.nullable(),
  /** Why not now, for people; null when it may. */
  barred: z.string().nullable(),
  /** Longest text, counted as the network counts. */
  most: z.number().int().nullable(),
  media: z.boolean(),
})
export const Conversation = ConversationBrief.extend({
  subject: Subject,
  answering: z.array(Answering),
  /** What may be done with a single interaction here. */
  acts: z.array(ActKind),
  /** What the caller may do. */
  may: z.object({
    reply: z.boolean(),
    needsApproval: z.boolean(),
    approve: z.boolean(),
    moderate: z.boolean(),
    assign: z.boolean(),
  }),
  here: z.array(Coworker.extend({ typing: z.boolean(), since: Moment })),
  draft: z
    .object({ text: z.string(), mediaIds: z.array(Id), template: ChosenTemplate.nullable(), savedAt: Moment })
    .nullable(),
  due: z.object({ answer: Moment.nullable(), next: Moment.nullable(), resolve: Moment.nullable() }),
  firstAnswerAt: Moment.nullable(),
  /** The id it has now, when it was joined with another since. */
  movedTo: Id.nullable(),
})

export const Heard = z.object({
  id: Id,
  accountId: Id,
  kind: InteractionKind,
  /** The network's own name of it. */
  remoteId: z.string(),
  at: Moment,
  author: z.object({ id: z.string(), handle: z.string(), name: z.string(), avatarUrl: z.string().nullable() }),
  /** Empty once it was deleted there. */
  text: z.string(),
  media: z.array(z.object({ kind: z.string(), url: z.string(), alt: z.string().nullable() })),
  /** The post, message or thread it stands under. */
  under: z.object({ id: z.string(), url: z.string().nullable() }).nullable(),
  replyTo: z.string().nullable(),
  url: z.string().nullable(),
  rating: z.number().nullable(),
  /** The account's own words, written elsewhere. */
  own: z.boolean(),
  edited: z.boolean(),
  deleted: z.boolean(),
})
export const HeardPage = z.object({ items: z.array(Heard), next: z.string().nullable() })
export const HeardQuery = PageQuery.extend({ account: Id.optional(), kind: InteractionKind.optional() })

export const ActDone = z.object({
  id: Id,
  kind: ActKind,
  state: z.enum(['waiting', 'done', 'failed', 'undone']),
  at: Moment,
  by: Coworker.nullable(),
  /** The rule that did it. */
  rule: z.string().nullable(),
  /** What stood there before, of what was hidden or deleted. */
  kept: z.string().nullable(),
  failure: z.string().nullable(),
  canUndo: z.boolean(),
})
export const Reply = z.object({
  id: Id,
  conversationId: Id,
  interactionId: Id,
  way: ReplyWay,
  /** What is read there, also of a template. */
  text: z.string(),
  mediaIds: z.array(Id),
  template: ChosenTemplate.extend({ name: z.string(), language: z.string() }).nullable(),
  /** `going`: within the moment in which it may be undone, or on its way. */
  state: z.enum(['waiting-approval', 'sent-back', 'going', 'sent', 'rejected', 'unknown', 'cancelled']),
  /** Until then it may be undone; null once it cannot. */
  undoUntil: Moment.nullable(),
  by: Coworker,
  approvedBy: Coworker.nullable(),
  automated: z.boolean(),
  /** For people: why it was sent back, or did not go out. */
  reason: z.string().nullable(),
  publicationId: Id.nullable(),
  madeAt: Moment,
  sentAt: Moment.nullable(),
  url: z.string().nullable(),
})
/** Of the account's own words that the desk sent: who wrote them, by which way, with what. */
export const SentFromHere = z.object({
  by: Coworker,
  approvedBy: Coworker.nullable(),
  /** `private`: only whom it answers sees it, though it stands beside what it answers. */
  way: ReplyWay,
  mediaIds: z.array(Id),
})
/** One entry of a conversation, in the order of `at`. `key` is its place for paging. */
export const TimelineEntry = z.discriminatedUnion('entry', [
  z.object({
    entry: z.literal('said'),
    key: z.string(),
    at: Moment,
    said: Heard,
    hidden: z.boolean(),
    automated: z.boolean(),
    liked: z.boolean(),
    acts: z.array(ActDone),
    replyId: Id.nullable(),
    sent: SentFromHere.nullable(),
  }),
  z.object({ entry: z.literal('reply'), key: z.string(), at: Moment, reply: Reply }),
  z.object({
    entry: z.literal('note'),
    key: z.string(),
    at: Moment,
    note: z.object({ id: Id, by: Coworker, text: z.string(), mentions: z.array(Coworker) }),
  }),
  z.object({
    entry: z.literal('line'),
    key: z.string(),
    at: Moment,
    /** For people, whole: "Ada assigned it to Boris". */
    line: z.object({ id: Id, kind: z.string(), by: Coworker.nullable(), text: z.string() }),
  }),
])
/** Oldest first. `before` and `after` are keys for more; null where nothing more stands. */
export const Timeline = z.object({
  items: z.array(TimelineEntry),
  before: z.string().nullable(),
  after: z.string().nullable(),
})
/** Without a place: the newest page. */
export const TimelineQuery = z.object({
  before: z.string().max(200).optional(),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const ChangeConversation = z
  .object({
    assigneeId: z.string().max(100).nullable(),
    state: ConversationState,
    /** Needed with the state `snoozed`. */
    snoozedUntil: Moment.nullable(),
    labels: z.array(Label).max(30),
    unread: z.boolean(),
    tone: Tone.nullable(),
    priority: z.number().int().min(0).max(3),
  })
  .partial()
export const ChangeMany = z.object({
  conversationIds: z.array(Id).min(1).max(500),
  change: ChangeConversation.omit({ labels: true }).extend({
    addLabels: z.array(Label).max(30).optional(),
    removeLabels: z.array(Label).max(30).optional(),
  }),
})
export const ChangedMany = z.object({ changed: z.array(Id) })
export const MakeNote = z.object({
  text: z.string().trim().min(1).max(10_000),
  mentions: z.array(z.string().max(100)).max(20).default([]),
})
export const BeHere = z.object({ typing: z.boolean(), leaving: z.boolean().default(false) })
export const Here = z.object({ here: Conversation.shape.here })
export const SaveDraft = z.object({
  text: z.string().max(20_000),
  mediaIds: z.array(Id).max(10).default([]),
  template: ChosenTemplate.nullable().default(null),
})
export const MakeReply = z.object({
  /** The interaction it answers. */
  to: Id,
  way: ReplyWay.default('public'),
  text: z.string().max(20_000),
  mediaIds: z.array(Id).max(10).default([]),
  template: ChosenTemplate.optional(),
  /** Told by who has seen that somebody else is answering, and answers all the same. */
  despite: z.array(z.string().max(100)).max(20).default([]),
})
export const SendBack = z.object({ reason: z.string().trim().min(1).max(2000) })
export const MakeAct = z.object({ kind: ActKind, reason: z.string().max(500).optional() })

export const InboxView = z.object({
  id: Id,
  name: z.string(),
  shared: z.boolean(),
  own: z.boolean(),
  filter: InboxFilter.partial(),
})
export const InboxViews = z.object({ items: z.array(InboxView) })
export const MakeInboxView = z.object({
  name: z.string().trim().min(1).max(80),
  shared: z.boolean().default(false),
  filter: InboxFilter.partial(),
})
export const ChangeInboxView = MakeInboxView.partial()

/** How far the past of each account was fetched after it was connected. */
export const InboxHistory = z.object({
  items: z.array(
    z.object({
      accountId: Id,
      state: z.enum(['waiting', 'reading', 'done', 'failed', 'impossible']),
      posts: z.number().int(),
      postsRead: z.number().int(),
      interactions: z.number().int(),
      trouble: z.string().nullable(),
    }),
  ),
})
export const InboxSettings = z.object({
  /** Seconds for which a reply waits, so that it may be undone. */
  undoSeconds: z.number().int().min(0).max(120),
  /** Replies of authors wait for an editor. */
  approveAuthors: z.boolean(),
})
