import type { MessageValues } from '../../kernel/failure.ts'
import type { BrandRow } from '../brand/index.ts'
import type { Wanted } from './schedule-post.ts'

/** Worth knowing, stops nothing. */
export type Advice = { code: string; values?: MessageValues; accountId: string | null }

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

function quietAdvice({ quietFrom: from, quietTo: to }: BrandRow, { when }: Wanted): Advice[] {
  if (from === null || to === null) return []
  const time = when.wall.slice(11)
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
