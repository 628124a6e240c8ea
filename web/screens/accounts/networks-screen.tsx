import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { accounts, networks } from '../../api/brand.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../../ui/layout.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { NetworkShelves } from './network-shelves.tsx'
import styles from './networks.module.css'

/** Every network there is, on shelves, to be found by its name. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const asked = useQuery(networks())
  const own = useQuery(accounts(brand.id))
  const [sought, setSought] = useState('')
  const isNew = own.data?.items.length === 0
  return (
    <Page
      title={say('accounts.connect.title')}
      lead={say('accounts.connect.lead')}
      acts={
        <ButtonLink icon="arrow-left" variant="quiet" to={`/brands/${brand.id}/accounts`}>
          {say('accounts.title')}
        </ButtonLink>
      }
    >
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.isPending && <SkeletonRows />}
      {isNew && asked.data?.items.some((network) => network.practice) && (
        <Banner tone="accent" icon="practice" title={say('accounts.practice.title')}>
          {say('accounts.practice.text')}
        </Banner>
      )}
      {asked.data && (
        <>
          <search className={styles.search}>
            <TextField
              label={say('accounts.connect.search')}
              before={<Icon name="search" size={16} />}
              type="search"
              value={sought}
              onChange={setSought}
            />
          </search>
          <NetworkShelves brandId={brand.id} networks={asked.data.items} own={own.data?.items ?? []} sought={sought} />
        </>
      )}
    </Page>
  )
}
