import type { ReactNode } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Page } from '../../ui/layout.tsx'
import { Places } from '../../ui/places.tsx'

/** The screens of the room, in their order; each stands in the folder of its name. */
const places = ['stream', 'dashboard', 'queries', 'sources', 'alerts', 'capture'] as const
export type Place = (typeof places)[number]

const pathOf = (place: Place) => `/brands/$brandId/listening${place === 'stream' ? '' : `/${place}`}`

type ListeningPageProps = { place: Place; lead?: ReactNode; acts?: ReactNode; children: ReactNode }

/** One page of what is said in public, with the way to the others. */
export function ListeningPage({ place, lead, acts, children }: ListeningPageProps) {
  const say = useWords()
  return (
    <Page title={say(`listen.place.${place}`)} lead={lead} acts={acts}>
      <ListeningPlaces place={place} />
      {children}
    </Page>
  )
}

/** The same ways, for a screen that fills all there is. */
export function ListeningPlaces({ place }: { place: Place }) {
  const say = useWords()
  const { id: brandId } = useBrand()
  return (
    <Places
      label={say('listen.nav')}
      params={{ brandId }}
      places={places.map((one) => ({ to: pathOf(one), text: say(`listen.place.${one}`), isHere: one === place }))}
    />
  )
}
