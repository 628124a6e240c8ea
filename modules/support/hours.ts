import type { Selectable } from 'kysely'
import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { type FieldProblem, Refusal } from '../../kernel/failure.ts'
import { newId } from '../../kernel/id.ts'
import type { World } from '../../kernel/world.ts'
import { accountIdsOf } from '../brand/index.ts'
import { type Caller, recordAct } from '../team/index.ts'
import type { ReplaceSchedules, Schedule } from './api.ts'
import type { BusinessHours } from './business-time.ts'
import type { BusinessHoursTable } from './tables.ts'

export type ScheduleRow = Selectable<BusinessHoursTable>
type Given = z.output<typeof ReplaceSchedules>['schedules']

export const schedulesOf = (db: DbOrTx, brandId: string): Promise<ScheduleRow[]> =>
  db.selectFrom('businessHours').selectAll().where('brandId', '=', brandId).orderBy('place').execute()

/** When the brand is there for an account: by its own schedule, else by the one for all others, else day and night. */
export function hoursFor(schedules: ScheduleRow[], accountId: string, zone: string): BusinessHours {
  const own = schedules.find((one) => one.accountIds.includes(accountId))
  return own ?? schedules.find((one) => one.accountIds.length === 0) ?? { ...dayAndNight, zone }
}

const dayAndNight = { week: Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]), holidays: [] }

/** The schedules as a whole. Throws at the field for an account of another brand, and for one that two are for. */
export async function replaceSchedules(world: World, caller: Caller, brandId: string, given: Given): Promise<void> {
  await inTransaction(world.db, async (tx) => {
    await tx.selectFrom('brand').select('id').where('id', '=', brandId).forUpdate().execute()
    await refuseUnclear(tx, brandId, given)
    const known = new Set((await schedulesOf(tx, brandId)).map((one) => one.id))
    await tx.deleteFrom('businessHours').where('brandId', '=', brandId).execute()
    const now = world.clock.now()
    const rows = given.map(({ id, name, zone, week, holidays, accountIds }, place) => ({
      ...{ id: id && known.has(id) ? id : newId(now), brandId, place, name, zone, accountIds },
      ...{ week: JSON.stringify(week), holidays: JSON.stringify(holidays) },
    }))
    if (rows.length) await tx.insertInto('businessHours').values(rows).execute()
    await recordAct(tx, { by: caller, name: 'hours.replaced', brandId, details: { schedules: rows.length }, at: now })
    await announce(tx, 'service.settings-changed', {}, { brandId })
  })
}

async function refuseUnclear(tx: Tx, brandId: string, given: Given): Promise<void> {
  const accounts = await accountIdsOf(tx, brandId)
  const taken = new Set<string>()
  let hasUsual = false
  const fields: FieldProblem[] = []
  for (const [at, { accountIds, holidays }] of given.entries()) {
    if (accountIds.length === 0 && hasUsual)
      fields.push({ path: `schedules.${at}.accountIds`, code: 'support.twoForAll' })
    hasUsual ||= accountIds.length === 0
    for (const [n, id] of accountIds.entries()) {
      const code = accounts.has(id) ? (taken.has(id) ? 'support.accountTwice' : undefined) : 'brand.noAccount'
      if (code) fields.push({ path: `schedules.${at}.accountIds.${n}`, code })
      taken.add(id)
    }
    for (const [n, { date }] of holidays.entries())
      if (holidays.findIndex((one) => one.date === date) < n)
        fields.push({ path: `schedules.${at}.holidays.${n}.date`, code: 'support.holidayTwice' })
  }
  if (fields.length) throw new Refusal(422, 'request.invalid', { fields })
}

export const scheduleAnswer = ({
  id,
  name,
  zone,
  week,
  holidays,
  accountIds,
}: ScheduleRow): z.input<typeof Schedule> & {
  id: string
} => ({ id, name, zone, week, holidays, accountIds })
