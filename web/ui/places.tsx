import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import styles from './layout.module.css'

type PlacesProps = {
  label: string
  params: Record<string, string>
  places: readonly { to: string; text: string; isHere: boolean }[]
}

/** Ways to the other screens of a room; the one that stands is in sight. */
export function Places({ label, params, places }: PlacesProps) {
  const ways = useRef<HTMLElement>(null)
  useEffect(() => {
    const here = ways.current?.querySelector('[aria-current="page"]')
    here?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [])
  return (
    <nav ref={ways} className={styles.places} aria-label={label}>
      {places.map(({ to, text, isHere }) => (
        <Link
          key={to}
          to={to}
          params={params}
          activeOptions={{ exact: true, includeSearch: false }}
          aria-current={isHere ? 'page' : undefined}
        >
          {text}
        </Link>
      ))}
    </nav>
  )
}
