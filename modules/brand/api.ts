import { z } from 'zod'
import { networkGroups } from '../../networks/compose.ts'
import { BrandRole, Id, Moment, Zone } from '../team/api.ts'

/**
 * Brands, their rubrics and slots, and the accounts they speak from.
 *
 *   GET    /api/networks                                  every network as data: what it can, how it connects, its options
 *   GET    /api/networks/:network/app · PUT … · DELETE …  the desk's app there, for owners: which keys are known, never what they are
 *   GET    /api/brands · POST /api/brands
 *   GET    /api/brands/:brandId · PATCH … · DELETE …       (delete asks for the name, `?name=`; refused while something is planned)
 *   GET    /api/brands/:brandId/rubrics · POST … · PATCH …/:rubricId · DELETE …/:rubricId
 *   GET    /api/brands/:brandId/slots · PUT …             weekly queue slots, replaced as a whole
 *   GET    /api/brands/:brandId/accounts · GET …/:accountId · PATCH …/:accountId · DELETE …/:accountId
 *   POST   /api/brands/:brandId/accounts/connect          a way without leaving the desk → the accounts, connected, or a choice of them
 *   POST   /api/brands/:brandId/accounts/connect/begin    a way that leaves it → the address to go to
 *   POST   /api/brands/:brandId/accounts/connect/finish   with what came back → the accounts, connected
 *   POST   /api/brands/:brandId/accounts/connect/choose   which of the accounts that one sign-in brought are wanted
 *   POST   /api/brands/:brandId/accounts/practice         an account of the practice network
 *   POST   /api/brands/:brandId/accounts/:accountId/check asks the network how the account is
 * The network sends the browser back to `/connect/return` of the desk, which calls `finish`.
 */

export const Color = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'request.field.format.color')
export const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'request.field.format.time')
/** In the brand's zone; `from` later than `to` runs over midnight. */
export const QuietHours = z.object({ from: WallTime, to: WallTime })

export const BrandSettings = z.object({
  name: z.string().trim().min(1).max(100),
  color: Color,
  zone: Zone,
  language: z.string().min(2).max(35),
  /** Must a post be approved before it may be scheduled? */
  approvalRequired: z.boolean(),
  /** What happens with what fell due while the desk was down for longer than `missedAfterMinutes`. */
  missed: z.enum(['publish-late', 'ask']),
  missedAfterMinutes: z.number().int().min(1).max(10080),
  quietHours: QuietHours.nullable(),
  /** Least minutes between two posts on one account; a warning. 0 is none. */
  minimumDistanceMinutes: z.number().int().min(0).max(10080),
})
/** `role` is the caller's. */
export const Brand = BrandSettings.extend({ id: Id, createdAt: Moment, accounts: z.number().int(), role: BrandRole })
export const Brands = z.object({ items: z.array(Brand) })
export const MakeBrand = BrandSettings.partial().required({ name: true, zone: true })
export const ChangeBrand = BrandSettings.partial()
/** The brand's name, as proof that this one is meant. */
export const DeleteBrand = z.object({ name: z.string().max(100) })

export const rubricCategories = ['entertaining', 'educational', 'commercial', 'user-generated', 'news'] as const
export const RubricSettings = z.object({
  name: z.string().trim().min(1).max(60),
  category: z.enum(rubricCategories),
  color: Color,
})
export const Rubric = RubricSettings.extend({ id: Id })
export const Rubrics = z.object({ items: z.array(Rubric) })

/** `weekday` 1 is Monday (ISO 8601); `accountIds` empty means all. */
export const Slot = z.object({
  id: Id,
  weekday: z.number().int().min(1).max(7),
  time: WallTime,
  accountIds: z.array(Id),
  rubricId: Id.nullable(),
})
export const Slots = z.object({ items: z.array(Slot) })
export const ReplaceSlots = z.object({ slots: z.array(Slot.omit({ id: true })).max(500) })

export const AccountHealth = z.object({
  /** `limited`: connected, but a right is missing without which nothing can be published. */
  state: z.enum(['connected', 'limited', 'expiring', 'reconnect', 'unreachable', 'disconnected']),
  checkedAt: Moment.nullable(),
  /** When the access ends by itself, if the network told. */
  expiresAt: Moment.nullable(),
  /** Is it renewed before that without anybody's doing? */
  renews: z.boolean(),
  reason: z.string().nullable(),
  /** Since when this access is held. */
  accessSince: Moment,
  /** When a publication or a check last went well. */
  succeededAt: Moment.nullable(),
  /** Rights that were asked for and not granted, where the network tells. */
  missing: z.array(z.object({ name: z.string(), needed: z.boolean() })),
  /** Calls left by the network's own word, until that word is out of date. */
  quota: z.object({ left: z.number(), of: z.number().nullable(), at: Moment, until: Moment.nullable() }).nullable(),
  /** When the network was asked to deliver what people write, and why it would not; null where nobody asked. */
  deliveries: z.object({ at: Moment, refusal: z.string().nullable() }).nullable(),
})
export const Account = z.object({
  id: Id,
  brandId: Id,
  network: z.string(),
  kind: z.enum([
    ...['profile', 'page', 'group', 'channel', 'blog', 'forum', 'place', 'line', 'feed', 'endpoint', 'archive'],
  ] as const),
  name: z.string(),
  handle: z.string(),
  url: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  server: z.string(),
  practice: z.boolean(),
  /** Does the practice network open it again for the asking? */
  reopens: z.boolean(),
  /** By which of its network's ways it was connected. */
  way: z.string().nullable(),
  scopes: z.array(z.string()),
  /** What its server told of itself; goes into `composing.limits(facts)` in the browser. */
  facts: z.record(z.string(), z.unknown()),
  /** Where the network delivers what people write to this account; null where there is no such address of its own. */
  door: z.string().nullable(),
  health: AccountHealth,
  paused: z.boolean(),
  createdAt: Moment,
})
export const Accounts = z.object({ items: z.array(Account) })
export const ChangeAccount = z.object({ paused: z.boolean() }).partial()

export const NetworkField = z.object({
  key: z.string(),
  kind: z.enum(['text', 'password', 'url']),
  label: z.string(),
  help: z.string().nullable(),
  placeholder: z.string().nullable(),
  default: z.string().nullable(),
})
/** What to click where, in order, with the desk's own addresses filled in. */
export const NetworkGuide = z.object({
  steps: z.array(z.string()),
  console: z.string().nullable(),
  review: z.string().nullable(),
})
/** Where a key of the desk's app is known from; null where it is not known. */
export const AppField = z.object({
  key: z.string(),
  from: z.enum(['desk', 'configuration']).nullable(),
  at: Moment.nullable(),
})
/** `ready`: all keys that are needed are known. What they are is never told. */
export const NetworkApp = z.object({
  ready: z.boolean(),
  known: z.array(AppField),
  fields: z.array(NetworkField),
  guide: NetworkGuide,
})
export const KeepApp = z.object({ fields: z.record(z.string().max(40), z.string().trim().max(8000)) })

/** Labels, helps, guides and reasons arrive in the caller's language. */
export const NetworkAbout = z.object({
  id: z.string(),
  name: z.string(),
  color: z.string(),
  /** The drawing in its badge, one SVG path on a square of 24 units. */
  sign: z.string().nullable(),
  group: z.enum(networkGroups),
  authority: z.string(),
  practice: z.boolean(),
  /** What the network's console asks for: where it sends people back to, and where it delivers. */
  addresses: z.object({ redirect: z.string(), webhook: z.string().nullable() }),
  can: z.record(z.string(), z.boolean()),
  /** The desk's own app, where the network wants one. */
  app: NetworkApp.nullable(),
  ways: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['secret', 'oauth']),
      label: z.string(),
      help: z.string(),
      fields: z.array(NetworkField),
      needsApp: z.boolean(),
      guide: NetworkGuide.nullable(),
      scopes: z.array(z.object({ name: z.string(), why: z.string(), needed: z.boolean() })),
    }),
  ),
})

export const Networks = z.object({ items: z.array(NetworkAbout) })

export const Connect = z.object({
  network: z.string().max(40),
  way: z.string().max(40),
  fields: z.record(z.string(), z.string().max(4000)),
  accountId: Id.optional(),
})
export const ConnectBegun = z.object({ url: z.url(), state: z.string() })
export const ConnectFinish = z.object({ state: z.string().max(500), query: z.record(z.string(), z.string().max(4000)) })
/** One sign-in brought several accounts: which are wanted is told to `connect/choose` with this token, within half an hour. */
export const ConnectChoice = z.object({
  token: z.string(),
  network: z.string(),
  offered: z.array(
    z.object({
      key: z.string(),
      kind: Account.shape.kind,
      name: z.string(),
      handle: z.string(),
      url: z.string().nullable(),
      avatarUrl: z.string().nullable(),
      /** Set where the brand has this account already. */
      accountId: Id.nullable(),
    }),
  ),
})
export const Connected = z.object({ accounts: z.array(Account), choice: ConnectChoice.nullable() })
export const ChooseAccounts = z.object({
  token: z.string().max(500),
  keys: z.array(z.string().max(20)).min(1).max(1000),
})
/** `accountId` opens a practice account again. Without `choose` all accounts that one sign-in brings are connected at once. */
export const Practice = z.object({
  network: z.string().max(40),
  name: z.string().trim().min(1).max(60).optional(),
  accountId: Id.optional(),
  choose: z.boolean().optional(),
})
