import { sql } from 'kysely'
import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import { announceAll } from '../../kernel/events.ts'
import { badField, conflict, notFound } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import { resolveWall } from '../../kernel/wall-time.ts'
import type { Registry } from '../../networks/registry.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { type AccountRow, accountsOf, brandOf, isPublishedTo } from '../brand/index.ts'
import type { Plan } from '../content/api.ts'
import type { PostRow } from '../content/index.ts'
import { type By, canMove, moved, type When } from './by-hand.ts'
import { refuseUnpublishable } from './check-scheduled.ts'
import { noteHeld, standingHoldOf } from './hold.ts'
import { ensureLanes } from './lanes.ts'
import { type PublicationRow, publicationOf } from './rows.ts'
import { saveChanges } from './save-changes.ts'
import { type Advice, adviceFor, nearnessAdvice } from './schedule-advice.ts'
import { holdGround } from './store.ts'

export type Scheduler = By & { userId: string }
/** `accountIds` absent: all that the post is for. */
export type ToSchedule = { postId: string; plan: z.infer<typeof Plan>; accountIds?: string[] }
export type Scheduled = { postIds: string[]; publicationIds: string[]; advice: Advice[] }

/** A minute that has just begun is still meant, as now: nothing is late before it was asked for. */
const justPastMs = 60_000

/**
 * Plans posts on their accounts, or moves those that are planned already; all of them or none. What went out already stays.
 * Refuses at the field a past or impossible time, a content its networks would not take, a post without accounts,
 * and one that its brand must approve first.
 */
export async function schedulePosts(
  world: NetworkedWorld,
  by: Scheduler,
  brandId: string,
  wanted: ToSchedule[],
): Promise<Scheduled> {
  return inTransaction(world.db, (tx) => schedulePostsIn(tx, world, by, brandId, wanted))
}

export async function schedulePostsIn(
  tx: Tx,
  world: NetworkedWorld,
  by: Scheduler,
  brandId: string,
  wanted: ToSchedule[],
  more: { pastIsNow?: boolean } = {},
): Promise<Scheduled> {
  const now = world.clock.now()
  const heldBy = await standingHoldOf(tx, brandId)
  const brand = await brandOf(tx, brandId)
  const accounts = await accountsOf(tx, brandId)
  const posts = await postsToSchedule(tx, brandId, wanted)
  const planned = wanted.map((one): Wanted => {
    const post = posts.get(one.postId)
    if (!post) throw notFound('content.postNotFound')
    return {
      post,
      when: { ...momentOf(one.plan, now, more.pastIsNow), heldBy },
      accounts: accountsFor(world.networks, post, one, accounts),
    }
  })
  await holdGround(
    tx,
    brandId,
    planned.flatMap((one) => one.accounts.map((account) => account.id)),
  )
  await refuseUnpublishable(tx, world, brand, planned)
  const standing = await standingPublications(tx, [...posts.keys()])
  const ids = await plan(tx, by, planned, standing, now)
  if (heldBy) await noteHeld(tx, heldBy, ids, now)
  await keepPlans(tx, by, planned, now)
  const advice = [...adviceFor(brand, planned), ...(await nearnessAdvice(tx, brand, planned))]
  return { postIds: planned.map(({ post }) => post.id), publicationIds: ids, advice }
}

export type Wanted = { post: PostRow; when: When & { resolved: string }; accounts: AccountRow[] }

function momentOf(plan: z.infer<typeof Plan>, now: Date, pastIsNow = false): Omit<Wanted['when'], 'heldBy'> {
  const { at, resolved } = resolveWall(plan.wall, plan.zone)
  if (at.getTime() < now.getTime() - justPastMs && !pastIsNow) throw badField('plan.wall', 'publishing.past')
  return { wall: plan.wall, zone: plan.zone, dueAt: at < now ? now : at, resolved }
}

function accountsFor(networks: Registry, post: PostRow, wanted: ToSchedule, known: AccountRow[]): AccountRow[] {
  const ids = [...new Set(wanted.accountIds ?? post.accountIds)]
  if (ids.length === 0) throw badField('accountIds', 'publishing.noAccounts')
  return ids.map((id, n) => {
    const account = known.find((one) => one.id === id)
    if (!account) throw badField(`accountIds.${n}`, 'content.accountUnknown')
    if (!isPublishedTo(networks, account)) throw badField(`accountIds.${n}`, 'content.accountOnlyRead')
    return account
  })
}

/** Locked in the order of their ids, so that two who schedule at once do not wait for each other in a circle. */
async function postsToSchedule(tx: Tx, brandId: string, wanted: ToSchedule[]): Promise<Map<string, PostRow>> {
  const ids = [...new Set(wanted.map((one) => one.postId))]
  const rows = await tx
    .selectFrom('post')
    .selectAll()
    .where('brandId', '=', brandId)
    .where(sql<boolean>`id = any(${ids}::text[])`)
    .where('deletedAt', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

async function standingPublications(tx: Tx, postIds: string[]): Promise<Map<string, PublicationRow>> {
  const rows = await tx
    .selectFrom('publication')
    .selectAll()
    .where(sql<boolean>`post_id = any(${postIds}::text[])`)
    .where('state', 'not in', ['cancelled', 'removed'])
    .orderBy('id')
    .forUpdate()
    .execute()
  return new Map(rows.map((row) => [`${row.postId} ${row.accountId}`, row]))
}

/** Returns the publications of these plans, in their order, those that had gone out already among them. */
async function plan(
  tx: Tx,
  by: Scheduler,
  planned: Wanted[],
  standing: Map<string, PublicationRow>,
  now: Date,
): Promise<string[]> {
  const moves = []
  const fresh: NewRow[] = []
  const ids: string[] = []
  for (const { post, when, accounts } of planned)
    for (const account of accounts) {
      const row = standing.get(`${post.id} ${account.id}`)
      if (row) {
        const publication = publicationOf(row)
        const { resolved: _, ...moment } = when
        if (canMove(publication)) moves.push({ change: moved(publication, moment, by, now), at: now })
        ids.push(row.id)
      } else {
        const id = newId(now)
        fresh.push({ id, post, account, when })
        ids.push(id)
      }
    }
  await ensureLanes(tx, [...new Set(fresh.map((one) => one.account.id))])
  if (moves.length > 0 && (await saveChanges(tx, moves)).size < moves.length)
    throw conflict('publishing.changedMeanwhile')
  await insertFresh(tx, by, fresh, now)
  return ids
}

type NewRow = { id: string; post: PostRow; account: AccountRow; when: When }

async function insertFresh(tx: Tx, by: Scheduler, fresh: NewRow[], now: Date): Promise<void> {
  if (fresh.length === 0) return
  const rows = JSON.stringify(
    fresh.map(({ id, post, account, when }) => ({
      ...{ id, brand_id: post.brandId, post_id: post.id, account_id: account.id, network: account.network },
      ...{ wall: when.wall, zone: when.zone, due_at: when.dueAt, held_by: when.heldBy },
      ...{ expiry: post.expiry, line_id: newId(now) },
    })),
  )
  const message = JSON.stringify({ code: 'publishing.line.planned', values: { by: by.name } })
  await sql`
    with given as (
      select * from jsonb_to_recordset(${rows}::jsonb) as g(id text, brand_id text, post_id text, account_id text,
        network text, wall text, zone text, due_at timestamptz, held_by text, expiry jsonb, line_id text)
    ), planned as (
      insert into publication (id, brand_id, post_id, account_id, network, state, wall, zone, due_at, wake_at, work, held_by, expiry,
        created_by, created_at, changed_at)
      select id, brand_id, post_id, account_id, network, 'planned', wall, zone, due_at, case when held_by is null then due_at end,
        case when held_by is null then 'publish' end, held_by, expiry,
        ${by.userId}, ${now}::timestamptz, ${now}::timestamptz
      from given
    )
    insert into publication_line (id, publication_id, at, ended_at, kind, outcome, message)
    select line_id, id, ${now}::timestamptz, ${now}::timestamptz, 'planned', 'done', ${message}::jsonb from given`.execute(
    tx,
  )
  await announceAll(
    tx,
    fresh.map(({ id, post, account }) => ({
      type: 'publication.planned',
      payload: { publicationId: id, postId: post.id, accountId: account.id, state: 'planned' },
      scope: { brandId: post.brandId },
    })),
  )
}

/** The post shows when it is planned for. */
async function keepPlans(tx: Tx, by: Scheduler, planned: Wanted[], now: Date): Promise<void> {
  const rows = JSON.stringify(planned.map(({ post, when }) => ({ id: post.id, ...when })))
  await sql`
    update post p set plan_wall = g.wall, plan_zone = g.zone, plan_at = g."dueAt", changed_at = ${now}::timestamptz, changed_by = ${by.userId}
    from jsonb_to_recordset(${rows}::jsonb) as g(id text, wall text, zone text, "dueAt" timestamptz)
    where p.id = g.id`.execute(tx)
}
