import { useQuery } from '@tanstack/react-query'
import { accounts, networks } from '../../api/brand.ts'
import { type PeopleQuery, peopleTags } from '../../api/people.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Icon } from '../../ui/icon.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './people.module.css'

export type Filter = { q: string; tag: string; network: string; order: NonNullable<PeopleQuery['order']> }

const orders = ['last', 'new', 'temperature'] as const

/** Search, tag and network narrow; the order stays with them. */
export function PeopleFilters({ filter, onChange }: { filter: Filter; onChange: (change: Partial<Filter>) => void }) {
  const say = useWords()
  const brand = useBrand()
  const tags = useQuery(peopleTags(brand.id)).data?.items ?? []
  const connected = new Set(useQuery(accounts(brand.id)).data?.items.map((one) => one.network))
  const known = useQuery(networks()).data?.items.filter((one) => connected.has(one.id) || one.id === filter.network)
  return (
    <search className={styles.filters}>
      <TextField
        className={styles.search}
        label={say('people.search')}
        placeholder={say('people.search.hint')}
        before={<Icon name="search" size={16} />}
        type="search"
        value={filter.q}
        onChange={(q) => onChange({ q })}
      />
      {(tags.length > 0 || filter.tag) && (
        <Select
          label={say('people.tag')}
          value={`#${filter.tag}`}
          choices={[
            { id: '#', text: say('people.tag.all') },
            ...tags.map(({ tag, people }) => ({ id: `#${tag}`, text: tag, hint: String(people) })),
          ]}
          onChange={(id) => onChange({ tag: id.slice(1) })}
        />
      )}
      {known && known.length > 1 && (
        <Select
          label={say('people.network')}
          value={filter.network}
          choices={[
            { id: '', text: say('people.network.all') },
            ...known.map(({ id, name }) => ({ id: id as string, text: name })),
          ]}
          onChange={(network) => onChange({ network })}
        />
      )}
      <Select
        label={say('people.order')}
        value={filter.order}
        choices={orders.map((id) => ({ id, text: say(`people.order.${id}`) }))}
        onChange={(order) => onChange({ order })}
      />
    </search>
  )
}
