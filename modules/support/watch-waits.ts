import { sql } from 'kysely'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { DeskEvent } from '../../kernel/events.ts'
import { enqueue } from '../../kernel/jobs.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { World } from '../../kernel/world.ts'
import { raiseAlert } from './raise-alert.ts'
import { recountWaits } from './recount-waits.ts'
import type { WaitKind } from './waits.ts'

/** What was said or done may begin, end or move what is due. What only changed what is due does not. */
export async function recountHeard(world: World, { payload }: DeskEvent): Promise<void> {
  const { conversationId, kinds } = payload
  if (typeof conversationId !== 'string') return
  if (Array.isArray(kinds) && kinds.every((kind) => idle.has(String(kind)))) return
  await recountWaits(world, conversationId)
}

const idle = new Set(['due', 'read', 'tone', 'toned', 'language', 'assigned', 'unassigned', 'note'])

/** After hours or levels changed: all that is open is judged by the new ones. */
export async function recountLater(world: World, { brandId }: DeskEvent): Promise<void> {
  if (brandId)
    await enqueue(world.db, world.clock, recountBrandJob, { brandId }, { key: `${recountBrandJob} ${brandId}` })
}
export const recountBrandJob = 'support.recount-brand'

export async function recountBrand(world: World, { brandId, after }: JsonObject): Promise<void> {
  const rows = await world.db
    .selectFrom('conversation')
    .select('id')
    .where('brandId', '=', String(brandId))
    .where('movedTo', 'is', null)
    .where('state', 'in', ['open', 'snoozed'])
    .where('id', '>', String(after ?? ''))
    .orderBy('id')
    .limit(200)
    .execute()
  for (const { id } of rows) await recountWaits(world, id)
  const last = rows.length === 200 ? rows.at(-1) : undefined
  if (last) await enqueue(world.db, world.clock, recountBrandJob, { brandId: String(brandId), after: last.id })
}

type Late = { conversationId: string; brandId: string; kind: WaitKind; since: Date }
const atOnce = 200

/** Warns of what is soon late, and notes what is. Each once, whoever of several processes comes to it. */
export async function warnOfLate(world: World): Promise<void> {
  const now = world.clock.now()
  await inTransaction(world.db, async (tx) => {
    const { rows: soon } = await sql<Late>`
      update service_wait set warned_at = ${now} where (conversation_id, kind, since) in (
        select conversation_id, kind, since from service_wait
        where ended_at is null and warned_at is null and warn_at <= ${now} limit ${atOnce} for update skip locked)
      and ended_at is null returning conversation_id, brand_id, kind, since, due_at > ${now} as ahead`.execute(tx)
    for (const one of soon.filter(isAhead)) await tell(world, tx, one, 'late-soon')
    const { rows: missed } = await sql<Late>`
      update service_wait set missed_at = due_at, warned_at = coalesce(warned_at, ${now})
      where (conversation_id, kind, since) in (
        select conversation_id, kind, since from service_wait
        where ended_at is null and missed_at is null and due_at <= ${now} limit ${atOnce} for update skip locked)
      and ended_at is null returning conversation_id, brand_id, kind, since`.execute(tx)
    for (const one of missed) await tell(world, tx, one, 'late')
  })
}

const isAhead = (row: Late & { ahead?: boolean }) => row.ahead === true

const tell = (world: World, tx: Parameters<typeof raiseAlert>[1], late: Late, event: 'late-soon' | 'late') =>
  raiseAlert(world, tx, {
    ...{ event, brandId: late.brandId, conversationId: late.conversationId },
    origin: `${event} ${late.kind} ${late.since.toISOString()} ${late.conversationId}`,
  })
