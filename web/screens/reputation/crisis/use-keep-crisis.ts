import { askAgain, desk } from '../../../api/ask.ts'
import { type Crisis, crisesPath, crisis, standingCrises } from '../../../api/reputation.ts'
import { useBrand } from '../../../shell/here.ts'

/** Puts a crisis as it is now in the place of what was known. */
export function useKeepCrisis(): (changed: Crisis) => void {
  const brand = useBrand()
  return (changed) => {
    desk.setQueryData(crisis(brand.id, changed.id).queryKey, changed)
    void askAgain(crisesPath(brand.id))
    void askAgain(String(standingCrises().queryKey[0]))
  }
}
