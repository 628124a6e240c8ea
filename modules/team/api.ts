import { z } from 'zod'

/**
 * People of a workspace, how they sign in, what they may do, and what asks for their attention.
 *
 *   GET    /api/setup                              what a first visitor needs to know
 *   POST   /api/setup                              makes the owner and the workspace, signs in (only while there is no owner)
 *   POST   /api/session · DELETE /api/session      sign in, sign out (cookie session)
 *   POST   /api/password/forgotten { email } · POST /api/password/reset { token, password }    by mail, when SMTP is set
 *   GET    /api/me · PATCH /api/me · POST /api/me/password
 *   GET    /api/me/sessions · DELETE /api/me/sessions/:sessionId
 *   GET    /api/members · PATCH /api/members/:userId · DELETE /api/members/:userId
 *   GET    /api/invitations · POST /api/invitations · DELETE /api/invitations/:invitationId
 *   GET    /api/invited/:token · POST /api/invited/:token     look at an invitation, accept it (public)
 *   GET    /api/api-keys · POST /api/api-keys · DELETE /api/api-keys/:keyId
 *   GET    /api/notices?after= · POST /api/notices/seen
 *   GET    /api/acts?person=&brand=&after=         the audit trail: owners of the workspace see all, of a brand that brand's
 *   GET    /api/events                             server-sent events: what changed, for the caller's brands
 */

export const locales = ['en', 'bg', 'uk', 'sv', 'cs', 'pl'] as const
export const Locale = z.enum(locales)
export const BrandRole = z.enum(['owner', 'manager', 'editor', 'author', 'viewer', 'client'])
export const WorkspaceRole = z.enum(['owner', 'member'])
/** A name of the IANA time zone database, known to this runtime. */
export const Zone = z.string().min(1).max(64).refine(isZone, 'team.unknownZone')
export const Password = z.string().min(10).max(200)
export const Email = z.email().max(254)
export const Id = z.uuid()
export const Moment = z.iso.datetime()

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return !/^[+-]/.test(name)
  } catch {
    return false
  }
}

/** Lists are paged by key: hand `next` back as `after`. */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() })
export const PageQuery = z.object({
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const Problem = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    fields: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
  }),
})

/** `mail`: can the desk send mail? Then a forgotten password can be set anew. */
export const SetupState = z.object({
  needsOwner: z.boolean(),
  practice: z.boolean(),
  mail: z.boolean(),
  version: z.string(),
})
export const MakeOwner = z.object({
  name: z.string().trim().min(1).max(100),
  email: Email,
  password: Password,
  workspaceName: z.string().trim().min(1).max(100),
  locale: Locale,
  zone: Zone,
})
export const SignIn = z.object({ email: Email, password: z.string().min(1).max(200) })

export const ForgottenPassword = z.object({ email: Email })
export const ResetPassword = z.object({ token: z.string().min(1).max(200), password: Password })

export const Me = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  locale: Locale,
  zone: z.string(),
  theme: z.enum(['system', 'light', 'dark']),
  workspace: z.object({ id: Id, name: z.string(), role: WorkspaceRole }),
  /** As far as events had come when this was asked: `/api/events?after=` it tells all that changed since. */
  events: z.string(),
  brands: z.array(z.object({ id: Id, name: z.string(), color: z.string(), zone: z.string(), role: BrandRole })),
})
export const ChangeMe = z
  .object({
    name: z.string().trim().min(1).max(100),
    locale: Locale,
    zone: Zone,
    theme: z.enum(['system', 'light', 'dark']),
  })
  .partial()
export const ChangePassword = z.object({ current: z.string().min(1).max(200), next: Password })
export const Session = z.object({
  id: z.string(),
  current: z.boolean(),
  agent: z.string().nullable(),
  ip: z.string().nullable(),
  createdAt: Moment,
  lastSeenAt: Moment,
})

export const BrandRoles = z.record(Id, BrandRole)
export const Member = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role: WorkspaceRole,
  brandRoles: BrandRoles,
  joinedAt: Moment,
})
export const ChangeMember = z.object({ role: WorkspaceRole, brandRoles: BrandRoles }).partial()

export const Invite = z.object({
  email: Email.optional(),
  role: WorkspaceRole.default('member'),
  brandRoles: BrandRoles,
  locale: Locale.optional(),
})
export const Invitation = z.object({
  id: Id,
  email: z.string().nullable(),
  role: WorkspaceRole,
  brandRoles: BrandRoles,
  createdAt: Moment,
  expiresAt: Moment,
  invitedBy: z.string(),
})
/** The link is told once, when it is made. */
export const NewInvitation = Invitation.extend({ link: z.url() })
export const InvitationSeen = z.object({
  workspaceName: z.string(),
  invitedBy: z.string(),
  email: z.string().nullable(),
  expiresAt: Moment,
})
export const AcceptInvitation = z.object({
  name: z.string().trim().min(1).max(100),
  email: Email,
  password: Password,
  locale: Locale,
  zone: Zone,
})

export const ApiKey = z.object({
  id: z.string(),
  name: z.string(),
  start: z.string(),
  createdAt: Moment,
  expiresAt: Moment.nullable(),
  lastUsedAt: Moment.nullable(),
})
export const MakeApiKey = z.object({
  name: z.string().trim().min(1).max(100),
  expiresInDays: z.number().int().min(1).max(3650).nullable().default(null),
})
export const NewApiKey = ApiKey.extend({ key: z.string() })

export const Sessions = z.object({ items: z.array(Session) })
export const Members = z.object({ items: z.array(Member) })
export const Invitations = z.object({ items: z.array(Invitation) })
export const ApiKeys = z.object({ items: z.array(ApiKey) })
export const InvitationToken = z.object({ token: z.string().min(1).max(200) })

/** Something that needs a person or that they want to know. `text` is already in the caller's language. */
export const Notice = z.object({
  id: Id,
  kind: z.string(),
  severity: z.enum(['info', 'warning', 'urgent']),
  text: z.string(),
  brandId: Id.nullable(),
  /** Where in the desk it leads, such as `/posts/…`. */
  href: z.string().nullable(),
  at: Moment,
  seen: z.boolean(),
})
export const NoticePage = pageOf(Notice).extend({ unseen: z.number().int() })
export const NoticesSeen = z.object({ upTo: Id })

/** Who did what, and when. `name` is a past fact such as `member.changed`; `by` is null when the desk did it itself. */
export const Act = z.object({
  id: Id,
  at: Moment,
  userId: z.string().nullable(),
  by: z.string().nullable(),
  via: z.string(),
  name: z.string(),
  brandId: Id.nullable(),
  subject: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
})
export const ActPage = pageOf(Act)
export const ActsQuery = PageQuery.extend({ person: z.string().max(100).optional(), brand: Id.optional() })

/** Without a place, or one that cannot be read, it begins now. */
export const EventsQuery = z.object({ after: z.string().max(64).optional() })
/** One line of `/api/events`: what kind of thing changed; the screen asks anew. */
export const LiveEvent = z.object({
  id: z.string(),
  type: z.string(),
  brandId: Id.nullable(),
  at: Moment,
  payload: z.record(z.string(), z.unknown()),
})
