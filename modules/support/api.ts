import { z } from 'zod'
import { ConversationKind } from '../inbox/api.ts'
import { Id, Moment, Zone } from '../team/api.ts'

/**
 * Working together and time: what helps to answer well, by when, and who is told.
 *
 *   GET/PUT /api/brands/:brandId/business-hours · …/service-levels            replaced as a whole
 *   GET     /api/brands/:brandId/service-measures?from=&to=&by=               see `ServiceMeasures`
 *   GET/POST …/labels · PATCH/DELETE …/labels/:labelId · PUT …/labels/order
 *   GET/POST …/saved-replies?q= · PATCH/DELETE …/saved-replies/:savedReplyId
 *   POST    …/saved-replies/:savedReplyId/fill { conversationId, language? }  the text for this conversation; counts as used
 *   GET/POST …/macros · PATCH/DELETE …/macros/:macroId
 *   POST    …/macros/:macroId/run { conversationId } · POST …/macro-runs/:macroRunId/undo
 *   GET/POST …/articles · GET/PATCH/DELETE …/articles/:articleId · PUT/DELETE …/articles/:articleId/versions/:language
 *   GET     …/article-suggestions?q=&language=                               while typing
 *   GET     /help/:brandId · /help/:brandId/:slug?lang=                       for everybody, as plain pages
 *   GET/POST …/experts · PATCH/DELETE …/experts/:expertId
 *   GET/POST …/conversations/:conversationId/forwards · POST …/forwards/:forwardId/remind · …/close
 *   GET/POST /api/asked/:token                                               what an expert sees and answers (public)
 *   GET/PUT …/alert-choices                                                  one's own
 *   GET/POST …/alert-channels · PATCH/DELETE …/alert-channels/:channelId · POST …/alert-channels/:channelId/try
 *   GET     /api/alert-carriers                                              networks that carry alerts, and what they ask for
 *   GET/PUT …/duty · POST/DELETE …/duty/turns(/:turnId)
 *   GET     /api/alerts/fresh                                                what one was just told, for sound
 *   GET/POST/DELETE /api/push                                                browser push
 */

const Wall = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'support.badTime')
const WallOrEnd = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'support.badTime')
const Name = z.string().trim().min(1).max(80)
const Color = z.string().regex(/^#[0-9a-f]{6}$/i)
const LabelName = z.string().trim().min(1).max(60)
const Accounts = z.array(Id).max(200)
/** BCP 47, as short as it can be. */
export const Language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'support.badLanguage')
  .max(35)

export const OpenInterval = z
  .object({ from: Wall, to: WallOrEnd })
  .refine(({ from, to }) => from < to, { error: 'support.endsBeforeItBegins', path: ['to'] })
const OpenIntervals = z.array(OpenInterval).max(6)
export const Holiday = z.object({ date: z.iso.date(), name: z.string().trim().max(80), open: OpenIntervals })
export const Schedule = z.object({
  id: Id.optional(),
  name: Name,
  zone: Zone,
  /** Monday first. */
  week: z.array(OpenIntervals).length(7),
  holidays: z.array(Holiday).max(400),
  /** Those it is for; the one without any is for all the others. */
  accountIds: Accounts,
})
export const ReplaceSchedules = z.object({ schedules: z.array(Schedule).max(50) })
export const Schedules = z.object({ items: z.array(Schedule.extend({ id: Id })) })

const Minutes = z.number().int().min(1).max(129_600)
export const ServiceLevelSettings = z.object({
  id: Id.optional(),
  name: Name,
  kinds: z.array(ConversationKind).max(4),
  labels: z.array(LabelName).max(30),
  priorities: z.array(z.number().int().min(0).max(3)).max(4),
  accountIds: Accounts,
  firstMinutes: Minutes.nullable(),
  nextMinutes: Minutes.nullable(),
  resolutionMinutes: Minutes.nullable(),
  time: z.enum(['business', 'raw']),
  warnMinutes: z.number().int().min(0).max(10_080),
  enabled: z.boolean(),
})
export const ReplaceServiceLevels = z.object({ levels: z.array(ServiceLevelSettings).max(50) })
export const ServiceLevels = z.object({ items: z.array(ServiceLevelSettings.extend({ id: Id })) })

/**
 * Of those waits that ended with an answer (for `resolution`: with the conversation being finished) in the period:
 * `median` and `p90` are the 0.5 and 0.9 quantiles, between two of them in a straight line; `withinShare` is how many of
 * those that had something promised ended no later than that, ÷ all of these. Milliseconds; null where nothing is measured.
 */
export const Measure = z.object({
  count: z.number().int(),
  raw: z.object({ median: z.number().nullable(), p90: z.number().nullable() }),
  business: z.object({ median: z.number().nullable(), p90: z.number().nullable() }),
  promised: z.number().int(),
  within: z.number().int(),
  withinShare: z.number().nullable(),
})
const Measures = z.object({ first: Measure, next: Measure, resolution: Measure })
export const MeasureBy = z.enum(['day', 'week', 'person', 'account', 'network', 'kind', 'label', 'priority'])
/** Of what: labels and priorities as conversations have them now. `person` '' is whoever answers outside the desk. */
export const MeasuresOf = z.object({
  label: LabelName.optional(),
  priority: z.coerce.number().int().min(0).max(3).optional(),
  person: z.string().max(100).optional(),
  account: Id.optional(),
  network: z.string().max(60).optional(),
  kind: z.enum(['message', 'comment', 'mention', 'review']).optional(),
})
export const MeasuresQuery = MeasuresOf.extend({ from: Moment, to: Moment, by: MeasureBy.default('day') })
export const ServiceMeasures = z.object({
  all: Measures,
  /**
   * `key`: a day or the Monday of a week on the brand's clock, an id, a label, a priority; '' for what was answered outside the desk,
   * and for what has no label.
   */
  groups: z.array(Measures.extend({ key: z.string(), name: z.string().nullable() })),
  /** Now: how many wait, how many of them too long already, and will within the hour. */
  now: z.object({ waiting: z.number().int(), late: z.number().int(), soon: z.number().int() }),
})

export const LabelSettings = z.object({ name: LabelName, color: Color })
export const Label = LabelSettings.extend({ id: Id })
export const Labels = z.object({ items: z.array(Label) })
/** `everywhere`: from all conversations too, which otherwise keep its word. */
export const RemoveLabelQuery = z.object({ everywhere: z.stringbool().default(false) })
export const LabelOrder = z.object({ ids: z.array(Id).max(500) })

const Texts = z
  .record(Language, z.string().trim().min(1).max(5000))
  .refine((texts) => Object.keys(texts).length > 0, 'support.noText')
export const SavedReplySettings = z.object({
  name: Name,
  /** Typed after a slash to put it in. */
  shortcut: z
    .string()
    .regex(/^[\p{L}\p{N}_-]{1,30}$/u, 'support.badShortcut')
    .nullable()
    .default(null),
  texts: Texts,
  /** Put on the conversation that it answers. */
  labels: z.array(LabelName).max(10).default([]),
})
export const SavedReply = SavedReplySettings.extend({
  id: Id,
  shortcut: z.string().nullable(),
  labels: z.array(z.string()),
  used: z.number().int(),
  usedAt: Moment.nullable(),
  changedBy: z.string(),
  changedAt: Moment,
})
export const SavedReplies = z.object({ items: z.array(SavedReply) })
export const SavedRepliesQuery = z.object({ q: z.string().trim().max(200).optional() })
export const FillReply = z.object({ conversationId: Id, language: Language.optional() })
export const FilledReply = z.object({
  text: z.string(),
  language: z.string(),
  /** Variables nothing is known for here. */
  missing: z.array(z.string()),
  labels: z.array(z.string()),
})

export const MacroAct = z.discriminatedUnion('do', [
  z.object({ do: z.literal('reply'), savedReplyId: Id }),
  z.object({ do: z.literal('label'), add: z.array(LabelName).max(10), remove: z.array(LabelName).max(10) }),
  /** `me`, `nobody`, or a person. */
  z.object({ do: z.literal('assign'), to: z.string().min(1).max(100) }),
  z.object({ do: z.literal('state'), state: z.enum(['open', 'done', 'spam']) }),
  z.object({ do: z.literal('snooze'), minutes: z.number().int().min(5).max(129_600) }),
  z.object({ do: z.literal('priority'), priority: z.number().int().min(0).max(3) }),
  z.object({ do: z.literal('note'), text: z.string().trim().min(1).max(2000) }),
])
export const MacroSettings = z.object({ name: Name, acts: z.array(MacroAct).min(1).max(12) })
export const Macro = MacroSettings.extend({ id: Id, used: z.number().int() })
export const Macros = z.object({ items: z.array(Macro) })
export const RunMacro = z.object({ conversationId: Id })
export const MacroRan = z.object({ id: Id, replyId: Id.nullable() })
/** `kept`: what somebody changed since, and was left so. */
export const MacroUndone = z.object({ kept: z.array(z.string()) })

export const ArticleSettings = z.object({
  slug: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'support.badSlug')
    .max(80),
  topic: z.string().trim().max(80).default(''),
})
export const ArticleVersionSettings = z.object({
  title: z.string().trim().min(1).max(160),
  body: z.string().trim().min(1).max(60_000),
  published: z.boolean(),
})
export const ArticleVersion = ArticleVersionSettings.extend({
  language: z.string(),
  changedBy: z.string(),
  changedAt: Moment,
})
export const MakeArticle = ArticleSettings.extend({ language: Language, version: ArticleVersionSettings })
export const Article = ArticleSettings.extend({
  id: Id,
  topic: z.string(),
  used: z.number().int(),
  /** Where everybody reads it; null while no version is published. */
  url: z.string().nullable(),
  versions: z.array(ArticleVersion),
})
export const ArticleBrief = Article.omit({ versions: true }).extend({
  title: z.string(),
  languages: z.array(z.object({ language: z.string(), published: z.boolean() })),
})
export const Articles = z.object({ items: z.array(ArticleBrief), help: z.string() })
export const ArticlesQuery = z.object({ q: z.string().trim().max(200).optional() })
export const SuggestQuery = z.object({ q: z.string().trim().max(2000), language: Language.optional() })
export const Suggestions = z.object({
  items: z.array(
    z.object({
      id: Id,
      title: z.string(),
      language: z.string(),
      /** To be sent as it is. */
      text: z.string(),
      url: z.string(),
    }),
  ),
})

export const ExpertSettings = z.object({
  name: Name,
  email: z.email().max(254),
  topics: z.array(z.string().trim().min(1).max(60)).max(20),
  language: z.enum(['en', 'bg', 'uk', 'sv', 'cs', 'pl']),
})
export const Expert = ExpertSettings.extend({ id: Id, waiting: z.number().int(), answered: z.number().int() })
export const Experts = z.object({ items: z.array(Expert) })

export const MakeForward = z.object({
  expertId: Id,
  question: z.string().trim().min(1).max(5000),
})
export const Forward = z.object({
  id: Id,
  expert: z.object({ id: Id, name: z.string() }),
  askedBy: z.string(),
  question: z.string(),
  state: z.enum(['waiting', 'answered', 'closed']),
  madeAt: Moment,
  expiresAt: Moment,
  openedAt: Moment.nullable(),
  remindedAt: Moment.nullable(),
  answer: z.string().nullable(),
  answeredAt: Moment.nullable(),
})
export const Forwards = z.object({ items: z.array(Forward) })
/** `mailed`: false where the desk cannot send mail; then the link is given by hand. The address is told once. */
export const NewForward = Forward.extend({ link: z.url(), mailed: z.boolean() })
export const Asked = z.object({
  brandName: z.string(),
  brandColor: z.string(),
  zone: z.string(),
  expert: z.string(),
  askedBy: z.string(),
  question: z.string(),
  lines: z.array(z.object({ at: Moment, who: z.string(), own: z.boolean(), text: z.string() })),
  expiresAt: Moment,
  answer: z.string().nullable(),
  answeredAt: Moment.nullable(),
})
export const AnswerAsked = z.object({ text: z.string().trim().min(1).max(20_000) })

export const AlertEvent = z.enum([
  ...(['new', 'silence', 'assigned', 'late-soon', 'mentioned', 'big-voice'] as const),
  ...(['negative', 'spike', 'souring', 'late', 'crisis'] as const),
])
export const AlertWay = z.enum(['desk', 'sound', 'push', 'mail'])
export const QuietHours = z.object({ from: Wall, to: Wall, zone: Zone })
export const AlertChoices = z.object({
  choices: z.partialRecord(AlertEvent, z.array(AlertWay).max(4)),
  quiet: QuietHours.nullable(),
  digestMinutes: z.number().int().min(15).max(1440),
})
export const OwnAlertChoices = AlertChoices.extend({ mail: z.boolean() })

export const AlertCarriers = z.object({
  items: z.array(
    z.object({
      network: z.string(),
      name: z.string(),
      help: z.string(),
      fields: z.array(
        z.object({
          key: z.string(),
          kind: z.enum(['text', 'password', 'url']),
          label: z.string(),
          help: z.string().nullable(),
          placeholder: z.string().nullable(),
          default: z.string().nullable(),
        }),
      ),
    }),
  ),
})
export const AlertChannelSettings = z.object({
  name: Name,
  events: z.array(AlertEvent).min(1).max(AlertEvent.options.length),
  enabled: z.boolean().default(true),
})
const Fields = z.record(z.string().max(60), z.string().max(4000))
export const MakeAlertChannel = AlertChannelSettings.extend({ network: z.string().max(60), fields: Fields })
export const ChangeAlertChannel = z
  .object({ name: Name, events: AlertChannelSettings.shape.events, enabled: z.boolean(), fields: Fields })
  .partial()
export const AlertChannel = AlertChannelSettings.extend({
  id: Id,
  network: z.string(),
  enabled: z.boolean(),
  sentAt: Moment.nullable(),
  failure: z.string().nullable(),
  failedAt: Moment.nullable(),
})
export const AlertChannels = z.object({ items: z.array(AlertChannel) })

const Person = z.object({ id: z.string(), name: z.string() })
export const WeeklyTurn = z.object({
  weekday: z.number().int().min(1).max(7),
  from: Wall,
  to: Wall,
  userId: z.string().max(100),
})
export const ReplaceWeek = z.object({ weekly: z.array(WeeklyTurn).max(300) })
export const MakeTurn = z
  .object({ from: Moment, to: Moment, userId: z.string().max(100) })
  .refine(({ from, to }) => from < to, { error: 'support.endsBeforeItBegins', path: ['to'] })
export const Duty = z.object({
  zone: z.string(),
  /** Who may be put on duty. */
  people: z.array(Person),
  weekly: z.array(WeeklyTurn),
  byHand: z.array(z.object({ id: Id, from: Moment, to: Moment, userId: z.string() })),
  now: z.array(Person),
})

/** Told to the caller within the last minute, the newest first. */
export const FreshAlerts = z.object({
  items: z.array(
    z.object({ id: Id, event: AlertEvent, text: z.string(), href: z.string(), loud: z.boolean(), at: Moment }),
  ),
})
export const PushState = z.object({
  publicKey: z.string(),
  subscriptions: z.array(z.object({ id: Id, agent: z.string(), createdAt: Moment })),
})
export const Subscribe = z.object({
  endpoint: z.url({ protocol: /^https$/ }).max(2000),
  keys: z.object({ p256dh: z.string().min(40).max(200), auth: z.string().min(10).max(100) }),
})
export const Unsubscribe = z.object({ endpoint: z.string().max(2000) })
