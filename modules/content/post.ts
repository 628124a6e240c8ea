import type { Selectable } from 'kysely'
import type { z } from 'zod'
import type { Body, ChangePost, Media, Post, PostLine } from './api.ts'
import type { Brief } from './ports.ts'
import type { MediaTable, PostTable } from './tables.ts'

export type PostRow = Selectable<PostTable>
export type MediaRow = Selectable<MediaTable>
export type Changes = z.infer<typeof ChangePost>['changes']

/** The fields a writer may write, as kept in each revision. */
export const writtenFields = [
  'title',
  'rubricId',
  'language',
  'labels',
  'body',
  'variants',
  'accountIds',
  'plan',
  'expiry',
] as const
export type WrittenField = (typeof writtenFields)[number]
/** What a client approved is these; a change of title or labels asks for no new approval. */
export const approvedFields: readonly WrittenField[] = ['body', 'variants', 'accountIds']

const excerptLength = 140

/** The beginning of a text for lists, cut between words. */
export function excerptOf(body: z.infer<typeof Body>): string {
  const text = body.parts
    .map((part) => part.text)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (text.length <= excerptLength) return text
  const cut = text.slice(0, excerptLength)
  const space = cut.lastIndexOf(' ')
  return `${(space > excerptLength / 2 ? cut.slice(0, space) : cut).toWellFormed().replace(/\uFFFD$/, '')}…`
}

/** Everything a search may find a post by, folded to lower case. */
export const searchWordsOf = (post: { title: string; labels: string[]; body: z.infer<typeof Body> }) =>
  [post.title, ...post.labels, ...post.body.parts.map((part) => part.text), post.body.firstComment ?? '']
    .join('\n')
    .toLowerCase()

export const thumbnailOf = (body: z.infer<typeof Body>) => body.parts.flatMap((part) => part.media)[0]?.mediaId ?? null

export function planOf(row: Pick<PostRow, 'planWall' | 'planZone' | 'planAt'>, resolved: Resolved = 'exact') {
  if (row.planWall === null || row.planZone === null || row.planAt === null) return null
  return { wall: row.planWall, zone: row.planZone, at: row.planAt.toISOString(), resolved }
}
type Resolved = 'exact' | 'gap-moved-later' | 'overlap-first'

export const mediaAnswer = (row: MediaRow, uses: number): z.infer<typeof Media> => ({
  id: row.id,
  kind: row.kind,
  fileName: row.fileName,
  mime: row.mime,
  bytes: Number(row.bytes),
  width: row.width,
  height: row.height,
  durationMs: row.durationMs,
  codec: row.codec,
  frameRate: row.frameRate,
  bitRate: row.bitRate === null ? null : Number(row.bitRate),
  hasAudio: row.hasAudio,
  alt: row.alt,
  tags: row.tags,
  rights: row.rights,
  uses,
  createdAt: row.createdAt.toISOString(),
})

export const postLine = (row: PostRow, publications: Brief[]): z.infer<typeof PostLine> => ({
  ...common(row),
  publications,
  excerpt: row.excerpt,
  thumbnailMediaId: row.thumbnailMediaId,
  parts: row.body.parts.length,
})

export const postAnswer = (
  row: PostRow,
  more: Pick<z.infer<typeof Post>, 'publications' | 'media' | 'findings'> & { resolved?: Resolved },
): z.infer<typeof Post> => ({
  ...common(row, more.resolved),
  body: row.body,
  variants: row.variants,
  publications: more.publications,
  media: more.media,
  findings: more.findings,
})

const common = (row: PostRow, resolved?: Resolved) => ({
  id: row.id,
  brandId: row.brandId,
  title: row.title,
  rubricId: row.rubricId,
  language: row.language,
  labels: row.labels,
  accountIds: row.accountIds,
  plan: planOf(row, resolved),
  expiry: row.expiry,
  recurringId: row.recurringId,
  stage: row.stage,
  version: row.version,
  createdBy: row.createdBy,
  createdAt: row.createdAt.toISOString(),
  changedBy: row.changedBy,
  changedAt: row.changedAt.toISOString(),
})

/** What a writer wrote, as it stands in the row: the shape of a revision. */
export const writtenOf = (row: PostRow): Record<WrittenField, unknown> => ({
  title: row.title,
  rubricId: row.rubricId,
  language: row.language,
  labels: row.labels,
  body: row.body,
  variants: row.variants,
  accountIds: row.accountIds,
  plan: row.planWall === null || row.planZone === null ? null : { wall: row.planWall, zone: row.planZone },
  expiry: row.expiry,
})
