import { z } from 'zod'
import { ConversationState, InteractionKind, Tone } from '../inbox/api.ts'
import { Id, Moment, PageQuery } from '../team/api.ts'

/**
 * Moderation: what is done by itself with what people say. Rules are judged in their order; each hit is kept and can be undone.
 *
 *   GET    /api/brands/:brandId/rules                        in their order, with how often each hit
 *   POST   /api/brands/:brandId/rules                        409 `rules.hitsMost` until `confirmed`, when it would hit more than half
 *   PATCH  /api/brands/:brandId/rules/:ruleId                makes a new version; the same question
 *   DELETE /api/brands/:brandId/rules/:ruleId
 *   PUT    /api/brands/:brandId/rules/order                  all ids, first judged first
 *   GET    /api/brands/:brandId/rules/:ruleId/versions       what it said before
 *   GET    /api/brands/:brandId/rule-hits?rule=&after=       what was done, newest first
 *   POST   /api/brands/:brandId/rule-hits/:hitId/undo
 *   POST   /api/brands/:brandId/rules/:ruleId/undo { since } every hit of a rule since then
 *   POST   /api/brands/:brandId/dry-runs                     judges the past by a rule, saved or not
 *   GET    /api/brands/:brandId/dry-runs/:runId · POST …/cancel
 *   GET    /api/brands/:brandId/stop-words · PUT …/:language  the packs as the brand has them
 *   POST   /api/brands/:brandId/stop-words/try               what is found in a text
 *   POST   /api/brands/:brandId/interactions/:interactionId/spam   teaches: it is spam, or it is not
 */

export const languages = ['en', 'bg', 'uk', 'sv', 'cs', 'pl', 'ru'] as const
export const PackLanguage = z.enum(languages)
export const categories = ['insult', 'profanity', 'hate', 'scam', 'adult', 'spam'] as const
export const WordCategory = z.enum(categories)

const Word = z.string().trim().min(1).max(60)
const Words = z.array(Word).max(2_000)
const Minutes = z.number().int().min(1).max(1_440)
/** `22:30`; `24:00` is the end of the day. */
const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'rules.badTime')
const Count = z.number().int().min(0).max(1_000_000_000)

const is = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.object({ kind: z.literal(kind), not: z.boolean().default(false), ...shape })

/** One thing that is so, or with `not` is not so. */
export const Condition = z.discriminatedUnion('kind', [
  is('stopWords', { categories: z.array(z.union([WordCategory, z.literal('own')])).max(7) }),
  /** `masked`: also spelled with other letters, gaps and signs. */
  is('words', { words: Words.min(1), masked: z.boolean().default(true) }),
  /** `others`: links to anywhere but `domains`; `these`: to one of them. */
  is('links', {
    to: z.enum(['any', 'these', 'others']),
    domains: z.array(z.string().trim().min(1).max(253)).max(200).default([]),
  }),
  is('emojiOnly', {}),
  is('empty', {}),
  /** At least so large a part of its letters is capital, of at least ten letters. */
  is('capitals', { percent: z.number().int().min(1).max(100) }),
  /** In characters as people count them. */
  is('length', { least: Count.nullable(), most: Count.nullable() }),
  /** `unknown`: none of the seven, or too short to tell. */
  is('language', {
    languages: z
      .array(z.union([PackLanguage, z.literal('unknown')]))
      .min(1)
      .max(8),
  }),
  is('author', { handles: z.array(Word).min(1).max(500) }),
  is('bot', {}),
  /** First heard of at most so many days before. */
  is('newcomer', { days: z.number().int().min(0).max(3_650) }),
  is('tag', { tags: z.array(Word).min(1).max(50) }),
  /** False for a bound where the network does not tell. */
  is('followers', { least: Count.nullable(), most: Count.nullable() }),
  is('rating', { least: z.number().min(0).max(10).nullable(), most: z.number().min(0).max(10).nullable() }),
  is('interaction', { kinds: z.array(InteractionKind).min(1).max(8) }),
  is('network', { networks: z.array(z.string().min(1).max(40)).min(1).max(60) }),
  is('account', { accountIds: z.array(Id).min(1).max(500) }),
  is('tone', { tones: z.array(Tone).min(1).max(3) }),
  /** In the brand's zone; `from` after `to` reaches over midnight. Weekdays: 1 Monday to 7 Sunday. */
  is('time', { days: z.array(z.number().int().min(1).max(7)).min(1).max(7), from: WallTime, to: WallTime }),
  /** Within the business hours of the account. */
  is('open', {}),
  is('rubric', { rubricIds: z.array(Id).min(1).max(100) }),
  /** 0 to 100, as learnt by the brand's corrections. */
  is('spam', { least: z.number().int().min(1).max(100) }),
  /** So many within the minutes: by one author, or alike by anybody. */
  is('flood', { what: z.enum(['author', 'alike']), count: z.number().int().min(2).max(1_000), minutes: Minutes }),
])
export const Match = z.object({ all: z.boolean(), conditions: z.array(Condition).max(50) })

export const Action = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('label'), labels: z.array(z.string().trim().min(1).max(60)).min(1).max(10) }),
  z.object({ kind: z.literal('assign'), userId: z.string().min(1).max(100) }),
  z.object({ kind: z.literal('priority'), priority: z.number().int().min(0).max(3) }),
  z.object({ kind: z.literal('state'), state: ConversationState.exclude(['open', 'snoozed']) }),
  z.object({ kind: z.literal('snooze'), hours: z.number().int().min(1).max(2_160) }),
  z.object({ kind: z.literal('tone'), tone: Tone }),
  ...(['hide', 'delete', 'block', 'mute', 'like'] as const).map((kind) => z.object({ kind: z.literal(kind) })),
  z.object({ kind: z.literal('reply'), text: z.string().trim().min(1).max(5_000) }),
  z.object({ kind: z.literal('notify'), userIds: z.array(z.string().min(1).max(100)).min(1).max(50) }),
])

export const RuleSaid = z.object({
  name: z.string().trim().min(1).max(120),
  match: Match,
  actions: z.array(Action).max(20),
})
export const MakeRule = RuleSaid.extend({
  isOn: z.boolean().default(true),
  /** Rules after it are not judged when it hits. */
  stops: z.boolean().default(false),
  /** "Yes, it may hit so many." */
  confirmed: z.boolean().default(false),
})
export const ChangeRule = RuleSaid.extend({ isOn: z.boolean(), stops: z.boolean(), confirmed: z.boolean() }).partial()
export const Rule = RuleSaid.extend({
  id: Id,
  isOn: z.boolean(),
  stops: z.boolean(),
  version: z.number().int(),
  changedAt: Moment,
  changedBy: z.string().nullable(),
  hits: z.number().int(),
  undone: z.number().int(),
  lastHitAt: Moment.nullable(),
})
export const Rules = z.object({ items: z.array(Rule) })
export const RuleOrder = z.object({ ruleIds: z.array(Id).max(500) })
export const RuleVersions = z.object({
  items: z.array(RuleSaid.extend({ version: z.number().int(), at: Moment, by: z.string().nullable() })),
})

/** Where in the text something was found, in UTF-16 units. */
export const Place = z.object({ from: z.number().int(), to: z.number().int() })
export const ActionDone = z.object({
  kind: z.string(),
  /** `waits`: asked of the network; `undoing`: so is taking it back. */
  state: z.enum(['done', 'waits', 'failed', 'undone', 'kept']),
  /** For people: what was done, or why not, or why it cannot be undone. */
  text: z.string(),
})
export const Hit = z.object({
  id: Id,
  ruleId: Id,
  ruleName: z.string(),
  version: z.number().int(),
  at: Moment,
  conversationId: Id,
  interactionId: Id,
  author: z.string(),
  text: z.string(),
  places: z.array(Place),
  actions: z.array(ActionDone),
  undone: z.object({ at: Moment, by: z.string().nullable() }).nullable(),
})
export const HitPage = z.object({ items: z.array(Hit), next: z.string().nullable() })
export const HitsQuery = PageQuery.extend({ rule: Id.optional() })
export const UndoSince = z.object({ since: Moment, after: z.string().max(100).default('') })
/** A hundred at a time: `next` is what to hand back as `after` for more, null when all are done. */
export const Undone = z.object({ undone: z.number().int(), kept: z.number().int(), next: z.string().nullable() })

export const StartDryRun = RuleSaid.pick({ match: true }).extend({
  most: z.number().int().min(1).max(100_000).default(10_000),
})
export const Sample = z.object({
  interactionId: Id,
  conversationId: Id.nullable(),
  at: Moment,
  author: z.string(),
  network: z.string(),
  text: z.string(),
  places: z.array(Place),
})
export const DryRun = z.object({
  id: Id,
  state: z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']),
  /** How many of what was said are to be judged, were judged and were hit. */
  of: z.number().int(),
  judged: z.number().int(),
  hit: z.number().int(),
  /** Newest first. */
  hitSamples: z.array(Sample),
  keptSamples: z.array(Sample),
  oldestAt: Moment.nullable(),
})

export const StopWordPack = z.object({
  language: PackLanguage,
  categories: z.array(WordCategory),
  added: Words,
  removed: Words,
})
export const StopWordPacks = z.object({
  items: z.array(StopWordPack.extend({ pack: z.record(WordCategory, z.array(z.string())) })),
})
export const ChangeStopWords = StopWordPack.omit({ language: true })
export const TryWords = z.object({ text: z.string().max(10_000) })
export const FoundWords = z.object({
  language: PackLanguage.nullable(),
  items: z.array(
    Place.extend({ word: z.string(), language: PackLanguage, category: z.union([WordCategory, z.literal('own')]) }),
  ),
})
export const TeachSpam = z.object({ isSpam: z.boolean() })
export const SpamScore = z.object({
  score: z.number().int(),
  learnt: z.object({ spam: z.number().int(), honest: z.number().int() }),
})
