import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { World } from '../../kernel/world.ts'
import type { Caller } from '../team/index.ts'
import type { AlertChoices as AlertChoicesShape, OwnAlertChoices } from './api.ts'
import { type AlertChoices, usualChoices } from './choose-ways.ts'
import type { QuietHours } from './duty.ts'

export type ChosenBy = { userId: string; choices: AlertChoices; quiet: QuietHours | null; digestMinutes: number }

const usual = { choices: usualChoices, quiet: null, digestMinutes: 60 }

/** How each of them wants to hear of what happens in the brand; as usual for who never chose. */
export async function choicesOf(db: DbOrTx, brandId: string, userIds: string[]): Promise<ChosenBy[]> {
  if (!userIds.length) return []
  const rows = await db
    .selectFrom('alertChoice')
    .select(['userId', 'choices', 'quiet', 'digestMinutes'])
    .where('brandId', '=', brandId)
    .where('userId', 'in', userIds)
    .execute()
  const chosen = new Map(rows.map((row) => [row.userId, row]))
  return userIds.map((userId) => {
    const own = chosen.get(userId)
    return { userId, ...usual, ...own, choices: { ...usualChoices, ...own?.choices } }
  })
}

export async function ownChoices(
  world: World,
  caller: Caller,
  brandId: string,
): Promise<z.input<typeof OwnAlertChoices>> {
  const [own] = await choicesOf(world.db, brandId, [caller.userId])
  const { choices, quiet, digestMinutes } = own ?? usual
  return { choices, quiet, digestMinutes, mail: world.mail.ready }
}

export async function chooseAlerts(
  world: World,
  caller: Caller,
  brandId: string,
  given: z.output<typeof AlertChoicesShape>,
): Promise<void> {
  const row = {
    choices: JSON.stringify({ ...usualChoices, ...given.choices }),
    quiet: given.quiet && JSON.stringify(given.quiet),
    digestMinutes: given.digestMinutes,
  }
  await world.db
    .insertInto('alertChoice')
    .values({ userId: caller.userId, brandId, ...row })
    .onConflict((found) => found.columns(['userId', 'brandId']).doUpdateSet(row))
    .execute()
}
