import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { badField, conflict } from '../../kernel/failure.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { brandOf } from '../brand/index.ts'
import { makePostsIn } from '../content/index.ts'
import { schedulePostsIn, unscheduleIn } from '../publishing/index.ts'
import type { Caller } from '../team/index.ts'
import type { ApplyImport } from './api.ts'
import {
  type ImportRecord,
  type ImportRowRecord,
  importRows,
  importToChange,
  tellPostsOfRows,
  writeImportRows,
} from './store.ts'
import { understandRows } from './understand-rows.ts'

/**
 * Writes the posts of a plan as the brand now is, all of them or none, and schedules those with a time to come when asked.
 * Throws 409 while rows have errors that were not chosen to be left out, and when it was applied before.
 */
export async function applyPlan(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  importId: string,
  wanted: z.infer<typeof ApplyImport>,
): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    const record = await importToChange(tx, brandId, importId)
    if (record.state === 'applied') throw conflict('planning.alreadyApplied')
    const now = await understandRows(world, tx, record, await importRows(tx, importId))
    const bad = now.filter((row) => row.verdict === 'bad').length
    if (bad > 0 && !wanted.skipBad) throw conflict('planning.hasBadRows', { count: bad })
    if (wanted.as === 'scheduled' && (await brandOf(tx, brandId)).approvalRequired)
      throw badField('as', 'planning.approvalFirst')
    await writeImportRows(tx, importId, now)
    const rows = now.filter((row) => row.verdict !== 'bad')
    const posts = await makePostsIn(
      tx,
      world,
      caller,
      brandId,
      rows.map(({ understood }) => ownOptions(understood.post)),
    )
    const made = rows.flatMap((row, at) => ({
      row: row.row,
      postId: posts[at]?.id ?? '',
      plan: row.understood.plan,
      accounts: row.understood.post.accountIds ?? [],
    }))
    await tellPostsOfRows(tx, importId, made)
    if (wanted.as === 'scheduled') await scheduleMade(tx, world, caller, brandId, made)
    await settle(tx, caller, record, 'applied', made.length)
  })
}

/** An empty option bag needs no variant. */
const ownOptions = (post: ImportRowRecord['understood']['post']) => ({
  ...post,
  variants: (post.variants ?? []).filter((variant) => Object.keys(variant.options).length > 0),
})

type Made = { postId: string; plan: { wall: string; zone: string; at: string } | null; accounts: string[] }

async function scheduleMade(
  tx: Tx,
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  made: Made[],
): Promise<void> {
  const now = world.clock.now()
  const ahead = made.flatMap(({ postId, plan, accounts }) =>
    plan && accounts.length > 0 && new Date(plan.at) > now
      ? [{ postId, plan: { wall: plan.wall, zone: plan.zone } }]
      : [],
  )
  if (ahead.length > 0) await schedulePostsIn(tx, world, caller, brandId, ahead)
}

/** Takes everything of it away again that has not gone out yet; what is published stays and is told. */
export async function undoPlan(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  importId: string,
): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    const record = await importToChange(tx, brandId, importId)
    if (record.state !== 'applied') throw conflict('planning.notApplied')
    const postIds = (await importRows(tx, importId)).flatMap((row) => row.postId ?? [])
    const outAlready = await unscheduleIn(tx, world, caller, brandId, postIds)
    const away = postIds.filter((id) => !outAlready.has(id))
    if (away.length > 0)
      await tx.updateTable('post').set({ deletedAt: world.clock.now() }).where('id', 'in', away).execute()
    await tx
      .updateTable('planImportRow')
      .set({ postId: null })
      .where('importId', '=', importId)
      .where('postId', 'in', [...away, ''])
      .execute()
    await settle(tx, caller, record, 'undone', away.length)
  })
}

async function settle(
  tx: Tx,
  caller: Caller,
  record: ImportRecord,
  state: 'applied' | 'undone',
  count: number,
): Promise<void> {
  await tx.updateTable('planImport').set({ state }).where('id', '=', record.id).execute()
  await announce(
    tx,
    `plan.${state}`,
    { importId: record.id, count },
    { workspaceId: caller.workspaceId, brandId: record.brandId },
  )
}
