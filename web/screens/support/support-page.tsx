import type { ReactNode } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Page } from '../../ui/layout.tsx'
import { Places } from '../../ui/places.tsx'

const places = ['measures', 'levels', 'replies', 'macros', 'labels', 'articles', 'experts', 'alerts'] as const
export type Place = (typeof places)[number]

const pathOf = (place: Place) => `/brands/$brandId/support${place === 'measures' ? '' : `/${place}`}`

/** One page of what helps to answer, with the way to the others. */
export function SupportPage({ place, acts, children }: { place: Place; acts?: ReactNode; children: ReactNode }) {
  const say = useWords()
  const brand = useBrand()
  return (
    <Page title={say(`service.${place}`)} lead={say(`service.${place}.lead`)} acts={acts}>
      <Places
        label={say('service.nav')}
        params={{ brandId: brand.id }}
        places={places.map((one) => ({ to: pathOf(one), text: say(`service.${one}`), isHere: one === place }))}
      />
      {children}
    </Page>
  )
}
