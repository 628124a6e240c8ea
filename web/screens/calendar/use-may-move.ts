import { useCallback } from 'react'
import type { CalendarEntry } from '../../api/planning.ts'
import { mayAs } from '../../api/team.ts'
import { useMe } from '../../shell/here.ts'
import { moverOf } from './entry-state.ts'

/** May I move this post, in the brand it belongs to? */
export function useMayMove(): (entry: CalendarEntry) => boolean {
  const { brands } = useMe()
  return useCallback(
    (entry) => {
      const role = brands.find((brand) => brand.id === entry.brandId)?.role
      const least = moverOf(entry)
      return role !== undefined && least !== null && mayAs(role, least)
    },
    [brands],
  )
}
