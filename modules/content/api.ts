import { z } from 'zod'
import { Id, Moment, pageOf } from '../team/api.ts'

/**
 * What is written: posts with their variants, and the media library.
 *
 *   GET    /api/brands/:brandId/posts?stage=&q=&rubric=&account=&after=&limit=    newest change first
 *   POST   /api/brands/:brandId/posts
 *   GET    /api/brands/:brandId/posts/:postId
 *   PATCH  /api/brands/:brandId/posts/:postId              changes with the version they began from; merged where they can be, else 409
 *   DELETE /api/brands/:brandId/posts/:postId              to the bin; refused while something of it is planned
 *   POST   /api/brands/:brandId/posts/:postId/restore · POST …/copy
 *   GET    /api/brands/:brandId/posts/:postId/revisions    who changed what; POST …/revisions/:version/restore
 *   POST   /api/brands/:brandId/posts/:postId/presence     "I am here": others in the post, for the composer
 *   GET    /api/brands/:brandId/posts/:postId/preparations how far its videos and sounds are made to fit · POST … begins it
 *   POST   /api/brands/:brandId/check                      findings for a content that is not saved yet
 *   POST   /api/brands/:brandId/split                      splits a long text for a network
 *   POST   /api/brands/:brandId/cards                      the card of a link, fetched safely
 *   GET    /api/brands/:brandId/media?kind=&q=&used=&after= · POST … (multipart, streamed) · PATCH …/:mediaId · DELETE …/:mediaId · POST …/:mediaId/restore
 *   GET    /api/desk · POST /api/desk/reach                what this desk can make of files, and whether networks reach it
 *   GET    /media/public/:link                             a file that a network fetches itself, for some hours; no session
 *   GET    /api/brands/:brandId/media/:mediaId/file · …/thumbnail · …/preview?width=&ratio=
 */

export const MediaKind = z.enum(['image', 'gif', 'video', 'audio', 'document'])
export const Media = z.object({
  id: Id,
  kind: MediaKind,
  fileName: z.string(),
  mime: z.string(),
  bytes: z.number().int(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  durationMs: z.number().int().nullable(),
  /** Of videos and sound; null where not measured. */
  codec: z.string().nullable(),
  frameRate: z.number().nullable(),
  /** Bits per second of the whole file. */
  bitRate: z.number().nullable(),
  hasAudio: z.boolean().nullable(),
  alt: z.string(),
  tags: z.array(z.string()),
  /** Author, licence or source, as the person noted it. */
  rights: z.string(),
  uses: z.number().int(),
  createdAt: Moment,
})
export const MediaPage = pageOf(Media)
export const ChangeMedia = z
  .object({
    alt: z.string().max(2000),
    tags: z.array(z.string().trim().min(1).max(50)).max(50),
    rights: z.string().max(500),
    fileName: z.string().trim().min(1).max(200),
  })
  .partial()

const Fraction = z.number().min(0).max(1)
/** A file as used in one part; its facts are looked up from the library. */
export const MediaUse = z.object({
  mediaId: Id,
  alt: z.string().max(2000).optional(),
  focus: z.object({ x: z.number().min(-1).max(1), y: z.number().min(-1).max(1) }).optional(),
  crop: z.object({ x: Fraction, y: Fraction, width: Fraction, height: Fraction }).optional(),
})
export const Poll = z.object({
  question: z.string().max(300).optional(),
  options: z.array(z.string().max(300)).max(12),
  multiple: z.boolean(),
  durationSeconds: z.number().int().min(5).max(31_536_000),
  hideTotals: z.boolean().optional(),
})
export const LinkCard = z.object({
  url: z.url().max(2048),
  title: z.string().max(300),
  description: z.string().max(1000),
  imageMediaId: Id.optional(),
})
export const Part = z.object({
  text: z.string().max(100_000),
  media: z.array(MediaUse).max(20),
  poll: Poll.optional(),
  card: LinkCard.optional(),
})
export const OptionValue = z.union([
  z.string().max(4000),
  z.number(),
  z.boolean(),
  z.array(z.string().max(200)).max(50),
])

/** The post as written for all; a variant replaces any of these for one account. */
export const Body = z.object({ parts: z.array(Part).min(1).max(50), firstComment: z.string().max(20_000).optional() })
/** Absent `parts` or `firstComment`: as the post has it. */
export const Variant = z.object({
  accountId: Id,
  parts: z.array(Part).min(1).max(50).optional(),
  firstComment: z.string().max(20_000).nullable().optional(),
  options: z.record(z.string(), OptionValue),
})

/** Wall time in a zone; the instant is derived. `resolved` tells what a clock change did to it. */
export const Plan = z.object({
  wall: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/),
  zone: z.string().min(1).max(64),
})
export const PlanSeen = Plan.extend({ at: Moment, resolved: z.enum(['exact', 'gap-moved-later', 'overlap-first']) })
export const Expiry = z.union([
  z.object({ afterSeconds: z.number().int().min(60).max(31_536_000) }),
  z.object({ wall: Plan.shape.wall, zone: Plan.shape.zone }),
])

/** Where the writing stands. Where the publishing stands is told by the publications. */
export const Stage = z.enum(['draft', 'in-review', 'sent-back', 'approved'])

/** A publication in short, as lists and the calendar show it (the whole of it is the publishing module's). */
export const PublicationBrief = z.object({
  id: Id,
  accountId: Id,
  network: z.string(),
  state: z.string(),
  dueAt: Moment,
  url: z.string().nullable(),
})

export const Finding = z.object({
  accountId: Id.nullable(),
  path: z.string(),
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  message: z.string(),
  over: z.number().int().optional(),
})

export const Post = z.object({
  id: Id,
  brandId: Id,
  /** For people only; lists show the text's beginning when it is empty. */
  title: z.string(),
  rubricId: Id.nullable(),
  language: z.string().nullable(),
  labels: z.array(z.string()),
  body: Body,
  variants: z.array(Variant),
  /** The accounts it is for. */
  accountIds: z.array(Id),
  plan: PlanSeen.nullable(),
  expiry: Expiry.nullable(),
  /** The repetition that made it, which may have ended since. */
  recurringId: Id.nullable(),
  stage: Stage,
  version: z.number().int(),
  createdBy: z.string(),
  createdAt: Moment,
  changedBy: z.string(),
  changedAt: Moment,
  media: z.array(Media),
  publications: z.array(PublicationBrief),
  findings: z.array(Finding),
})
export const PostLine = Post.omit({ body: true, variants: true, media: true, findings: true }).extend({
  excerpt: z.string(),
  thumbnailMediaId: Id.nullable(),
  parts: z.number().int(),
})
export const PostPage = pageOf(PostLine)

const Writable = z.object({
  title: z.string().max(200),
  rubricId: Id.nullable(),
  language: z.string().min(2).max(35).nullable(),
  labels: z.array(z.string().trim().min(1).max(50)).max(20),
  body: Body,
  variants: z.array(Variant).max(200),
  accountIds: z.array(Id).max(200),
  plan: Plan.nullable(),
  expiry: Expiry.nullable(),
})
export const MakePost = Writable.partial()
/** `version` is the one the writer saw. What others changed meanwhile is merged; what collides answers 409 `post.collided` with both. */
export const ChangePost = z.object({ version: z.number().int(), changes: Writable.partial() })

export const CheckContent = z.object({
  body: Body,
  variants: z.array(Variant).max(200),
  accountIds: z.array(Id).max(200),
  language: z.string().max(35).nullable().optional(),
})
/** What publishing costs at the network itself; `why` in the caller's language. Amounts in the currency's unit, ISO 4217. */
export const CostSeen = z.object({ accountId: Id, amount: z.number(), currency: z.string(), why: z.string() })
export const Findings = z.object({ findings: z.array(Finding), costs: z.array(CostSeen) })
/** A file of a post being made to fit the network of an account; `share` from 0 to 1, `message` why it cannot be. */
export const Preparation = z.object({
  accountId: Id,
  mediaId: Id,
  state: z.enum(['waiting', 'making', 'ready', 'failed']),
  share: z.number(),
  message: z.string().nullable(),
})
export const Preparations = z.object({ items: z.array(Preparation) })
/** `makes`: the codecs this desk can encode, none without ffmpeg. `doubtful`: it did not find itself at its public address. */
export const DeskSeen = z.object({
  makes: z.array(z.string()),
  ffmpeg: z.string().nullable(),
  address: z.string(),
  reachable: z.enum(['yes', 'doubtful', 'no']),
  problem: z.string().nullable(),
  checkedAt: Moment.nullable(),
})
export const SplitText = z.object({
  text: z.string().max(100_000),
  accountIds: z.array(Id).min(1).max(200),
  numbered: z.boolean().default(false),
})
export const Splitted = z.object({ parts: z.array(z.string()) })
export const FetchCard = z.object({ url: z.url().max(2048) })
export const Presence = z.object({
  people: z.array(z.object({ userId: z.string(), name: z.string(), field: z.string().nullable(), since: Moment })),
})
export const AmHere = z.object({ field: z.string().max(100).nullable(), leaving: z.boolean().default(false) })
export const Revision = z.object({ version: z.number().int(), at: Moment, by: z.string(), fields: z.array(z.string()) })
/** `leftOut`: accounts for which that version had words of their own, and which are no longer connected. */
export const RestoredPost = Post.extend({ leftOut: z.array(z.object({ accountId: Id, name: z.string() })) })
export const Revisions = z.object({ items: z.array(Revision) })
export const MediaTaken = z.object({ items: z.array(Media) })
/** A file with the posts that use it. */
export const MediaUsers = z.object({ media: Media, posts: z.array(z.object({ id: Id, title: z.string() })) })
export { contentFor, factsOf, mediaIdsOf } from './variants.ts'
