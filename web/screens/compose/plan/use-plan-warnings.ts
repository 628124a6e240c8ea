import { useQuery } from '@tanstack/react-query'
import type { Brand } from '../../../api/brand.ts'
import { calendar } from '../../../api/planning.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { resolveWall } from '../../calendar/time/resolve-wall.ts'
import type { Draft } from '../draft/draft.ts'
import { isQuiet } from './quiet-hours.ts'

const minute = 60_000

/** What speaks against the chosen moment without forbidding it. */
export function usePlanWarnings(brand: Brand | undefined, draft: Draft, postId: string | undefined): string[] {
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
    enabled: at !== null && distance > 0 && brand !== undefined && draft.accountIds.length > 0,
  })
  if (at === null || !brand || !draft.plan) return []
  const warnings: string[] = []
  if (at < Date.now()) warnings.push(say('compose.plan.past'))
  if (isQuiet(at, brand.zone, brand.quietHours) && brand.quietHours)
    warnings.push(
      say('compose.plan.quiet', {
        from: format.wallTime(brand.quietHours.from),
        to: format.wallTime(brand.quietHours.to),
      }),
    )
  const other = near.data?.entries.find((entry) => entry.postId !== postId)
  if (other)
    warnings.push(
      say('compose.plan.close', {
        title: other.title || say('compose.untitled'),
        time: format.time(other.at, draft.plan.zone),
        minutes: brand.minimumDistanceMinutes,
      }),
    )
  return warnings
}
