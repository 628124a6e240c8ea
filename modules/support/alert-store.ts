import type { Selectable } from 'kysely'
import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { World } from '../../kernel/world.ts'
import type { Caller } from '../team/index.ts'
import type { FreshAlerts } from './api.ts'
import type { ChannelRow } from './channels.ts'
import type { AlertEvent } from './choose-ways.ts'
import { hrefIn, textOf } from './say-alert.ts'
import type { AlertDeliveryTable, AlertSaid } from './tables.ts'

export type ToDeliver = Selectable<AlertDeliveryTable> & {
  event: AlertEvent
  said: AlertSaid
  brandName: string
  /** The reader's, or the brand's. */
  locale: string
  channel: ChannelRow | undefined
}

export async function alertToDeliver(db: DbOrTx, deliveryId: string): Promise<ToDeliver | undefined> {
  const row = await db
    .selectFrom('alertDelivery')
    .innerJoin('alert', 'alert.id', 'alertDelivery.alertId')
    .innerJoin('brand', 'brand.id', 'alertDelivery.brandId')
    .leftJoin('deskUser', 'deskUser.id', 'alertDelivery.userId')
    .selectAll('alertDelivery')
    .select(['alert.event', 'alert.said', 'brand.name as brandName', 'brand.language', 'deskUser.locale'])
    .where('alertDelivery.id', '=', deliveryId)
    .executeTakeFirst()
  if (!row) return undefined
  const channel = row.channelId
    ? await db.selectFrom('alertChannel').selectAll().where('id', '=', row.channelId).executeTakeFirst()
    : undefined
  if (row.channelId && !channel) return undefined
  return { ...row, locale: row.locale ?? row.language, channel }
}

const freshMs = 60_000

/** What the caller was told within the last minute: for the sound, which is not made where they chose silence. */
export async function freshAlerts(world: World, caller: Caller, locale: string): Promise<z.input<typeof FreshAlerts>> {
  const rows = await world.db
    .selectFrom('alertDelivery')
    .innerJoin('alert', 'alert.id', 'alertDelivery.alertId')
    .select(['alertDelivery.id', 'event', 'said', 'ways', 'alertDelivery.at', 'held', 'alertDelivery.brandId'])
    .select('alertDelivery.conversationId')
    .where('userId', '=', caller.userId)
    .where('alertDelivery.brandId', 'in', [...caller.brands.keys(), ''])
    .where('state', 'in', ['waiting', 'sent', 'failed'])
    .where('alertDelivery.at', '>', new Date(world.clock.now().getTime() - freshMs))
    .orderBy('alertDelivery.id', 'desc')
    .limit(20)
    .execute()
  return {
    items: rows
      .filter((row) => row.ways.includes('desk'))
      .map((row) => ({
        ...{ id: row.id, event: row.event, text: textOf({ ...row, locale }), href: hrefIn(row) },
        ...{ loud: row.ways.includes('sound'), at: row.at.toISOString() },
      })),
  }
}
