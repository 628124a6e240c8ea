import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { failureOf } from '../../api/failure.ts'
import { people, suggestions, type Temperature } from '../../api/people.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Badge, Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Card, Page } from '../../ui/layout.tsx'
import { LoadMore } from '../../ui/load-more.tsx'
import { useNow } from '../inbox/use-now.ts'
import { FreshPanel } from './fresh-panel.tsx'
import styles from './people.module.css'
import { type Filter, PeopleFilters } from './people-filters.tsx'
import { PersonRow } from './person-row.tsx'
import { WarmthParts } from './warmth-parts.tsx'

const nothing: Filter = { q: '', tag: '', network: '', order: 'last' }

/** Everybody who speaks to the brand, over all networks: who is new, who is warm, and everybody found by any of their names. */
export function Screen() {
  const say = useWords()
  const [filter, setFilter] = useState<Filter>(nothing)
  const [temperature, setTemperature] = useState<Temperature | null>(null)
  return (
    <Page title={say('people.list')} lead={say('people.list.lead')} acts={<Ways />}>
      <FreshPanel />
      <WarmthParts chosen={temperature} onChoose={setTemperature} />
      <PeopleFilters filter={filter} onChange={(change) => setFilter({ ...filter, ...change })} />
      <People
        filter={filter}
        temperature={temperature}
        onClear={() => {
          setFilter({ ...nothing, order: filter.order })
          setTemperature(null)
        }}
      />
    </Page>
  )
}

function Ways() {
  const say = useWords()
  const brand = useBrand()
  const { data } = useQuery(suggestions(brand.id))
  const count = data?.items.length ?? 0
  return (
    <>
      <ButtonLink to="/brands/$brandId/people/suggestions" params={{ brandId: brand.id }} icon="merge">
        {say('people.suggestions')} {count > 0 && <Badge tone="accent">{data?.more ? `${count}+` : count}</Badge>}
      </ButtonLink>
      <ButtonLink to="/brands/$brandId/people/windows" params={{ brandId: brand.id }} icon="cooling">
        {say('people.windows')}
      </ButtonLink>
    </>
  )
}

type PeopleProps = { filter: Filter; temperature: Temperature | null; onClear: () => void }

function People({ filter, temperature, onClear }: PeopleProps) {
  const say = useWords()
  const brand = useBrand()
  const now = useNow()
  const q = useDeferredValue(filter.q.trim())
  const { tag, network, order } = filter
  const isFiltered = q !== '' || tag !== '' || network !== '' || temperature !== null
  const pages = useInfiniteQuery({
    ...people(brand.id, {
      ...{ q: q || undefined, tag: tag || undefined, network: network || undefined },
      ...{ temperature: temperature ?? undefined, order },
    }),
    placeholderData: (before) => before,
  })
  const all = pages.data?.pages.flatMap((page) => page.items)
  if (pages.error)
    return (
      <Banner
        tone="bad"
        title={failureOf(pages.error).saidIn(say)}
        acts={<Button onPress={() => void pages.refetch()}>{say('people.again')}</Button>}
      />
    )
  if (!all) return <SkeletonRows rows={6} height="4rem" />
  if (all.length === 0) return <Nobody isFiltered={isFiltered} onClear={onClear} />
  return (
    <div className={styles.list} data-stale={pages.isPlaceholderData || undefined}>
      <ul aria-label={say('people.list')}>
        {all.map((person) => (
          <PersonRow key={person.id} person={person} now={now} />
        ))}
      </ul>
      <LoadMore pages={pages} />
    </div>
  )
}

function Nobody({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const say = useWords()
  const brand = useBrand()
  const mayConnect = useMayHere('manager')
  const clear = <Button onPress={onClear}>{say('people.clear')}</Button>
  const connect = mayConnect && (
    <ButtonLink to="/brands/$brandId/accounts" params={{ brandId: brand.id }} variant="primary" icon="plug">
      {say('people.none.act')}
    </ButtonLink>
  )
  return (
    <Card>
      <EmptyState title={say(isFiltered ? 'people.notFound' : 'people.none')} acts={isFiltered ? clear : connect}>
        {say(isFiltered ? 'people.notFound.text' : 'people.none.text')}
      </EmptyState>
    </Card>
  )
}
