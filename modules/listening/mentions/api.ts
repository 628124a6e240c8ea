import { z } from 'zod'
import { Id, Moment, PageQuery } from '../../team/api.ts'

/**
 * What was said in public about a brand, as people read it and what they do with it.
 *
 *   GET    /api/brands/:brandId/listening/mentions                newest first; filters and search, see `MentionsQuery`
 *   GET    …/mentions/counts                                      what waits where, by topic and query
 *   GET    …/mentions/:mentionId                                  one, with what else is known of it
 *   POST   …/mentions/changes                                     correct, label, assign, see, put out many at once
 *   POST   …/mentions/changes/:changeId/undo                      as it was before
 *   POST   …/mentions/cases                                       into a case, or into a new one
 *   POST   …/mentions/:mentionId/answer                           where it can be answered
 *   GET    /api/brands/:brandId/listening/muted-authors · DELETE …/muted-authors/:authorId
 */

export const mentionFolders = ['all', 'unseen', 'mine', 'assigned', 'spam'] as const
export const MentionFolder = z.enum(mentionFolders)
export const mentionFeelings = ['negative', 'neutral', 'positive', 'unsure'] as const
export const MentionFeeling = z.enum(mentionFeelings)
export const mentionIntents = [
  ...(['question', 'complaint', 'praise', 'purchase', 'spam', 'vacancy', 'promotion', 'other'] as const),
] as const
export const MentionIntent = z.enum(mentionIntents)
export const mentionKinds = ['post', 'reply', 'repost', 'article', 'comment', 'video', 'review'] as const
export const MentionKind = z.enum(mentionKinds)

const listOf = (most: number) => z.string().max(most)
const Label = z.string().trim().min(1).max(60)
const Count = z.coerce.number().int().min(0).max(1_000_000_000_000)

/** Every filter narrows; lists are separated by commas. Without a folder: all that is not spam. */
export const MentionsFilter = z.object({
  folder: MentionFolder.default('all'),
  topics: listOf(4000).optional(),
  queries: listOf(8000).optional(),
  sentiment: listOf(100).optional(),
  intents: listOf(100).optional(),
  languages: listOf(400).optional(),
  countries: listOf(400).optional(),
  networks: listOf(1000).optional(),
  sites: listOf(2000).optional(),
  kinds: listOf(100).optional(),
  labels: listOf(2000).optional(),
  sources: listOf(4000).optional(),
  /** The key of who said it. */
  author: z.string().max(1000).optional(),
  /** Neither passed on nor said before in the same words; `false`: those that are. */
  originals: z.enum(['true', 'false']).optional(),
  /** Not deleted where it stood. */
  standing: z.literal('true').optional(),
  /** Whose author was never heard before. */
  newcomers: z.literal('true').optional(),
  /** Hours of the week by the brand's clock, `1-00` to `7-23` from Monday on. */
  hours: z
    .string()
    .max(1200)
    .regex(/^[1-7]-([01]\d|2[0-3])(,[1-7]-([01]\d|2[0-3]))*$/, 'listening.badHours')
    .optional(),
  /** Those that pass this one on, or say the same. */
  like: Id.optional(),
  minFollowers: Count.optional(),
  minReach: Count.optional(),
  from: Moment.optional(),
  to: Moment.optional(),
  /** A query of the query language, or plain words, all of which are looked for in all their forms. */
  q: z.string().trim().max(2000).optional(),
})
export const MentionsQuery = PageQuery.extend(MentionsFilter.shape)

const Author = z.object({
  key: z.string().nullable(),
  handle: z.string(),
  name: z.string().nullable(),
  followers: z.number().int().nullable(),
  url: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  isBot: z.boolean(),
})
const Coworker = z.object({ id: z.string(), name: z.string() })
/** In UTF-16 units of the text beside it. */
const Mark = z.object({ from: z.number().int(), to: z.number().int() })
const Marked = z.object({ text: z.string(), marks: z.array(Mark) })

export const MentionBrief = z.object({
  id: Id,
  at: Moment,
  heardAt: Moment,
  kind: MentionKind,
  /** The network it stands on; null for the rest of the web. */
  network: z.string().nullable(),
  site: z.string(),
  url: z.string().nullable(),
  title: z.string().nullable(),
  /** A piece of it around what was found. */
  excerpt: Marked,
  author: Author,
  language: z.string().nullable(),
  country: z.string().nullable(),
  sentiment: MentionFeeling,
  intent: MentionIntent.nullable(),
  /** What a person set: `sentiment`, `intent`, `language`, `topics`, `spam`. */
  corrected: z.array(z.string()),
  reach: z.number().int().nullable(),
  /** Ids of those that found it. */
  queries: z.array(z.string()),
  labels: z.array(z.string()),
  isSeen: z.boolean(),
  isSpam: z.boolean(),
  /** Its author or the network took it away; no words of it are left. */
  isDeleted: z.boolean(),
  isEdited: z.boolean(),
  isRepost: z.boolean(),
  /** The first mention that says the same. */
  originalId: Id.nullable(),
  assignee: Coworker.nullable(),
  conversationId: Id.nullable(),
})
/** A page can be shorter than was asked for, even empty, while `next` leads on: reading far back takes several questions. */
export const MentionsPage = z.object({ items: z.array(MentionBrief), next: z.string().nullable() })

export const Mention = MentionBrief.extend({
  titleMarked: Marked.nullable(),
  text: Marked,
  media: z.array(z.object({ kind: z.string(), url: z.string().nullable(), alt: z.string().nullable() })),
  numbers: z.record(z.string(), z.number()),
  links: z.array(z.string()),
  tags: z.array(z.string()),
  /** How sure the machine is of the sentiment, in [0, 1]; 1 where a person said it. */
  confidence: z.number(),
  /** Each query that found it, and what of it was met: pieces of the query as written. */
  why: z.array(
    z.object({
      queryId: z.string(),
      name: z.string(),
      topicId: z.string(),
      topic: z.string(),
      met: z.array(z.string()),
    }),
  ),
  copies: z.number().int(),
  reposts: z.number().int(),
  /** Counting what else they said stops at `most` of the counts. */
  byAuthor: z.number().int(),
  mutedId: Id.nullable(),
  /** Accounts of the brand that could answer it where it stands. */
  answering: z.array(z.object({ id: Id, name: z.string() })),
})

export const MentionCounts = z.object({
  folders: z.record(MentionFolder, z.number().int()),
  /** Counting stops there: shown as "999+". */
  most: z.number().int(),
  topics: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.enum(['brand', 'person', 'competitor', 'topic']),
      unseen: z.number().int(),
      queries: z.array(z.object({ id: z.string(), name: z.string(), isOn: z.boolean(), unseen: z.number().int() })),
    }),
  ),
  /** Sources that are on. */
  sources: z.number().int(),
})

export const MentionChange = z
  .object({
    sentiment: MentionFeeling,
    intent: MentionIntent,
    /** ISO 639-1, or longer where that has none. */
    language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'listening.badLanguage'),
    addTopics: z.array(Id).max(50),
    removeTopics: z.array(Id).max(50),
    addLabels: z.array(Label).max(30),
    removeLabels: z.array(Label).max(30),
    assigneeId: z.string().max(100).nullable(),
    seen: z.boolean(),
    spam: z.boolean(),
    /** With `spam`: what its authors say from now on is spam at once. */
    mute: z.boolean(),
  })
  .partial()
export const ChangeMentions = z.object({ mentionIds: z.array(Id).min(1).max(200), change: MentionChange })
/** `changeId` undoes it; null when nothing was changed. */
export const ChangedMentions = z.object({ changed: z.array(Id), changeId: Id.nullable() })
export const UndoneMentions = z.object({ changed: z.array(Id) })

export const MentionsToCase = z.object({
  mentionIds: z.array(Id).min(1).max(100),
  /** Null: a new case, with this title. */
  caseId: Id.nullable(),
  title: z.string().trim().min(1).max(200).optional(),
  severity: z.number().int().min(1).max(4).default(2),
})
/** `left`: those that have neither a conversation nor an address that could be kept. */
export const CaseOfMentions = z.object({ caseId: Id, added: z.number().int(), left: z.number().int() })

export const AnswerMention = z.object({ accountId: Id.optional() })
/** A conversation of the inbox, or else the address where it stands. */
export const AnswerPlace = z.object({ conversationId: Id.nullable(), url: z.string().nullable() })

export const MutedAuthors = z.object({
  items: z.array(z.object({ id: Id, key: z.string(), name: z.string(), at: Moment, by: Coworker.nullable() })),
})
