import type { z } from 'zod'
import type { World } from '../../../../kernel/world.ts'
import { type Caller, iso } from '../../../team/index.ts'
import { zoneOf } from '../../zone-of.ts'
import type { OwnDigest, OwnDigestState } from '../api.ts'
import { nextDue } from './due.ts'

const usual = { hour: 9, weekday: 1, onlyWithNews: true, dailyAt: null, weeklyAt: null }

/** What the caller wants to read by mail of the brand; nothing, until they choose. */
export async function ownDigest(
  world: World,
  { userId }: Caller,
  brandId: string,
): Promise<z.input<typeof OwnDigestState>> {
  const row = await world.db
    .selectFrom('listeningDigest')
    .select(['hour', 'weekday', 'onlyWithNews', 'dailyAt', 'weeklyAt'])
    .where('userId', '=', userId)
    .where('brandId', '=', brandId)
    .executeTakeFirst()
  const { dailyAt, weeklyAt, ...own } = row ?? usual
  const next = [dailyAt, weeklyAt].filter((one) => one !== null).sort((a, b) => a.getTime() - b.getTime())[0]
  return {
    ...own,
    daily: dailyAt !== null,
    weekly: weeklyAt !== null,
    mail: world.mail.ready,
    nextAt: iso(next ?? null),
  }
}

export async function chooseDigest(
  world: World,
  { userId }: Caller,
  brandId: string,
  { daily, weekly, ...given }: z.output<typeof OwnDigest>,
): Promise<void> {
  const now = world.clock.now()
  const timing = { ...given, zone: await zoneOf(world.db, brandId) }
  const row = {
    ...given,
    dailyAt: daily ? nextDue({ ...timing, every: 'day' }, now) : null,
    weeklyAt: weekly ? nextDue({ ...timing, every: 'week' }, now) : null,
  }
  await world.db
    .insertInto('listeningDigest')
    .values({ userId, brandId, ...row })
    .onConflict((known) => known.columns(['userId', 'brandId']).doUpdateSet(row))
    .execute()
}
