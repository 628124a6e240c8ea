import { useRouter } from '@tanstack/react-router'
import { desk } from '../../api/ask.ts'
import { type Me, me } from '../../api/team.ts'
import { ownAddress } from '../../shell/own-address.ts'

/** Goes in: whoever signed in is known from now on, and everything kept of somebody else is forgotten. */
export function useEnter(): (person: Me, to?: string) => void {
  const router = useRouter()
  return (person, to) => {
    desk.clear()
    desk.setQueryData(me().queryKey, person)
    void router.navigate({ href: ownAddress(to) ?? '/', replace: true })
  }
}
