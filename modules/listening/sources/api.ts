import { z } from 'zod'
import { Id, Moment } from '../../team/api.ts'

/**
 * Where a brand listens.
 *
 *   GET    /api/brands/:brandId/listening/sources               each with its health, lag, volume and cost
 *   POST   /api/brands/:brandId/listening/sources/look { address }   what stands there, and how it could be listened to
 *   POST   /api/brands/:brandId/listening/sources               listens to one more
 *   GET    /api/brands/:brandId/listening/sources/:sourceId     the same with its last hours
 *   PATCH  /api/brands/:brandId/listening/sources/:sourceId     name, what is taken, pause, daily budget, password
 *   DELETE /api/brands/:brandId/listening/sources/:sourceId     what it told stays
 *   POST   /api/brands/:brandId/listening/sources/:sourceId/ask      now, not at its next turn
 *   POST   /api/brands/:brandId/listening/sources/:sourceId/secret   a new secret for an inlet; the old one ends
 *   POST   /inlets/:inletId                                     what anything else heard, signed as Standard Webhooks are
 *   POST   /api/brands/:brandId/listening/captures              a page captured by a person
 *   GET    /api/brands/:brandId/listening/captures?after=       those, newest first
 *   POST   /api/brands/:brandId/listening/imports               a file of mentions, read but not yet taken
 *   GET    /api/brands/:brandId/listening/imports/:mentionFileId · PATCH (columns) · POST …/take · POST …/cancel
 */

export const watchings = ['whole', 'links', 'passages'] as const
export const Watching = z.enum(watchings)
const Name = z.string().trim().min(1).max(120)
export const WebAddress = z.string().trim().min(1).max(1_500)
const Daily = z.number().int().min(1).max(1_000_000).nullable()
const Takes = z.enum(['matching', 'all'])

/** How much it told, how many mentions were made of it, and how often it was asked, in the last 24 hours. */
export const SourceVolume = z.object({ posts: z.number().int(), mentions: z.number().int(), calls: z.number().int() })

/**
 * `waiting`: not yet asked; `well`; `late`: its turn passed and nobody asked; `silent`: it told nothing for as long as is unusual
 * for it; `troubled`: the last time it could not be read; `paused`.
 */
export const sourceStates = ['waiting', 'well', 'late', 'silent', 'troubled', 'paused'] as const
export const Source = z.object({
  id: Id,
  /** `feed`, `page`, `mailbox`, `inlet`, `capture`, `import`, or one of the networks'. */
  kind: z.string(),
  name: z.string(),
  /** What it reads, for people. */
  address: z.string(),
  url: z.string().nullable(),
  watches: Watching.nullable(),
  takes: Takes,
  isOn: z.boolean(),
  daily: Daily,
  /** Mentions kept today, and those that the daily budget had no room for. */
  spent: z.number().int(),
  leftOut: z.number().int(),
  state: z.enum(sourceStates),
  trouble: z.string().nullable(),
  troubleSince: Moment.nullable(),
  readAt: Moment.nullable(),
  /** Of when the newest thing is that it told. */
  toldAt: Moment.nullable(),
  /** When it is asked next; null where others tell it. */
  nextAt: Moment.nullable(),
  lagSeconds: z.number().int(),
  day: SourceVolume,
  madeAt: Moment,
})
export const Sources = z.object({ items: z.array(Source), day: SourceVolume })
export const SourceHours = z.array(SourceVolume.extend({ hour: Moment }))
export const SourceDetails = Source.extend({
  hours: SourceHours,
  /** Where an inlet takes what is told. */
  inlet: z.string().nullable(),
})
/** `secret`: told once, when it is made. */
export const SourceMade = z.object({ source: Source, secret: z.string().nullable() })

export const LookAtAddress = z.object({ address: WebAddress })
const Found = { url: z.string(), title: z.string(), sourceId: Id.nullable() }
export const Proposal = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('feed'), ...Found, items: z.number().int(), newestAt: Moment.nullable() }),
  /** `isForbidden`: robots.txt of the site does not want it read. */
  z.object({ kind: z.literal('page'), ...Found, watches: Watching, links: z.number().int(), isForbidden: z.boolean() }),
])
export const Proposals = z.object({ items: z.array(Proposal) })

const Port = z.number().int().min(1).max(65_535)
export const MailboxAt = z.object({
  host: z.string().trim().min(1).max(253),
  port: Port.default(993),
  user: z.string().trim().min(1).max(254),
  /** One made for this use, where the mail service knows such. */
  password: z.string().min(1).max(500),
  folder: z.string().trim().min(1).max(200).default('INBOX'),
})
const Kept = { name: Name.optional(), takes: Takes.optional(), daily: Daily.default(null) }
export const AddSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('feed'), ...Kept, url: WebAddress }),
  z.object({ kind: z.literal('page'), ...Kept, url: WebAddress, watches: Watching.default('whole') }),
  z.object({ kind: z.literal('mailbox'), ...Kept, ...MailboxAt.shape }),
  z.object({ kind: z.literal('inlet'), ...Kept, name: Name }),
])
export const ChangeSource = z
  .object({ name: Name, takes: Takes, isOn: z.boolean(), daily: Daily, password: z.string().min(1).max(500) })
  .partial()

export const toldTones = ['negative', 'neutral', 'positive'] as const
const Tone = z.enum(toldTones)
export const Capture = z.object({
  url: WebAddress,
  title: z.string().trim().max(500).default(''),
  quote: z.string().trim().min(1).max(20_000),
  author: z.string().trim().max(200).default(''),
  authorUrl: WebAddress.optional(),
  /** The desk judges by itself where nothing is said. */
  tone: Tone.optional(),
  network: z.string().max(40).optional(),
  at: Moment.optional(),
  /** Of the media library. */
  screenshotId: Id.optional(),
})
export const Captured = z.object({ mentionId: Id, sourceId: Id })
export const CapturedItem = z.object({
  id: Id,
  at: Moment,
  heardAt: Moment,
  url: z.string().nullable(),
  site: z.string(),
  title: z.string().nullable(),
  text: z.string(),
  author: z.string(),
  tone: z.enum(toldTones).nullable(),
  screenshot: z.string().nullable(),
})
export const CapturedPage = z.object({ items: z.array(CapturedItem), next: z.string().nullable() })

export const importMeanings = [
  ...(['date', 'time', 'text', 'title', 'url', 'author', 'authorUrl', 'followers', 'network', 'site'] as const),
  ...(['language', 'country', 'tone', 'likes', 'comments', 'reshares', 'views', 'reach', 'tags'] as const),
] as const
/** What a column means; empty: it is passed over. */
const Column = z.union([z.enum(importMeanings), z.literal('')])
const DateOrder = z.enum(['ymd', 'dmy', 'mdy'])
export const MentionImport = z.object({
  id: Id,
  fileName: z.string(),
  format: z.enum(['csv', 'jsonl']),
  encoding: z.string(),
  headers: z.array(z.string()),
  columns: z.array(Column),
  dateOrder: DateOrder,
  state: z.enum(['ready', 'taking', 'done', 'cancelled', 'failed']),
  rows: z.number().int(),
  bad: z.number().int(),
  /** How many rows are gone through. */
  taken: z.number().int(),
  /** Of the first hundred bad rows. `row`: the first below the headers is 1. */
  problems: z.array(z.object({ row: z.number().int(), field: z.string(), message: z.string() })),
  /** The first rows as they are understood. */
  preview: z.array(
    z.object({
      row: z.number().int(),
      at: Moment.nullable(),
      text: z.string(),
      author: z.string(),
      url: z.string().nullable(),
      network: z.string().nullable(),
      tone: z.enum(toldTones).nullable(),
      problem: z.string().nullable(),
    }),
  ),
})
export const ChangeMentionImport = z
  .object({ columns: z.array(Column).max(200), dateOrder: DateOrder, encoding: z.string().max(20) })
  .partial()
