import { sql } from 'kysely'
import { inTransaction } from '../../kernel/db/connect.ts'
import { NetworkFailure, Refusal } from '../../kernel/failure.ts'
import { enqueue } from '../../kernel/jobs.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { alertToDeliver, type ToDeliver } from './alert-store.ts'
import { noteSent, reasonOf, sendOver } from './channels.ts'
import { burst } from './choose-ways.ts'
import { pushTo } from './push.ts'
import { deliverAlertJob } from './raise-alert.ts'
import { hrefIn, textOf } from './say-alert.ts'

/** Pushes it, or hands it to its channel. One that was sent is not sent again; what may pass is tried again by the job. */
export async function deliverAlert(world: NetworkedWorld, { deliveryId }: JsonObject): Promise<void> {
  const found = await alertToDeliver(world.db, String(deliveryId))
  if (found?.state !== 'waiting') return
  try {
    if (found.channel) await overChannel(world, found)
    else await byPush(world, found)
    await settle(world, found.id, 'sent')
  } catch (error) {
    if (!(error instanceof NetworkFailure || error instanceof Refusal)) throw error
    if (found.channel) await noteSent(world, found.channel, reasonOf(error, found.locale))
    const mayPass = error instanceof NetworkFailure && (error.kind === 'network-down' || error.kind === 'slow-down')
    const isFresh = world.clock.now().getTime() - found.at.getTime() < staleMs
    if (mayPass && isFresh) throw error
    await settle(world, found.id, 'failed')
  }
}

/** An alert of an hour ago is no alert any more. */
const staleMs = 3600_000

const settle = (world: NetworkedWorld, id: string, state: 'sent' | 'failed') =>
  world.db.updateTable('alertDelivery').set({ state, sentAt: world.clock.now() }).where('id', '=', id).execute()

async function overChannel(world: NetworkedWorld, found: ToDeliver): Promise<void> {
  const { channel, event, brandName: brand, at } = found
  if (!channel) return
  const link = `${world.config.publicUrl}${hrefIn(found)}`
  await sendOver(world, channel, { id: found.id, event, brand, text: textOf(found), link, at })
  await noteSent(world, channel, null)
}

async function byPush(world: NetworkedWorld, found: ToDeliver): Promise<void> {
  if (!found.userId) return
  const tag = found.conversationId ?? found.alertId
  await pushTo(world, found.userId, { title: found.brandName, text: textOf(found), href: hrefIn(found), tag })
}

type Held = { userId: string | null; channelId: string | null; lastId: string; count: number }

/**
 * What was too much at once is told together: the latest of it, with how many more there are. Once for each of those who
 * were spared, as soon as their first is as old as the window of a burst.
 */
export async function tellHeld(world: NetworkedWorld): Promise<void> {
  const now = world.clock.now()
  await inTransaction(world.db, async (tx) => {
    await sql`select pg_advisory_xact_lock(4041)`.execute(tx)
    const { rows } = await sql<Held>`
      select user_id, channel_id, max(id) as last_id, count(*) as count from alert_delivery where state = 'held'
      group by user_id, channel_id having min(at) <= ${new Date(now.getTime() - burst.withinMs)} limit 500`.execute(tx)
    for (const { userId, channelId, lastId, count } of rows) {
      await sql`update alert_delivery set state = 'dropped' where state = 'held' and id < ${lastId}
        and user_id is not distinct from ${userId} and channel_id is not distinct from ${channelId}`.execute(tx)
      const set = { state: 'waiting', held: count - 1 } as const
      await tx.updateTable('alertDelivery').set(set).where('id', '=', lastId).execute()
      await enqueue(tx, world.clock, deliverAlertJob, { deliveryId: lastId })
    }
  })
}

const keptForMs = 30 * 86_400_000

export async function forgetAlerts(world: NetworkedWorld): Promise<void> {
  const before = new Date(world.clock.now().getTime() - keptForMs)
  await world.db.deleteFrom('alert').where('at', '<', before).execute()
}
