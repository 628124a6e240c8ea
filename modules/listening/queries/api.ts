import { z } from 'zod'
import { Id, Moment } from '../../team/api.ts'
import { topicKinds } from '../tables.ts'
import { vendors } from '../translate/vendors.ts'

/**
 * What a brand listens for: topics, each made of queries in the language of `docs/query-language.md`.
 *
 *   GET    /api/brands/:brandId/listening/topics                       in their order, with their queries
 *   POST   /api/brands/:brandId/listening/topics                       with its first queries, if given
 *   PUT    /api/brands/:brandId/listening/topics/order                 all ids
 *   PATCH  /api/brands/:brandId/listening/topics/:topicId              `isOn`: all its queries
 *   DELETE /api/brands/:brandId/listening/topics/:topicId              what its queries found stays
 *   POST   /api/brands/:brandId/listening/topics/:topicId/queries      422 at `text`, with the characters and the mend
 *   PATCH  /api/brands/:brandId/listening/queries/:queryId             409 `listening.queryChanged` unless `version` is the newest
 *   DELETE /api/brands/:brandId/listening/queries/:queryId
 *   GET    /api/brands/:brandId/listening/queries/:queryId/versions    what it said before, and who made it say so
 *   POST   /api/brands/:brandId/listening/queries/:queryId/restore     an older version, as a new one
 *   GET    /api/brands/:brandId/listening/queries/:queryId/difference?from=&to=   what was gained and lost of what is kept
 *   POST   /api/brands/:brandId/listening/preview                      what a query would find, before it is saved
 *   POST   /api/brands/:brandId/listening/translations                 a query of another vendor in our language
 *   GET    /api/brands/:brandId/listening/first-query?kind=&name=      a good first query for a name
 */

export const TopicKind = z.enum(topicKinds)
/** Whose word forms are known. */
export const formLanguages = ['en', 'bg', 'uk', 'ru', 'pl', 'cs', 'sv'] as const
export const FormLanguage = z.enum(formLanguages)

const Name = z.string().trim().min(1).max(120)
/** Longer ones are refused by the query language itself, at the character. */
const QueryText = z.string().max(1_000_000)
const Languages = z.array(FormLanguage).max(formLanguages.length)
const Version = z.number().int().min(1)

export const QuerySaid = z.object({
  name: Name,
  text: QueryText,
  /** Whose word forms are meant; none: of all languages it can be written in. */
  languages: Languages.default([]),
})
export const MakeQuery = QuerySaid.extend({ isOn: z.boolean().default(true) })
export const ChangeQuery = z
  .object({ name: Name, text: QueryText, languages: Languages, isOn: z.boolean(), topicId: Id })
  .partial()
  .extend({
    /** The newest that the caller has seen. */
    version: Version,
  })
export const RestoreQuery = z.object({ version: Version, to: Version })
export const Query = z.object({
  id: Id,
  topicId: Id,
  name: z.string(),
  text: z.string(),
  languages: z.array(FormLanguage),
  version: Version,
  isOn: z.boolean(),
  /** Since when it is listened for without a pause. */
  since: Moment,
  changedAt: Moment,
  changedBy: z.string().nullable(),
  /** Mentions of the last seven days. */
  lately: z.number().int(),
})

export const MakeTopic = z.object({
  kind: TopicKind,
  name: Name,
  queries: z.array(MakeQuery).max(20).default([]),
})
export const ChangeTopic = z.object({ kind: TopicKind, name: Name, isOn: z.boolean() }).partial()
export const Topic = z.object({ id: Id, kind: TopicKind, name: z.string(), queries: z.array(Query) })
export const Topics = z.object({ items: z.array(Topic) })
export const TopicOrder = z.object({ topicIds: z.array(Id).max(500) })

export const QueryVersions = z.object({
  items: z.array(QuerySaid.extend({ version: Version, at: Moment, by: z.string().nullable() })),
})

/** Characters, in UTF-16 units; `to` is behind the last. */
export const Span = z.object({ from: z.number().int(), to: z.number().int() })
/** What to write in place of those characters. */
export const Mend = Span.extend({ text: z.string() })
export const QueryProblem = Span.extend({ code: z.string(), message: z.string(), mend: Mend.nullable() })

export const PastSample = z.object({
  mentionId: Id.nullable(),
  at: Moment,
  author: z.string(),
  network: z.string().nullable(),
  site: z.string(),
  url: z.string().nullable(),
  title: z.string().nullable(),
  titlePlaces: z.array(Span),
  /** Of a long one, the part where it was found. */
  text: z.string(),
  places: z.array(Span),
  isCut: z.boolean(),
  /** Why the query does not hold: the part of it that is not met, or that leaves it out. */
  why: Span.extend({ is: z.enum(['lacks', 'leftOut']) }).nullable(),
})
export const Difference = z.object({
  from: Version,
  gained: z.number().int(),
  lost: z.number().int(),
  gainedSamples: z.array(PastSample),
  lostSamples: z.array(PastSample),
})
/** What was said before, looked at anew. `told`: all that the brand's sources told lately; `kept`: its mentions. */
export const Past = z.object({
  from: z.enum(['told', 'kept']),
  /** So many were looked at, the newest; `isWhole` when these are all there are. */
  of: z.number().int(),
  isWhole: z.boolean(),
  /** Since when is counted what a week brings: a few that are much older are not. */
  oldestAt: Moment.nullable(),
  hit: z.number().int(),
  /** Of what was looked at; null when nothing was. */
  perWeek: z.number().nullable(),
  kept: z.array(PastSample),
  /** Have some of its words, and are not found. */
  nearly: z.number().int(),
  dropped: z.array(PastSample),
})
export const WordForms = Span.extend({
  word: z.string(),
  /** `language` is null where no language known to us has the word's letters. */
  forms: z.array(z.object({ language: FormLanguage.nullable(), forms: z.array(z.string()), more: z.number().int() })),
  /** How else it may be spelled, in the other alphabet, and what adds it to the query. */
  spellings: z.array(z.object({ text: z.string(), mend: Mend })),
})
export const AskPreview = z.object({
  text: QueryText,
  languages: Languages.default([]),
  /** A saved query to compare with, as it is now. */
  queryId: Id.optional(),
})
export const Preview = z.object({
  problems: z.array(QueryProblem),
  /** The query in its normal form; null while it cannot be read. */
  canonical: z.string().nullable(),
  words: z.array(WordForms),
  moreWords: z.number().int(),
  past: Past.nullable(),
  difference: Difference.nullable(),
})
export const DifferenceQuery = z.object({
  from: z.coerce.number().int().min(1),
  to: z.coerce.number().int().min(1),
})
export const QueryDifference = z.object({ past: Past, difference: Difference })

export const AskTranslation = z.object({ text: QueryText, vendor: z.enum(vendors).optional() })
export const Translation = z.object({
  /** Whose it is; null when that has to be asked. */
  vendor: z.enum(vendors).nullable(),
  vendorName: z.string().nullable(),
  /** Empty exactly when there are problems. */
  query: z.string(),
  /** What became of what has no exact equal, at the characters of what was pasted. */
  notes: z.array(
    Span.extend({ code: z.string(), kind: z.enum(['kept', 'approximated', 'dropped']), message: z.string() }),
  ),
  problems: z.array(QueryProblem),
})

export const FirstQueryFor = z.object({ kind: TopicKind, name: Name })
export const FirstQuery = z.object({ text: z.string() })
