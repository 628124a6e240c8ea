import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Page } from '../../ui/layout.tsx'
import styles from './support.module.css'

const places = ['measures', 'levels', 'replies', 'macros', 'labels', 'articles', 'experts', 'alerts'] as const
export type Place = (typeof places)[number]

const pathOf = (place: Place) => `/brands/$brandId/support${place === 'measures' ? '' : `/${place}`}`

/** One page of what helps to answer, with the way to the others. */
export function SupportPage({ place, acts, children }: { place: Place; acts?: ReactNode; children: ReactNode }) {
  const say = useWords()
  const brand = useBrand()
  const ways = useRef<HTMLElement>(null)
  useEffect(() => {
    const here = ways.current?.querySelector('[aria-current="page"]')
    here?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [])
  return (
    <Page title={say(`service.${place}`)} lead={say(`service.${place}.lead`)} acts={acts}>
      <nav ref={ways} className={styles.places} aria-label={say('service.nav')}>
        {places.map((one) => (
          <Link key={one} to={pathOf(one)} params={{ brandId: brand.id }} activeOptions={{ exact: true }}>
            {say(`service.${one}`)}
          </Link>
        ))}
      </nav>
      {children}
    </Page>
  )
}
