import { z } from 'zod'
import { encodings } from '../../kernel/text/decode-file.ts'
import { Plan, PublicationBrief, Stage } from '../content/api.ts'
import { Id, Moment, pageOf } from '../team/api.ts'

/**
 * The calendar, the queue, recurring posts, and plans that come from or go to a file.
 *
 *   GET    /api/calendar?from=&to=&brands=&accounts=&rubrics=&states=   over all brands the caller may see
 *   GET    /api/calendar/hints?from=&to=&brands=                        gaps and clashes
 *   POST   /api/brands/:brandId/posts/:postId/plan { plan }             moves draft or publications alike (what a drag does)
 *   POST   /api/brands/:brandId/posts/:postId/enqueue                   into the next free slot
 *   GET    /api/brands/:brandId/recurring · POST … · PATCH …/:recurringId · DELETE …/:recurringId
 *   POST   /api/brands/:brandId/imports (multipart: a file)             reads, recognises columns, keeps rows and their problems; nothing planned yet
 *   GET    /api/brands/:brandId/imports/:importId · GET …/rows?after=&only=
 *   PATCH  /api/brands/:brandId/imports/:importId                       { columns, accounts, zone, dateOrder } → looked at anew
 *   POST   /api/brands/:brandId/imports/:importId/apply                 { as: draft|scheduled, skipBad } · POST …/undo
 *   GET    /api/brands/:brandId/export?format=csv|xlsx&from=&to=
 */

export const CalendarQuery = z.object({
  from: Moment,
  to: Moment,
  brands: z.string().max(4000).optional(),
  accounts: z.string().max(8000).optional(),
  rubrics: z.string().max(4000).optional(),
  states: z.string().max(400).optional(),
})
/** What many posts of a calendar share: told once, and named by its place in the list. */
export const CalendarGroup = z.object({ brandId: Id, zone: z.string(), accountIds: z.array(Id) })
/** One post on the calendar, small: a month may hold ten thousand. What is as usual is left out. */
export const CalendarEntry = z.object({
  postId: Id,
  /** Its place in `groups`: brand, time zone of the plan and accounts. */
  group: z.number().int(),
  at: Moment,
  /** The beginning of it. */
  title: z.string(),
  rubricId: Id.optional(),
  stage: Stage,
  /** The worst of its publications: what a marketer must see first. `draft` when none are planned. */
  state: z.enum(['draft', 'planned', 'sending', 'published', 'rejected', 'unknown', 'missed', 'cancelled', 'removed']),
  thumbnailMediaId: Id.optional(),
  /** Of a thread; a single post says nothing. */
  parts: z.number().int().optional(),
  recurring: z.literal(true).optional(),
})
export const Calendar = z.object({
  groups: z.array(CalendarGroup),
  entries: z.array(CalendarEntry),
  truncated: z.boolean(),
})
export const Hint = z.object({
  kind: z.enum(['gap', 'clash', 'too-close', 'quiet-hours']),
  at: Moment,
  until: Moment.nullable(),
  brandId: Id,
  accountId: Id.nullable(),
  postIds: z.array(Id),
  message: z.string(),
})
export const Hints = z.object({ hints: z.array(Hint) })
export const MovePost = z.object({ plan: Plan })
export const Moved = z.object({
  plan: z.object({
    wall: z.string(),
    zone: z.string(),
    at: Moment,
    resolved: z.enum(['exact', 'gap-moved-later', 'overlap-first']),
  }),
  publications: z.array(PublicationBrief),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
})

/** RFC 5545 in small: daily, weekly on weekdays (1 Monday), monthly on a day (-1 the last). */
export const Repeat = z.discriminatedUnion('every', [
  z.object({ every: z.literal('day'), interval: z.number().int().min(1).max(365) }),
  z.object({
    every: z.literal('week'),
    interval: z.number().int().min(1).max(52),
    weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7),
  }),
  z.object({
    every: z.literal('month'),
    interval: z.number().int().min(1).max(24),
    day: z
      .number()
      .int()
      .min(-1)
      .max(31)
      .refine((day) => day !== 0),
  }),
])
export const MakeRecurring = z.object({
  postId: Id,
  start: Plan,
  repeat: Repeat,
  until: z.object({ wall: Plan.shape.wall }).nullable(),
  times: z.number().int().min(1).max(1000).nullable(),
})
export const Recurring = MakeRecurring.extend({
  id: Id,
  paused: z.boolean(),
  next: z.array(Moment),
  made: z.number().int(),
})
export const RecurringList = z.object({ items: z.array(Recurring) })
/** What went out stays; what is still to come is planned anew by the rule as it then is. */
export const ChangeRecurring = MakeRecurring.omit({ postId: true }).extend({ paused: z.boolean() }).partial()

export const importColumns = [
  'date',
  'time',
  'zone',
  'accounts',
  'text',
  'thread',
  'media',
  'alt',
  'link',
  'firstComment',
  'rubric',
  'title',
  'language',
  'labels',
  'poll',
  'pollDuration',
  'expires',
  'options',
] as const
export const ImportColumn = z.enum(importColumns)
export const ImportRow = z.object({
  row: z.number().int(),
  cells: z.array(z.string()),
  problems: z.array(
    z.object({
      column: ImportColumn.nullable(),
      severity: z.enum(['error', 'warning']),
      code: z.string(),
      message: z.string(),
    }),
  ),
  plan: z.object({ wall: z.string(), zone: z.string(), at: Moment }).nullable(),
  accounts: z.array(z.string()),
  excerpt: z.string(),
  postId: Id.nullable(),
})
export const ImportRows = pageOf(ImportRow)
export const Import = z.object({
  id: Id,
  fileName: z.string(),
  state: z.enum(['read', 'applied', 'undone']),
  createdAt: Moment,
  encoding: z.string().nullable(),
  headers: z.array(z.string()),
  /** Which column of the file is what: index by meaning. */
  columns: z.partialRecord(ImportColumn, z.number().int().nullable()),
  accounts: z.record(z.string(), Id.nullable()),
  zone: z.string(),
  dateOrder: z.enum(['ymd', 'dmy', 'mdy']),
  rows: z.number().int(),
  good: z.number().int(),
  warned: z.number().int(),
  bad: z.number().int(),
  applied: z.number().int(),
})
export const ChangeImport = z
  .object({
    columns: Import.shape.columns,
    accounts: Import.shape.accounts,
    zone: z.string().max(64),
    dateOrder: Import.shape.dateOrder,
    /** Reads the file again in this encoding, when the guess was wrong. */
    encoding: z.enum(encodings),
  })
  .partial()
export const ApplyImport = z.object({ as: z.enum(['draft', 'scheduled']), skipBad: z.boolean().default(false) })
export const ExportQuery = z.object({ format: z.enum(['csv', 'xlsx']), from: Moment, to: Moment })
