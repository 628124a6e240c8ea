import { z } from 'zod'
import { ConversationBrief, Tone } from '../inbox/api.ts'
import { PublicationState } from '../publishing/api.ts'
import { Language, MakeForward, MeasuresQuery, NewForward, ServiceMeasures } from '../support/api.ts'
import { Id, Moment } from '../team/api.ts'

/**
 * The brand's name: problems worked as cases, the mode for a crisis, figures, those who speak for and against, ready words.
 *
 *   GET/POST  /api/brands/:brandId/cases?status=&q=            · GET/PATCH …/cases/:caseId
 *   POST      …/cases/:caseId/conversations { conversationIds } · DELETE …/conversations/:conversationId
 *   POST      …/cases/:caseId/pages · DELETE …/pages/:pageId
 *   POST      …/cases/:caseId/statements · POST …/statements/:statementId/approve · …/answers { conversationIds }
 *   POST      …/cases/:caseId/placements · …/experts · PATCH …/experts/:expertId
 *   POST      …/cases/:caseId/won-back · DELETE …/won-back/:personId
 *   GET       /api/brands/:brandId/conversations/:conversationId/cases   where it could be added, and where it is
 *   GET       /api/crises                                                those that stand, of all brands one may see
 *   GET/POST  /api/brands/:brandId/crises · GET …/crises/:crisisId
 *   PUT       …/crises/:crisisId/case { caseId }
 *   POST      …/crises/:crisisId/pause · …/resume · …/acknowledge · …/end
 *   GET       …/crises/:crisisId/hours                                   its timeline, hour by hour
 *   GET/PUT   /api/brands/:brandId/crisis-chain
 *   GET       /api/brands/:brandId/reputation?from=&to=&by=              figures; see `Reputation`
 *   GET       /api/brands/:brandId/reputation/advocates · …/critics
 *   GET/POST  /api/brands/:brandId/advocate-invitations · PATCH …/:invitationId
 *   GET/POST  /api/brands/:brandId/bank?q=&kind= · PATCH/DELETE …/bank/:itemId · POST …/bank/:itemId/use
 */

const Line = z.string().trim().min(1).max(200)
const Words = z.string().trim().min(1).max(10_000)
const Note = z.string().trim().max(4000)
/** Kept and shown, never fetched. */
const WebAddress = z.url({ protocol: /^https?$/, error: 'reputation.badAddress' }).max(2048)
const Coworker = z.object({ id: z.string(), name: z.string() })

export const caseStatuses = ['open', 'working', 'statement-out', 'solved', 'lost'] as const
export const CaseStatus = z.enum(caseStatuses)
/** 1 a murmur, 2 a complaint that spreads, 3 harms the brand, 4 threatens it. */
export const Severity = z.number().int().min(1).max(4)
export const PlacementKind = z.enum(['reply', 'post', 'page'])
/** What readers are told of who speaks: the brand itself, one of its people, a partner, somebody paid, somebody given a sample. */
export const disclosures = ['own', 'employee', 'partner', 'paid', 'sample'] as const
export const Disclosure = z.enum(disclosures)

export const MakeCase = z.object({
  title: Line,
  problem: Note.default(''),
  severity: Severity.default(2),
  ownerId: z.string().max(100).nullable().default(null),
  deadline: Moment.nullable().default(null),
  conversationIds: z.array(Id).max(500).default([]),
})
export const ChangeCase = z
  .object({
    title: Line,
    problem: Note,
    severity: Severity,
    ownerId: z.string().max(100).nullable(),
    deadline: Moment.nullable(),
    status: CaseStatus,
    outcome: Note,
  })
  .partial()
export const CasesQuery = z.object({ status: z.enum(['standing', 'ended', 'all']).default('standing') })
export const AddConversations = z.object({ conversationIds: z.array(Id).min(1).max(500) })
export const AddPage = z.object({
  url: WebAddress,
  quote: Words,
  author: z.string().trim().max(200).default(''),
  tone: Tone,
  seenAt: Moment.optional(),
  mediaId: Id.nullable().default(null),
})
export const WriteStatement = z.object({ text: Words, language: Language })
export const AnswerWithStatement = z.object({ conversationIds: z.array(Id).min(1).max(100) })
export const AddPlacement = z.object({
  statementId: Id.nullable().default(null),
  kind: PlacementKind,
  conversationId: Id.nullable().default(null),
  postId: Id.nullable().default(null),
  url: WebAddress.nullable().default(null),
  disclosure: Disclosure,
  note: Note.default(''),
})
export const AskExpert = MakeForward
export const AnswerExpert = z.object({ answer: Words })
export const MarkWonBack = z.object({ personId: Id, reason: z.string().trim().min(1).max(1000) })

export const CaseBrief = z.object({
  id: Id,
  title: z.string(),
  severity: Severity,
  status: CaseStatus,
  owner: Coworker.nullable(),
  deadline: Moment.nullable(),
  isLate: z.boolean(),
  conversations: z.number().int(),
  pages: z.number().int(),
  negative: z.number().int(),
  madeAt: Moment,
  changedAt: Moment,
})
export const CasesAnswer = z.object({ items: z.array(CaseBrief) })
const Page = z.object({
  ...{ id: Id, url: z.string(), quote: z.string(), author: z.string(), tone: Tone, seenAt: Moment },
  ...{ mediaId: Id.nullable(), addedBy: Coworker, addedAt: Moment },
})
const Statement = z.object({
  ...{ id: Id, version: z.number().int(), language: z.string(), text: z.string(), by: Coworker, at: Moment },
  ...{ approvedBy: Coworker.nullable(), approvedAt: Moment.nullable() },
})
const Placement = z.object({
  ...{ id: Id, statementId: Id.nullable(), kind: PlacementKind, conversationId: Id.nullable(), postId: Id.nullable() },
  ...{ url: z.string().nullable(), disclosure: Disclosure, note: z.string(), by: Coworker, at: Moment },
})
const Expert = z.object({
  ...{ id: Id, name: z.string(), question: z.string(), answer: z.string().nullable() },
  ...{ askedBy: Coworker, askedAt: Moment, answeredAt: Moment.nullable() },
  /** Their question by mail; none where it was asked otherwise. */
  forward: z
    .object({ id: Id, state: z.enum(['waiting', 'answered', 'closed']), openedAt: Moment.nullable() })
    .nullable(),
})
const Value = z.union([z.string(), z.number()]).nullable()
/** A field that became another; both null where it is long and was rewritten. Owners are told by their names. */
export const Change = z.object({ field: z.string(), from: Value, to: Value })
/** `seen`: spoke ill in a conversation of the case, and well in one afterwards, which is named; `marked`: by a person. */
const WonBack = z.object({
  ...{ personId: Id, name: z.string(), how: z.enum(['seen', 'marked']), reason: z.string() },
  ...{ conversationId: Id.nullable(), by: Coworker.nullable(), at: Moment },
})
export const Case = CaseBrief.extend({
  problem: z.string(),
  outcome: z.string(),
  madeBy: Coworker,
  closedAt: Moment.nullable(),
  gathered: z.array(
    ConversationBrief.pick({ id: true, network: true, kind: true, author: true, excerpt: true }).extend({
      ...{ personId: Id.nullable(), tone: Tone.nullable(), state: z.string(), lastAt: Moment, isAnswered: z.boolean() },
    }),
  ),
  captured: z.array(Page),
  statements: z.array(Statement),
  placements: z.array(Placement),
  experts: z.array(Expert),
  wonBack: z.array(WonBack),
  /** For people, whole; what was changed stands beside the text. */
  log: z.array(z.object({ id: Id, at: Moment, by: Coworker.nullable(), text: z.string(), changes: z.array(Change) })),
  may: z.object({ gather: z.boolean(), change: z.boolean(), approve: z.boolean() }),
})
/** `left`: those that were not answered, and why. */
export const AnsweredWith = Case.extend({ left: z.array(z.object({ conversationId: Id, why: z.string() })) })
/** Where the desk sends no mail, the link is given by hand. It is told once. */
export const AskedExpert = Case.extend({ sent: NewForward.pick({ link: true, mailed: true }) })
export const CasesOfConversation = z.object({
  items: z.array(CaseBrief.extend({ isIn: z.boolean() })),
  may: z.object({ gather: z.boolean(), make: z.boolean() }),
})

export const BeginCrisis = z.object({
  reason: z.string().trim().min(1).max(1000),
  caseId: Id.nullable().default(null),
  pausePosts: z.boolean().default(true),
})
export const CrisisCase = z.object({ caseId: Id })
export const EndCrisis = z.object({ reason: z.string().trim().min(1).max(1000) })
export const HeldPost = z.object({
  ...{ id: Id, postId: Id, accountId: Id, account: z.string(), network: z.string(), title: z.string() },
  ...{ excerpt: z.string(), wall: z.string(), zone: z.string(), dueAt: Moment, state: PublicationState },
  /** Is it held now? */
  held: z.boolean(),
  hasPassed: z.boolean(),
  decision: z.enum(['gone-on', 'moved', 'cancelled']).nullable(),
})
const Wall = z.string().regex(/^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/)
/** What becomes of single ones, and of all the others: they stay held unless something is said. */
export const ResumePosts = z.object({
  decisions: z
    .array(
      z.discriminatedUnion('do', [
        z.object({ publicationId: Id, do: z.literal('go') }),
        z.object({ publicationId: Id, do: z.literal('move'), wall: Wall, zone: z.string().max(60) }),
        z.object({ publicationId: Id, do: z.literal('cancel') }),
      ]),
    )
    .max(5000)
    .default([]),
  /** `tomorrow`: at the same time of day on the next day that still has it ahead. */
  ahead: z.enum(['go', 'cancel', 'keep']).default('keep'),
  passed: z.enum(['now', 'tomorrow', 'cancel', 'keep']).default('keep'),
})
const Told = z.object({
  ...{ place: z.number().int(), person: Coworker, waitMinutes: z.number().int() },
  ...{ tellAt: Moment.nullable(), toldAt: Moment.nullable(), acknowledgedAt: Moment.nullable() },
})
export const CrisisBrief = z.object({
  ...{
    id: Id,
    brandId: Id,
    brand: z.string(),
    reason: z.string(),
    caseId: Id.nullable(),
    begunBy: Coworker,
    begunAt: Moment,
  },
  ...{ endedBy: Coworker.nullable(), endedAt: Moment.nullable(), ending: z.string().nullable() },
  postsHeld: z.number().int(),
  /** Must the caller say that they have heard? */
  awaitsMe: z.boolean(),
})
export const Crises = z.object({ items: z.array(CrisisBrief) })
export const Crisis = CrisisBrief.extend({
  chain: z.array(Told),
  posts: z.array(HeldPost),
  isPaused: z.boolean(),
  log: z.array(z.object({ id: Id, at: Moment, by: Coworker.nullable(), text: z.string() })),
  may: z.object({ steer: z.boolean() }),
})
/** From the hour before it began; after its end, as long again, at most a week, to see it recover. */
export const CrisisHours = z.object({
  /** Hours wide, one in crises of up to two days. */
  step: z.number().int(),
  items: z.array(
    z.object({
      at: Moment,
      ...{
        negative: z.number().int(),
        neutral: z.number().int(),
        positive: z.number().int(),
        untold: z.number().int(),
      },
      /** By people; automated ones are not counted. */
      answers: z.number().int(),
      index: z.number().nullable(),
      done: z.array(z.string()),
      isAfter: z.boolean(),
    }),
  ),
})
export const CrisisChain = z.object({
  items: z.array(z.object({ userId: z.string().max(100), waitMinutes: z.number().int().min(1).max(1440) })).max(20),
})

/** How many conversations spoke so; `weight…` by reach, each 1 + log10(1 + followers of who began it). */
const Figures = z.object({
  ...{ positive: z.number().int(), neutral: z.number().int(), negative: z.number().int(), untold: z.number().int() },
  ...{ weightPositive: z.number(), weightNegative: z.number(), weightAll: z.number() },
  index: z.number().nullable(),
  weighted: z.number().nullable(),
  answered: z.number().int(),
  asked: z.number().int(),
})
export const ReputationBy = z.enum(['week', 'network', 'topic'])
export const ReputationQuery = MeasuresQuery.omit({ by: true }).extend({ by: ReputationBy.default('week') })
export const Reputation = z.object({
  all: Figures,
  /** `key`: the Monday of a week on the brand's clock, a network, a label; '' for those without a label. */
  groups: z.array(Figures.extend({ key: z.string(), from: Moment, to: Moment })),
  reaction: ServiceMeasures.shape.all.shape.first,
  /** What was taken out of sight in the period, by people of the brand and by its rules. */
  removed: z.object({
    ...{ deleted: z.number().int(), hidden: z.number().int(), blocked: z.number().int(), byRules: z.number().int() },
    undone: z.number().int(),
  }),
})

export const invitationStates = ['to-ask', 'asked', 'agreed', 'declined', 'dropped'] as const
export const InvitationState = z.enum(invitationStates)
const Speaker = z.object({
  ...{ personId: Id, name: z.string(), avatarUrl: z.string().nullable(), networks: z.array(z.string()) },
  ...{
    followers: z.number().nullable(),
    positive: z.number().int(),
    negative: z.number().int(),
    all: z.number().int(),
  },
  ...{ weeks: z.number().int(), lastAt: Moment, score: z.number(), topics: z.array(z.string()), excerpt: z.string() },
})
export const Advocates = z.object({
  items: z.array(Speaker.extend({ invitation: z.object({ id: Id, state: InvitationState }).nullable() })),
})
export const Critics = z.object({
  items: z.array(
    Speaker.extend({
      ...{ answered: z.number().int(), hidden: z.number().int(), waiting: z.number().int() },
      cases: z.array(z.object({ id: Id, title: z.string() })),
    }),
  ),
})
const Day = z.iso.date()
export const MakeInvitation = z.object({ personId: Id, note: Note.default(''), dueOn: Day.nullable().default(null) })
export const ChangeInvitation = z.object({ state: InvitationState, note: Note, dueOn: Day.nullable() }).partial()
export const Invitation = z.object({
  ...{ id: Id, personId: Id, name: z.string(), state: InvitationState, note: z.string(), dueOn: z.string().nullable() },
  ...{ isLate: z.boolean(), by: Coworker, at: Moment },
  log: z.array(z.object({ at: Moment, by: Coworker, state: InvitationState, note: z.string() })),
})
export const Invitations = z.object({ items: z.array(Invitation) })

export const bankKinds = ['statement', 'expert-answer', 'fact'] as const
export const BankKind = z.enum(bankKinds)
const Texts = z.record(Language, Words).refine((texts) => Object.keys(texts).length > 0, 'support.noText')
export const BankItemSettings = z.object({
  kind: BankKind,
  title: Line,
  texts: Texts,
  source: z.string().trim().max(500).default(''),
  sourceUrl: WebAddress.nullable().default(null),
  caseId: Id.nullable().default(null),
})
export const BankItem = BankItemSettings.extend({
  ...{ id: Id, source: z.string(), sourceUrl: z.string().nullable(), caseId: Id.nullable() },
  ...{ used: z.number().int(), usedAt: Moment.nullable(), changedBy: Coworker, changedAt: Moment },
})
export const BankItems = z.object({ items: z.array(BankItem) })
export const BankQuery = z.object({ q: z.string().trim().max(200).optional(), kind: BankKind.optional() })
export const UseBankItem = z.object({ conversationId: Id, language: Language.optional() })
export const UsedBankItem = z.object({ text: z.string(), language: z.string() })
