import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { networks } from '../../../api/brand.ts'
import type { Dashboard } from '../../../api/listening-dashboard.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Card, Table } from '../../../ui/layout.tsx'
import { Select } from '../../../ui/select.tsx'
import styles from './dashboard.module.css'
import { MentionsLink } from './mentions-link.tsx'
import { useFigure } from './use-figure.ts'

type Order = 'mentions' | 'weight'

/** Where it is said: by how much, or by how much it weighs for the name of the brand. */
export function PlacesCard({ found }: { found: Dashboard }) {
  const say = useWords()
  const figure = useFigure()
  const [order, setOrder] = useState<Order>('mentions')
  const known = useQuery({ ...networks(), staleTime: Number.POSITIVE_INFINITY }).data?.items ?? []
  const { items, count } = found.sources
  const shown = items.toSorted((a, b) => b[order] - a[order]).slice(0, 15)
  const nameOf = (id: string | null) => known.find((one) => one.id === id)?.name ?? id
  return (
    <Card
      title={say('figures.sources')}
      acts={
        <Select
          label={say('figures.order')}
          value={order}
          onChange={setOrder}
          choices={(['mentions', 'weight'] as const).map((id) => ({ id, text: say(`figures.order.${id}`) }))}
        />
      }
    >
      <Table
        label={say('figures.sources')}
        head={[
          say('figures.source'),
          say('figures.mentions'),
          say('listen.feeling.negative'),
          say('listen.feeling.positive'),
          say('figures.net'),
          say('figures.weight'),
        ]}
      >
        {shown.map((one) => {
          const filter = { sites: one.site, ...(one.network && { networks: one.network }) }
          const link = (value: number, more = {}) => (
            <MentionsLink filter={{ ...filter, ...more }}>{figure.count(value)}</MentionsLink>
          )
          return (
            <tr key={`${one.network} ${one.site}`}>
              <th scope="row">
                <bdi>{one.site}</bdi> {one.network && <span className={styles.dim}>{nameOf(one.network)}</span>}
              </th>
              <td>{link(one.mentions)}</td>
              <td>{link(one.negative, { sentiment: 'negative' })}</td>
              <td>{link(one.positive, { sentiment: 'positive' })}</td>
              <td>{figure.net(one.net)}</td>
              <td>
                <span className={styles.bar}>
                  <span className={styles.rail} aria-hidden="true">
                    <span className={styles.fill} style={{ inlineSize: `${(one.weightShare ?? 0) * 100}%` }} />
                  </span>
                  {figure.share(one.weightShare)}
                </span>
              </td>
            </tr>
          )
        })}
      </Table>
      <p className={styles.dim}>
        {say('figures.sources.count', { count })} {say('figures.weight.formula')}
      </p>
    </Card>
  )
}
