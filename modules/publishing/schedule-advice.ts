import type { DbOrTx } from '../../kernel/db/tables.ts'
import type { MessageValues } from '../../kernel/failure.ts'
import { wallAt } from '../../kernel/wall-time.ts'
import type { BrandRow } from '../brand/index.ts'
import type { Wanted } from './schedule-post.ts'
import { nearestOthers } from './store.ts'

/** Worth knowing, stops nothing. */
export type Advice = { code: string; values?: MessageValues; accountId: string | null }

const minute = 60_000

/** Posts of others on the same account in the same minute, or nearer than the brand wants them. */
export async function nearnessAdvice(db: DbOrTx, brand: BrandRow, wanted: Wanted[]): Promise<Advice[]> {
  const least = brand.minimumDistanceMinutes
  const planned = wanted.flatMap(({ post, when, accounts }) =>
    accounts.map(({ id, name }) => ({ postId: post.id, accountId: id, name, dueAt: when.dueAt })),
  )
  const nearest = await nearestOthers(db, planned, Math.max(minute, least * minute))
  return planned.flatMap(({ postId, accountId, name }): Advice[] => {
    const ms = nearest.get(`${postId} ${accountId}`)
    if (ms === undefined) return []
    if (ms < minute) return [{ code: 'publishing.warning.clash', values: { account: name }, accountId }]
    const values = { account: name, minutes: Math.floor(ms / minute), least }
    return [{ code: 'publishing.warning.near', values, accountId }]
  })
}

/** What a clock change did to a time, hours the brand wants to be quiet in, and accounts that cannot publish just now. */
export function adviceFor(brand: BrandRow, wanted: Wanted[]): Advice[] {
  const seen = new Map<string, Advice>()
  for (const one of wanted)
    for (const advice of [...clockAdvice(one), ...quietAdvice(brand, one), ...accountAdvice(one)])
      seen.set(`${advice.code} ${advice.accountId} ${JSON.stringify(advice.values)}`, advice)
  return [...seen.values()]
}

function clockAdvice({ when }: Wanted): Advice[] {
  const values = { wall: when.wall.replace('T', ' '), zone: when.zone }
  if (when.resolved === 'gap-moved-later') return [{ code: 'publishing.warning.gap', values, accountId: null }]
  if (when.resolved === 'overlap-first') return [{ code: 'publishing.warning.overlap', values, accountId: null }]
  return []
}

/** Quiet is by the brand's clocks, in whatever zone the post was planned. */
function quietAdvice({ quietFrom: from, quietTo: to, zone }: BrandRow, { when }: Wanted): Advice[] {
  if (from === null || to === null) return []
  const time = wallAt(when.dueAt, zone).slice(11)
  const quiet = from <= to ? time >= from && time < to : time >= from || time < to
  return quiet ? [{ code: 'publishing.warning.quiet', values: { from, to }, accountId: null }] : []
}

function accountAdvice({ accounts }: Wanted): Advice[] {
  return accounts.flatMap(({ id, name, paused, health }) => {
    if (paused) return [{ code: 'publishing.warning.paused', values: { account: name }, accountId: id }]
    if (health === 'reconnect')
      return [{ code: 'publishing.warning.reconnect', values: { account: name }, accountId: id }]
    return []
  })
}
