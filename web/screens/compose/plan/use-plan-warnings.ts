import { useQuery } from '@tanstack/react-query'
import type { Account, Brand } from '../../../api/brand.ts'
import { type CalendarEntry, calendar } from '../../../api/planning.ts'
import { useFormat } from '../../../i18n/format.ts'
import { type Say, useWords } from '../../../i18n/words.tsx'
import { resolveWall } from '../../calendar/time/resolve-wall.ts'
import type { Composer } from '../saving/use-composer.ts'
import { isQuiet } from './quiet-hours.ts'

const minute = 60_000

/** What speaks against the chosen moment without forbidding it. */
export function usePlanWarnings(
  brand: Brand | undefined,
  { draft, post, saving }: Composer,
  accounts: readonly Account[],
  nameOf: (accountId: string) => string,
): string[] {
  const say = useWords()
  const format = useFormat()
  const at = draft.plan ? resolveWall(draft.plan.wall, draft.plan.zone).at : null
  const distance = (brand?.minimumDistanceMinutes ?? 0) * minute
  const near = useQuery({
    ...calendar({
      from: new Date((at ?? 0) - distance).toISOString(),
      to: new Date((at ?? 0) + distance + minute).toISOString(),
      brands: brand?.id,
      accounts: draft.accountIds.join(','),
    }),
    enabled: at !== null && brand !== undefined && draft.accountIds.length > 0,
  })
  const isOut = post?.publications.some((one) => one.state === 'published') ?? false
  if (at === null || !brand || !draft.plan || (isOut && at < Date.now())) return []
  const warnings: string[] = []
  if (at < Date.now() && !saving.held) warnings.push(say('compose.plan.past'))
  if (isQuiet(at, brand.zone, brand.quietHours) && brand.quietHours)
    warnings.push(
      say('compose.plan.quiet', {
        from: format.wallTime(brand.quietHours.from),
        to: format.wallTime(brand.quietHours.to),
      }),
    )
  const other = nearest(near.data?.entries ?? [], at, post?.id)
  if (other) {
    const isClash = Math.floor(Date.parse(other.at) / minute) === Math.floor(at / minute)
    warnings.push(
      say(isClash ? 'compose.plan.clash' : 'compose.plan.close', {
        title: other.title.trim() || say('compose.untitled'),
        time: format.time(other.at, draft.plan.zone),
        minutes: brand.minimumDistanceMinutes,
      }),
    )
  }
  const chosen = accounts.filter((account) => draft.accountIds.includes(account.id))
  return [...warnings, ...chosen.flatMap((account) => accountWarning(account, nameOf(account.id), say))]
}

function accountWarning({ paused, health }: Account, account: string, say: Say): string[] {
  if (paused) return [say('compose.plan.paused', { account })]
  const isCut = ['reconnect', 'disconnected', 'limited'].includes(health.state)
  return isCut ? [say('compose.plan.reconnect', { account })] : []
}

const over = new Set(['cancelled', 'removed', 'rejected', 'missed'])

/** The other post that goes out closest to this moment. */
function nearest(entries: readonly CalendarEntry[], at: number, postId: string | undefined): CalendarEntry | undefined {
  const distance = (entry: CalendarEntry) => Math.abs(Date.parse(entry.at) - at)
  return entries
    .filter((entry) => entry.postId !== postId && !over.has(entry.state))
    .sort((a, b) => distance(a) - distance(b))[0]
}
