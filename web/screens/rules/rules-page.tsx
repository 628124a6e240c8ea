import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Page } from '../../ui/layout.tsx'
import styles from './rules.module.css'

const places = ['list', 'hits', 'words'] as const
type Place = (typeof places)[number]

const pathOf = (place: Place) => `/brands/$brandId/rules${place === 'list' ? '' : `/${place}`}`

/** One page of moderation, with the way to the others. */
export function RulesPage({ place, acts, children }: { place: Place; acts?: ReactNode; children: ReactNode }) {
  const say = useWords()
  const brand = useBrand()
  return (
    <Page title={say(`rules.${place}`)} lead={say(`rules.${place}.lead`)} acts={acts}>
      <nav className={styles.places} aria-label={say('rules.nav')}>
        {places.map((one) => (
          <Link
            key={one}
            to={pathOf(one)}
            params={{ brandId: brand.id }}
            activeOptions={{ exact: true }}
            aria-current={one === place ? 'page' : undefined}
          >
            {say(`rules.${one}`)}
          </Link>
        ))}
      </nav>
      {children}
    </Page>
  )
}
