import type { ReactNode } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Page } from '../../ui/layout.tsx'
import { Places } from '../../ui/places.tsx'

const places = ['list', 'hits', 'words'] as const
type Place = (typeof places)[number]

const pathOf = (place: Place) => `/brands/$brandId/rules${place === 'list' ? '' : `/${place}`}`

/** One page of moderation, with the way to the others. */
export function RulesPage({ place, acts, children }: { place: Place; acts?: ReactNode; children: ReactNode }) {
  const say = useWords()
  const brand = useBrand()
  return (
    <Page title={say(`rules.${place}`)} lead={say(`rules.${place}.lead`)} acts={acts}>
      <Places
        label={say('rules.nav')}
        params={{ brandId: brand.id }}
        places={places.map((one) => ({ to: pathOf(one), text: say(`rules.${one}`), isHere: one === place }))}
      />
      {children}
    </Page>
  )
}
