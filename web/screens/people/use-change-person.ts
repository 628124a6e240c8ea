import { askAgain, desk, useAct } from '../../api/ask.ts'
import { type ChangePerson, changePerson, type Person, peoplePath, person } from '../../api/people.ts'
import { useBrand } from '../../shell/here.ts'

/** Puts a person as they are now in the place of what was known. */
export function useKeepPerson(): (changed: Person) => void {
  const brand = useBrand()
  return (changed) => {
    desk.setQueryData(person(brand.id, changed.id).queryKey, changed)
    void askAgain(peoplePath(brand.id))
  }
}

/** Name, language, tags and consent are changed one at a time, where they stand. */
export function useChangePerson(of: Person, done?: () => void) {
  const brand = useBrand()
  const keep = useKeepPerson()
  return useAct((change: ChangePerson) => changePerson(brand.id, of.id, change), {
    quiet: done !== undefined,
    done: (changed) => {
      keep(changed)
      done?.()
    },
  })
}
