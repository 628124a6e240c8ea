import { z } from 'zod'
import { Id, Moment } from '../../team/api.ts'

/**
 * What was said in public of a brand, in figures. Spam and what was deleted where it stood are left out of all of them; what was
 * passed on, or says what was said before, counts as a mention and is also told apart as a copy.
 *
 *   GET    /api/brands/:brandId/listening/dashboard                 every figure of a period, beside the period before
 *   GET    /api/brands/:brandId/listening/baselines                 those kept, newest first
 *   POST   …/baselines                                              keep the figures of a period under a name
 *   GET    …/baselines/:baselineId?from=&to=                        them, and a later period in the same figures
 *   DELETE …/baselines/:baselineId
 */

/** `from` is in it, `to` is not; at most two years. `topics`: ids, separated by commas; absent: all that was heard. */
const Period = z.object({ from: Moment, to: Moment, topics: z.string().max(4000).optional() })
export const DashboardQuery = Period.extend({ compare: z.enum(['previous', 'none']).default('previous') })

const Count = z.number().int()
const Felt = z.object({ mentions: Count, negative: Count, neutral: Count, positive: Count, unsure: Count })
/** In [−1, 1]: (positive − negative) ÷ (positive + neutral + negative); null where the feeling of nothing is known. */
const Net = z.number().nullable()
/** In [0, 1]; null where it would be a part of nothing. */
const Share = z.number().nullable()

export const DashboardFigures = Felt.extend({
  net: Net,
  /** Neither passed on nor said before in the same words. */
  originals: Count,
  copies: Count,
  /** Questions, and people who want to buy. */
  interested: Count,
  interestedShare: Share,
  /** People told apart by their network; `newAuthors` never spoke of the brand before. */
  authors: Count,
  newAuthors: Count,
  /** How many it could have reached, each mention for itself; those of which nothing is told count as none. */
  reach: z.number(),
})
const Step = Felt.extend({ from: Moment, to: Moment, net: Net, copies: Count, newAuthors: Count })
export const topicKindNames = ['brand', 'person', 'competitor', 'topic'] as const
const Topic = Felt.extend({
  id: z.string(),
  name: z.string(),
  kind: z.enum(topicKindNames),
  net: Net,
  /** By step of the period. */
  steps: z.array(Count),
  /** Of the mentions of all topics that are a brand or a competitor, each counted in its own; null for other topics. */
  voice: Share,
  /** Of all that the sources of the brand told in the period; null where they told nothing. */
  relevance: Share,
  previous: z.object({ mentions: Count, voice: Share }).nullable(),
})
const Told = Felt.extend({ net: Net })
const Source = Told.extend({
  network: z.string().nullable(),
  site: z.string(),
  reach: z.number(),
  /** Σ log10(10 + reach) of what spoke well or badly there: how much it moves the name of the brand. */
  weight: z.number(),
  weightShare: Share,
})
/** `key` null: not told. */
const Slice = Told.extend({ key: z.string().nullable() })
export const DashboardAuthor = Told.extend({
  key: z.string(),
  handle: z.string(),
  name: z.string().nullable(),
  url: z.string().nullable(),
  network: z.string().nullable(),
  followers: Count.nullable(),
  reach: z.number(),
})
/** Of the sample; `score`: Dunning's log-likelihood ratio, 10.83 and more would come about by chance once in a thousand. */
const Rising = z.object({ word: z.string(), count: Count, before: Count, score: z.number() })

export const Dashboard = z.object({
  period: z.object({ from: Moment, to: Moment, zone: z.string(), step: z.enum(['hour', 'day', 'week']) }),
  previous: z.object({ from: Moment, to: Moment, all: DashboardFigures }).nullable(),
  all: DashboardFigures,
  steps: z.array(Step),
  topics: z.array(Topic),
  /** Posts that the sources of the brand told in the period, whether they concerned it or not. */
  heard: Count,
  sources: z.object({ items: z.array(Source), count: Count }),
  languages: z.array(Slice),
  countries: z.array(Slice),
  /** Monday first, from midnight on, by the brand's clock. */
  hours: z.array(z.array(Count)),
  authors: z.object({
    leaders: z.array(DashboardAuthor),
    advocates: z.array(DashboardAuthor),
    critics: z.array(DashboardAuthor),
  }),
  /** Counted in evenly drawn samples of this period and of the one before. */
  rising: z.object({ words: z.array(Rising), tags: z.array(Rising), sample: Count, sampleBefore: Count }),
})

export const KeepBaseline = Period.extend({ name: z.string().trim().min(1).max(120) })
export const Baseline = z.object({
  id: Id,
  name: z.string(),
  from: Moment,
  to: Moment,
  topics: z.array(z.string()),
  madeAt: Moment,
  /** Of its period, as they were counted when it was kept. */
  all: DashboardFigures,
})
export const Baselines = z.object({ items: z.array(Baseline) })
export const BaselineRepeatQuery = z.object({ from: Moment, to: Moment })
const Pair = z.object({
  baseline: z.number().nullable(),
  now: z.number().nullable(),
  difference: z.number().nullable(),
})
/** Counts are of a day on average, since the two periods can differ in length; shares and `net` are as they are. */
export const BaselineRepeat = z.object({
  baseline: Baseline,
  now: z.object({ from: Moment, to: Moment, all: DashboardFigures }),
  rows: z.array(Pair.extend({ what: z.string(), isDaily: z.boolean() })),
  topics: z.array(
    z.object({ id: z.string(), name: z.string(), kind: z.enum(topicKindNames), daily: Pair, voice: Pair, net: Pair }),
  ),
})
