import { askAgain, desk, useAct } from '../../../api/ask.ts'
import { addToCase, type Case, casesPath, dropFromCase, oneCase } from '../../../api/reputation.ts'
import { useBrand } from '../../../shell/here.ts'

/** Puts a case as it is now in the place of what was known. */
function useKeepCase(of: Case, done?: () => void): (changed: Case) => void {
  const brand = useBrand()
  return (changed) => {
    desk.setQueryData(oneCase(brand.id, of.id).queryKey, changed)
    void askAgain(casesPath(brand.id))
    done?.()
  }
}

export function useAddTo(of: Case, what: string, done?: () => void) {
  const brand = useBrand()
  const keep = useKeepCase(of, done)
  return useAct((body: object) => addToCase(brand.id, of.id, what, body), { quiet: done !== undefined, done: keep })
}

/** `what` is the part's address: `pages/<id>`. */
export function useDropFrom(of: Case) {
  const brand = useBrand()
  const keep = useKeepCase(of)
  return useAct((what: string) => dropFromCase(brand.id, of.id, what), { done: keep })
}

export function useSteer(of: Case) {
  const brand = useBrand()
  const keep = useKeepCase(of)
  return useAct((what: string) => addToCase(brand.id, of.id, what, {}), { done: keep })
}
