import type { Insertable, Updateable } from 'kysely'
import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { conflict } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import { resolveWall } from '../../kernel/wall-time.ts'
import type { World } from '../../kernel/world.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { brandOf } from '../brand/index.ts'
import { type Caller, mayIn } from '../team/index.ts'
import type { Body, MakePost } from './api.ts'
import { checkReferences } from './check-references.ts'
import { mergeChanges } from './merge.ts'
import { publicationsFollow } from './ports.ts'
import {
  approvedFields,
  type Changes,
  excerptOf,
  type PostRow,
  searchWordsOf,
  thumbnailOf,
  writtenFields,
  writtenOf,
} from './post.ts'
import { addMedia, keepRevisions, postToChange, rememberMedia, writtenAt } from './store.ts'
import type { PostTable } from './tables.ts'
import { mediaIdsOf } from './variants.ts'

export type Writer = Pick<Caller, 'userId' | 'workspaceId'>
type BodyValue = z.infer<typeof Body>

const emptyBody: BodyValue = { parts: [{ text: '', media: [] }] }

/** Throws a Refusal at the field for a rubric, account or file that the brand does not have. */
export async function makePost(
  world: NetworkedWorld,
  writer: Writer,
  brandId: string,
  given: z.infer<typeof MakePost>,
): Promise<PostRow> {
  return inTransaction(world.db, async (tx) => {
    await checkReferences(tx, world.networks, brandId, given)
    const [row] = await makePostsIn(tx, world, writer, brandId, [given])
    if (!row) throw new Error('a post was written and did not come back')
    await announce(tx, 'post.written', { postId: row.id }, { workspaceId: writer.workspaceId, brandId })
    return row
  })
}

const atOnce = 500

/** Writes many posts whose references were checked before, in the transaction of who calls, and announces nothing. */
export async function makePostsIn(
  tx: Tx,
  world: World,
  writer: Writer,
  brandId: string,
  given: z.infer<typeof MakePost>[],
  more: { recurringId?: string } = {},
): Promise<PostRow[]> {
  const rows: PostRow[] = []
  for (let from = 0; from < given.length; from += atOnce) {
    const values = given.slice(from, from + atOnce).map((one) => newRow(world, writer, brandId, one, more))
    rows.push(...(await tx.insertInto('post').values(values).returningAll().execute()))
  }
  await rememberFirst(tx, rows, writer)
  return rows
}

function newRow(
  world: World,
  writer: Writer,
  brandId: string,
  given: z.infer<typeof MakePost>,
  more: { recurringId?: string },
) {
  const now = world.clock.now()
  const { title = '', labels = [], body = emptyBody, variants = [], accountIds = [] } = given
  return {
    ...{ id: newId(now), brandId, recurringId: more.recurringId ?? null, title, labels, accountIds },
    ...{ rubricId: given.rubricId ?? null, language: given.language ?? null },
    ...{ body: JSON.stringify(body), variants: JSON.stringify(variants) },
    ...planColumns(given.plan ?? null),
    expiry: given.expiry ? JSON.stringify(given.expiry) : null,
    ...{ excerpt: excerptOf(body), words: searchWordsOf({ title, labels, body }), thumbnailMediaId: thumbnailOf(body) },
    ...{ createdBy: writer.userId, createdAt: now, changedBy: writer.userId, changedAt: now, deletedAt: null },
  } satisfies Insertable<PostTable>
}

async function rememberFirst(tx: Tx, rows: PostRow[], writer: Writer): Promise<void> {
  for (let from = 0; from < rows.length; from += atOnce) {
    const some = rows.slice(from, from + atOnce)
    await keepRevisions(
      tx,
      some.map((row) => revisionOf(row, writer, [...writtenFields])),
    )
    await addMedia(
      tx,
      some.flatMap((row) => mediaIdsOf(row).map((mediaId) => ({ postId: row.id, mediaId }))),
    )
  }
}

export type Changed = { row: PostRow; resolved: 'exact' | 'gap-moved-later' | 'overlap-first'; changed: string[] }

/**
 * Brings changes begun from `version` onto the post as it now stands.
 * Throws 409 `content.collided`, naming the fields, where two people wrote the same words; then nothing is written.
 */
export async function changePost(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  postId: string,
  given: { version: number; changes: Changes },
): Promise<Changed> {
  return inTransaction(world.db, async (tx) => {
    const before = await postToChange(tx, brandId, postId)
    const changes = await mergedOnto(tx, before, given)
    await checkReferences(tx, world.networks, brandId, changes, before)
    const fields = writtenFields.filter((field) => changes[field] !== undefined)
    if (fields.length === 0) return { row: before, resolved: 'exact', changed: [] }
    const row = await write(tx, world, caller, before, changes)
    const mayPlan = mayIn(caller, brandId, 'editor')
    await publicationsFollow.ask()(tx, world, { before, post: row, fields, by: caller, mayPlan })
    await announce(
      tx,
      'post.written',
      { postId, changed: fields, version: row.version },
      { workspaceId: caller.workspaceId, brandId },
    )
    const resolved = changes.plan ? resolveWall(changes.plan.wall, changes.plan.zone).resolved : 'exact'
    return { row, resolved, changed: fields }
  })
}

async function mergedOnto(tx: Tx, row: PostRow, given: { version: number; changes: Changes }): Promise<Changes> {
  const current = writtenOf(row)
  const base = given.version === row.version ? current : await writtenAt(tx, row.id, given.version)
  const { changes, collided } = mergeChanges(base ?? {}, current, given.changes)
  if (collided.length > 0) throw collision(collided, row)
  return changes as Changes
}

const collision = (fields: string[], row: PostRow) => {
  const refusal = conflict('content.collided', { version: row.version })
  refusal.fields.push(...fields.map((path) => ({ path, code: 'content.collidedHere' })))
  return refusal
}

/** Writes merged changes as the next version. What was approved and is now different is a draft again, where approval is demanded. */
async function write(tx: Tx, world: World, writer: Writer, row: PostRow, changes: Changes): Promise<PostRow> {
  const now = world.clock.now()
  const body = changes.body ?? row.body
  const { title = row.title, labels = row.labels } = changes
  const stage = await stageAfter(tx, row, changes)
  const update: Updateable<PostTable> = {
    ...columnsOf(changes, { title, labels, body }),
    ...{ stage, version: row.version + 1, changedBy: writer.userId, changedAt: now },
  }
  const written = await tx
    .updateTable('post')
    .set(update)
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await settle(tx, written, writer, Object.keys(changes))
  if (stage !== row.stage)
    await announce(
      tx,
      'post.changed-after-approval',
      { postId: row.id, version: written.version },
      { workspaceId: writer.workspaceId, brandId: row.brandId },
    )
  return written
}

async function stageAfter(tx: Tx, row: PostRow, changes: Changes): Promise<PostRow['stage']> {
  if (row.stage === 'draft' || row.stage === 'sent-back') return row.stage
  if (!approvedFields.some((field) => changes[field] !== undefined)) return row.stage
  const brand = await brandOf(tx, row.brandId)
  return brand.approvalRequired || row.stage === 'in-review' ? 'draft' : row.stage
}

function columnsOf(changes: Partial<Changes>, whole: { title: string; labels: string[]; body: BodyValue }) {
  return {
    ...(changes.title === undefined ? {} : { title: changes.title }),
    ...(changes.rubricId === undefined ? {} : { rubricId: changes.rubricId }),
    ...(changes.language === undefined ? {} : { language: changes.language }),
    ...(changes.labels === undefined ? {} : { labels: changes.labels }),
    ...(changes.accountIds === undefined ? {} : { accountIds: changes.accountIds }),
    ...(changes.variants === undefined ? {} : { variants: JSON.stringify(changes.variants) }),
    ...(changes.expiry === undefined
      ? {}
      : { expiry: changes.expiry === null ? null : JSON.stringify(changes.expiry) }),
    ...(changes.body === undefined
      ? {}
      : {
          body: JSON.stringify(changes.body),
          excerpt: excerptOf(changes.body),
          thumbnailMediaId: thumbnailOf(changes.body),
        }),
    ...(changes.plan === undefined ? {} : planColumns(changes.plan)),
    words: searchWordsOf(whole),
  }
}

function planColumns(plan: { wall: string; zone: string } | null) {
  if (plan === null) return { planWall: null, planZone: null, planAt: null }
  return { planWall: plan.wall, planZone: plan.zone, planAt: resolveWall(plan.wall, plan.zone).at }
}

async function settle(tx: Tx, row: PostRow, writer: Writer, fields: string[]): Promise<void> {
  await rememberMedia(tx, row.id, mediaIdsOf(row))
  await keepRevisions(tx, [revisionOf(row, writer, fields)])
}

const revisionOf = (row: PostRow, writer: Writer, fields: string[]) => ({
  ...{ postId: row.id, version: row.version, at: row.changedAt, by: writer.userId, fields, written: writtenOf(row) },
})
