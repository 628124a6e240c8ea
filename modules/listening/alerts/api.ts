import { z } from 'zod'
import { Id, Moment, PageQuery } from '../../team/api.ts'
import { alarmKinds, sensitivities } from './tables.ts'

/**
 * Of what of public talk people of a brand are told at once, what was told, and what they read of it by mail.
 *
 *   GET/PUT  /api/brands/:brandId/listening/alert-settings
 *   GET      /api/brands/:brandId/listening/watched        each query that is listened for, and whether its usual is known
 *   GET      /api/brands/:brandId/listening/alarms         newest first
 *   GET/PUT  /api/brands/:brandId/listening/digest         one's own
 */

/** `bigFrom`: followers; null: of nobody. `quietQueries`: neither their spikes nor their silences are told. */
export const AlertSettings = z.object({
  bigFrom: z.number().int().min(100).max(1_000_000_000).nullable(),
  souring: z.enum(sensitivities),
  spikes: z.boolean(),
  quietQueries: z.array(Id).max(2_000),
})

/** `heard` of `needed` hours are known; `why`: nothing can be said of the last hour, for it is too young or nobody listened. */
export const Watched = z.object({
  items: z.array(
    z.object({
      queryId: Id,
      name: z.string(),
      topic: z.string(),
      isQuiet: z.boolean(),
      heard: z.number().int(),
      needed: z.number().int(),
      why: z.enum(['young', 'not-listened', 'not-judged']).nullable(),
      judgedAt: Moment.nullable(),
    }),
  ),
  /** Of the last hours, null before anything was counted; `usual` in [0, 1]. */
  tone: z
    .object({
      negative: z.number().int(),
      known: z.number().int(),
      usual: z.number().nullable(),
      souredAt: Moment.nullable(),
    })
    .nullable(),
})

const Spot = {
  id: Id,
  at: Moment,
  /** When the first of its hours began, and the last ended. */
  from: Moment,
  to: Moment,
  /** False: found only when it was past, so that nobody was told. */
  isTold: z.boolean(),
}
const Counted = { hours: z.number().int(), count: z.number().int(), low: z.number(), high: z.number(), p: z.number() }
/** How the count is beside the expected one: count ÷ expected. */
const Beside = { expected: z.number(), factor: z.number() }
export const Alarm = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['spike', 'silence']),
    ...{ ...Spot, ...Counted, ...Beside },
    query: z.object({ id: Id, name: z.string(), topic: z.string() }),
  }),
  /** `count` of `known` were negative, `expected` of them is usual. */
  z.object({ kind: z.literal('souring'), ...Spot, ...Counted, ...Beside, known: z.number().int() }),
  /** Nothing of the words when they were deleted or forgotten since. */
  z.object({
    kind: z.literal('big-voice'),
    ...Spot,
    followers: z.number().int(),
    who: z.string(),
    excerpt: z.string(),
    mentionId: Id.nullable(),
  }),
])
export const AlarmKind = z.enum(alarmKinds)
export const AlarmsQuery = PageQuery.extend({ kind: AlarmKind.optional() })
export const AlarmsPage = z.object({ items: z.array(Alarm), next: z.string().nullable() })

/** `hour` and `weekday` (1 is Monday) are of the brand's zone. */
export const OwnDigest = z.object({
  daily: z.boolean(),
  weekly: z.boolean(),
  hour: z.number().int().min(0).max(23),
  weekday: z.number().int().min(1).max(7),
  onlyWithNews: z.boolean(),
})
/** `mail`: can the desk send any? */
export const OwnDigestState = OwnDigest.extend({ mail: z.boolean(), nextAt: Moment.nullable() })
