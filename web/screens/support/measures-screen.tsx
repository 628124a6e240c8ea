import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { type Measure, type MeasureBy, type ServiceMeasures, serviceMeasures } from '../../api/support.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Badge, Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Card, Row, Table } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'
import { DaysChart } from './days-chart.tsx'
import { MeasuresFilters, useNetworkNames } from './measures-filters.tsx'
import styles from './support.module.css'
import { SupportPage } from './support-page.tsx'
import { useDuration } from './use-duration.ts'

const periods = ['7', '30', '90', '365'] as const
const ways = ['day', 'week', 'person', 'account', 'network', 'kind', 'label', 'priority'] as const
const kinds = ['first', 'next', 'resolution'] as const
const dayMs = 86_400_000

/** How long people waited, and what was kept of what is promised. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const [days, setDays] = useState<(typeof periods)[number]>('30')
  const [by, setBy] = useState<MeasureBy>('day')
  const [of, setOf] = useState<Parameters<typeof MeasuresFilters>[0]['of']>({})
  const period = useMemo(() => {
    const to = Math.ceil(Date.now() / 3600_000) * 3600_000
    return { from: new Date(to - Number(days) * dayMs).toISOString(), to: new Date(to).toISOString() }
  }, [days])
  const asked = useQuery(serviceMeasures(brand.id, { ...period, by, ...of }))
  const measures = asked.data
  return (
    <SupportPage
      place="measures"
      acts={
        <Row>
          <Select
            label={say('service.period')}
            value={days}
            onChange={setDays}
            choices={periods.map((id) => ({ id, text: say('service.period.days', { count: Number(id) }) }))}
          />
          <Select
            label={say('service.by')}
            value={by}
            onChange={setBy}
            choices={ways.map((id) => ({ id, text: say(`service.by.${id}`) }))}
          />
        </Row>
      }
    >
      <MeasuresFilters of={of} onChange={setOf} />
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.isPending && <SkeletonRows rows={3} height="8rem" />}
      {measures && <Standing now={measures.now} />}
      {measures && (
        <div className={styles.figures}>
          {kinds.map((kind) => (
            <Figure key={kind} kind={kind} measure={measures.all[kind]} />
          ))}
        </div>
      )}
      {measures && <Groups measures={measures} by={by} />}
    </SupportPage>
  )
}

function Standing({ now }: { now: ServiceMeasures['now'] }) {
  const say = useWords()
  return (
    <Row>
      <Badge icon="clock">{say('service.now.waiting', { count: now.waiting })}</Badge>
      <Badge tone={now.soon > 0 ? 'warn' : 'plain'} icon="warning">
        {say('service.now.soon', { count: now.soon })}
      </Badge>
      <Badge tone={now.late > 0 ? 'bad' : 'good'} icon={now.late > 0 ? 'x-circle' : 'check-circle'}>
        {say('service.now.late', { count: now.late })}
      </Badge>
    </Row>
  )
}

function Figure({ kind, measure }: { kind: (typeof kinds)[number]; measure: Measure }) {
  const say = useWords()
  const format = useFormat()
  const duration = useDuration()
  return (
    <Card title={say(`service.${kind}`)}>
      <div className={styles.figure}>
        <div className={styles.big}>{duration(measure.business.median)}</div>
        {measure.count > 0 && <p className={styles.dim}>{say('service.median.business')}</p>}
        <dl>
          <div>
            <dt />
            <dd>{say('service.median')}</dd>
            <dd>{say('service.p90')}</dd>
          </div>
          <div>
            <dt>{say('service.time.business')}</dt>
            <dd>{duration(measure.business.median)}</dd>
            <dd>{duration(measure.business.p90)}</dd>
          </div>
          <div>
            <dt>{say('service.time.raw')}</dt>
            <dd>{duration(measure.raw.median)}</dd>
            <dd>{duration(measure.raw.p90)}</dd>
          </div>
        </dl>
        <p className={styles.dim}>
          {say(`service.count.${kind}`, { count: measure.count })}{' '}
          {measure.withinShare !== null &&
            say('service.within', {
              share: format.percent(measure.withinShare),
              within: measure.within,
              promised: measure.promised,
            })}
        </p>
      </div>
    </Card>
  )
}

function Groups({ measures, by }: { measures: ServiceMeasures; by: MeasureBy }) {
  const say = useWords()
  const format = useFormat()
  const duration = useDuration()
  const networkName = useNetworkNames()
  const { groups } = measures
  if (groups.length === 0)
    return (
      <Card>
        <EmptyState title={say('service.none')}>{say('service.none.text')}</EmptyState>
      </Card>
    )
  const nameOf = (key: string, name: string | null) => {
    if (by === 'network') return networkName(key)
    if (by === 'label') return key || say('service.noLabel')
    if (by === 'priority') return say(`service.priority.${key}`)
    if (by === 'day') return format.date(`${key}T12:00:00Z`, 'UTC')
    if (by === 'week') return say('service.weekOf', { date: format.date(`${key}T12:00:00Z`, 'UTC') })
    if (by === 'kind') return say(`service.kind.${key}`)
    return name ?? say('service.elsewhere')
  }
  return (
    <Card title={say(`service.by.${by}`)}>
      {(by === 'day' || by === 'week') && <DaysChart groups={groups} nameOf={nameOf} />}
      <Table
        label={say(`service.by.${by}`)}
        head={[
          say(`service.by.${by}`),
          say('service.first'),
          say('service.next'),
          say('service.resolution'),
          say('service.within.short'),
        ]}
      >
        {groups.map((group) => (
          <tr key={group.key}>
            <th scope="row">{nameOf(group.key, group.name)}</th>
            {kinds.map((kind) => (
              <td key={kind}>
                {duration(group[kind].business.median)}{' '}
                <span className={styles.dim}>· {format.number(group[kind].count)}</span>
              </td>
            ))}
            <td>{group.first.withinShare === null ? '–' : format.percent(group.first.withinShare)}</td>
          </tr>
        ))}
      </Table>
      <p className={styles.dim}>{say('service.formula')}</p>
    </Card>
  )
}
