import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { type Reputation, type ReputationBy, reputation } from '../../api/reputation.ts'
import { useNetwork } from '../../api/use-network.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Chart, type Series } from '../../ui/chart.tsx'
import { Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Card, Row, Table } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'
import { useDuration } from '../support/use-duration.ts'
import styles from './reputation.module.css'
import { ReputationPage } from './reputation-page.tsx'
import { TalkLink } from './talk-link.tsx'

const periods = ['7', '30', '90', '365'] as const
const ways = ['week', 'network', 'topic'] as const
const tones = ['positive', 'neutral', 'negative'] as const
const dayMs = 86_400_000

type Group = Reputation['groups'][number]
type Period = { from: string; to: string }

/** How the brand is spoken of, with the formulas it is measured by; every number opens its conversations. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const [days, setDays] = useState<(typeof periods)[number]>('90')
  const [by, setBy] = useState<ReputationBy>('week')
  const period = useMemo(() => {
    const to = Math.ceil(Date.now() / 3600_000) * 3600_000
    return { from: new Date(to - Number(days) * dayMs).toISOString(), to: new Date(to).toISOString() }
  }, [days])
  const asked = useQuery(reputation(brand.id, { ...period, by }))
  const found = asked.data
  const acts = (
    <Row>
      <Select
        label={say('service.period')}
        value={days}
        onChange={setDays}
        choices={periods.map((id) => ({ id, text: say('service.period.days', { count: Number(id) }) }))}
      />
      <Select
        label={say('repute.by')}
        value={by}
        onChange={setBy}
        choices={ways.map((id) => ({ id, text: say(`repute.by.${id}`) }))}
      />
    </Row>
  )
  return (
    <ReputationPage place="index" acts={acts}>
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.isPending && <SkeletonRows rows={3} height="8rem" />}
      {found && <Figures found={found} period={period} />}
      {found && <Groups groups={found.groups} by={by} />}
    </ReputationPage>
  )
}

const signed = { signDisplay: 'exceptZero', maximumFractionDigits: 2 } as const

function Figures({ found, period }: { found: Reputation; period: Period }) {
  const say = useWords()
  const format = useFormat()
  const duration = useDuration()
  const { all, reaction, removed } = found
  const index = (value: number | null) => (value === null ? '–' : format.number(value, signed))
  const weight = (value: number) => format.number(value, { maximumFractionDigits: 1 })
  return (
    <div className={styles.figures}>
      <Card title={say('repute.index.plain')}>
        <div className={styles.big}>{index(all.index)}</div>
        <p className={styles.formula}>
          ({all.positive} − {all.negative}) ÷ {all.positive + all.neutral + all.negative}
        </p>
        <Row gap={3}>
          {tones.map((tone) => (
            <TalkLink key={tone} filter={{ ...period, tone }}>
              {say(`repute.tone.${tone}.count`, { count: all[tone] })}
            </TalkLink>
          ))}
        </Row>
        <p className={styles.dim}>{say('repute.untold', { count: all.untold })}</p>
        <p className={styles.dim}>{say('repute.index.formula')}</p>
      </Card>
      <Card title={say('repute.index.weighted')}>
        <div className={styles.big}>{index(all.weighted)}</div>
        <p className={styles.formula}>
          ({weight(all.weightPositive)} − {weight(all.weightNegative)}) ÷ {weight(all.weightAll)}
        </p>
        <p className={styles.dim}>{say('repute.index.weight')}</p>
      </Card>
      <Card title={say('repute.reaction')}>
        <div className={styles.big}>{duration(reaction.business.median)}</div>
        <p className={styles.dim}>
          {say('repute.reaction.text', {
            p90: duration(reaction.business.p90),
            raw: duration(reaction.raw.median),
            rawP90: duration(reaction.raw.p90),
            count: reaction.count,
          })}
        </p>
      </Card>
      <Card title={say('repute.answered')}>
        <div className={styles.big}>{all.asked === 0 ? '–' : format.percent(all.answered / all.asked)}</div>
        <p className={styles.formula}>
          {all.answered} ÷ <TalkLink filter={period}>{all.asked}</TalkLink>
        </p>
        <p className={styles.dim}>{say('repute.answered.text')}</p>
      </Card>
      <Card title={say('repute.removed')}>
        <dl className={styles.facts}>
          {(['deleted', 'hidden', 'blocked', 'byRules', 'undone'] as const).map((what) => (
            <div key={what} style={{ display: 'contents' }}>
              <dt>{say(`repute.removed.${what}`)}</dt>
              <dd>{format.number(removed[what])}</dd>
            </div>
          ))}
        </dl>
        <p className={styles.dim}>{say('repute.removed.text')}</p>
      </Card>
    </div>
  )
}

function Groups({ groups, by }: { groups: Group[]; by: ReputationBy }) {
  const say = useWords()
  const format = useFormat()
  if (groups.length === 0)
    return (
      <Card>
        <EmptyState title={say('repute.index.none')}>{say('repute.index.none.text')}</EmptyState>
      </Card>
    )
  const filterOf = ({ key, from, to }: Group): Record<string, string> => ({
    ...{ from, to },
    ...(by === 'network' ? { networks: key } : by === 'topic' && key ? { labels: key } : {}),
  })
  const isOpenable = (group: Group) => by !== 'topic' || group.key !== ''
  const index = (value: number | null) => (value === null ? '–' : format.number(value, signed))
  return (
    <Card title={say(`repute.by.${by}`)}>
      {by === 'week' && <Weeks groups={groups} />}
      <Table
        label={say(`repute.by.${by}`)}
        head={[
          say(`repute.by.${by}`),
          ...tones.map((tone) => say(`repute.tone.${tone}`)),
          say('repute.index.plain'),
          say('repute.index.weighted'),
          say('repute.answered'),
        ]}
      >
        {groups.map((group) => (
          <tr key={group.key}>
            <th scope="row">
              <GroupName group={group} by={by} />
            </th>
            {tones.map((tone) => (
              <td key={tone}>
                {isOpenable(group) ? (
                  <TalkLink filter={{ ...filterOf(group), tone }}>{format.number(group[tone])}</TalkLink>
                ) : (
                  format.number(group[tone])
                )}
              </td>
            ))}
            <td>{index(group.index)}</td>
            <td>{index(group.weighted)}</td>
            <td>
              {group.asked === 0 ? '–' : format.percent(group.answered / group.asked)}{' '}
              <span className={styles.dim}>
                {group.answered} ÷ {group.asked}
              </span>
            </td>
          </tr>
        ))}
      </Table>
    </Card>
  )
}

function GroupName({ group, by }: { group: Group; by: ReputationBy }) {
  const say = useWords()
  const format = useFormat()
  const network = useNetwork(by === 'network' ? group.key : undefined)
  if (by === 'week') return say('service.weekOf', { date: format.date(`${group.key}T12:00:00Z`, 'UTC') })
  if (by === 'network') return <bdi>{network?.name ?? group.key}</bdi>
  return group.key ? <bdi>{group.key}</bdi> : say('repute.noTopic')
}

function Weeks({ groups }: { groups: Group[] }) {
  const say = useWords()
  const format = useFormat()
  const series: Series[] = useToneSeries()
  return (
    <Chart
      label={say('repute.chart')}
      across={say('repute.by.week')}
      line={say('repute.index.plain')}
      series={series}
      formatLine={(value) => format.number(value, signed)}
      columns={groups.map((one) => ({
        key: one.key,
        name: format.date(`${one.key}T12:00:00Z`, 'UTC'),
        parts: { negative: one.negative, neutral: one.neutral, positive: one.positive },
        line: one.index,
      }))}
    />
  )
}

export function useToneSeries(): Series[] {
  const say = useWords()
  return [
    { id: 'negative', name: say('repute.tone.negative'), tone: 'bad' },
    { id: 'neutral', name: say('repute.tone.neutral'), tone: 'plain' },
    { id: 'positive', name: say('repute.tone.positive'), tone: 'good' },
  ]
}
