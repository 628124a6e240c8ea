import type { ReactNode } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Page } from '../../ui/layout.tsx'
import { Places } from '../../ui/places.tsx'

const places = ['index', 'cases', 'crises', 'people', 'bank'] as const
export type Place = (typeof places)[number]

const pathOf = (place: Place) => `/brands/$brandId/reputation${place === 'index' ? '' : `/${place}`}`

type ReputationPageProps = { place: Place; title?: string; lead?: ReactNode; acts?: ReactNode; children: ReactNode }

/** One page of what concerns the brand's name, with the way to the others. */
export function ReputationPage({ place, title, lead, acts, children }: ReputationPageProps) {
  const say = useWords()
  const brand = useBrand()
  return (
    <Page title={title ?? say(`repute.${place}`)} lead={lead ?? say(`repute.${place}.lead`)} acts={acts}>
      <Places
        label={say('repute.nav')}
        params={{ brandId: brand.id }}
        places={places.map((one) => ({ to: pathOf(one), text: say(`repute.${one}`), isHere: one === place }))}
      />
      {children}
    </Page>
  )
}
