import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type Act, acts, members } from '../../api/team.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useMe } from '../../shell/here.ts'
import { Swatch } from '../../ui/avatar.tsx'
import { Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Card, List, Page, Stack } from '../../ui/layout.tsx'
import { LoadMore } from '../../ui/load-more.tsx'
import { Select } from '../../ui/select.tsx'
import { ActRow } from './act-row.tsx'
import styles from './acts.module.css'

const all = 'all'

/** Who did what and when, the newest first, day by day. */
export function Screen() {
  const say = useWords()
  const { person, brand } = useFilters()
  const asked = useInfiniteQuery(acts({ person, brand }))
  const found = asked.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Page title={say('acts.title')} lead={say('acts.lead')} width="narrow">
      <Filters person={person} brand={brand} />
      {asked.error && <Banner tone="bad" title={say('api.unreachable')} />}
      {asked.isPending && <SkeletonRows rows={8} />}
      {asked.data && found.length === 0 && (
        <Card>
          <EmptyState title={say('acts.none')}>{say('acts.none.text')}</EmptyState>
        </Card>
      )}
      {found.length > 0 && <Days acts={found} />}
      <LoadMore pages={asked} />
    </Page>
  )
}

function useFilters() {
  const { person, brand } = useSearch({ strict: false }) as { person?: unknown; brand?: unknown }
  return {
    person: typeof person === 'string' ? person : undefined,
    brand: typeof brand === 'string' ? brand : undefined,
  }
}

function Filters({ person, brand }: { person: string | undefined; brand: string | undefined }) {
  const say = useWords()
  const navigate = useNavigate()
  const { brands, workspace } = useMe()
  const people = useQuery(members()).data?.items ?? []
  const own = brands.filter((one) => workspace.role === 'owner' || one.role === 'owner')
  const show = (next: { person?: string; brand?: string }) =>
    void navigate({
      to: '/acts',
      search: Object.fromEntries(Object.entries({ person, brand, ...next }).filter(([, id]) => id && id !== all)),
      replace: true,
    })
  return (
    <div className={styles.filters}>
      <Select
        label={say('acts.person')}
        value={person ?? all}
        onChange={(id) => show({ person: id })}
        choices={[
          { id: all, text: say('acts.everybody') },
          ...people.map((one) => ({ id: one.userId, text: one.name, hint: one.email })),
        ]}
      />
      <Select
        label={say('acts.brand')}
        value={brand ?? all}
        onChange={(id) => show({ brand: id })}
        choices={[
          { id: all, text: say('acts.everywhere') },
          ...own.map((one) => ({ id: one.id, text: one.name, before: <Swatch color={one.color} /> })),
        ]}
      />
    </div>
  )
}

function Days({ acts }: { acts: Act[] }) {
  const format = useFormat()
  const { zone } = useMe()
  const days = Map.groupBy(acts, (act) => format.date(act.at, zone))
  return (
    <Stack gap={4}>
      {[...days].map(([day, done]) => (
        <Card key={day} title={format.day(done[0]?.at ?? 0, zone)}>
          <List label={day}>
            {done.map((act) => (
              <ActRow key={act.id} act={act} />
            ))}
          </List>
        </Card>
      ))}
    </Stack>
  )
}
