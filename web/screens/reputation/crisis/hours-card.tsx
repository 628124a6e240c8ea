import { useQuery } from '@tanstack/react-query'
import { type Crisis, crisisHours } from '../../../api/reputation.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand, useMe } from '../../../shell/here.ts'
import { Chart, type Series } from '../../../ui/chart.tsx'
import { Banner, SkeletonRows } from '../../../ui/feedback.tsx'
import { Card, List, ListRow } from '../../../ui/layout.tsx'
import styles from '../reputation.module.css'

const againMs = 20_000

/** What was heard and answered in each hour, what was done, and after the end whether the name recovers. */
export function HoursCard({ of }: { of: Crisis }) {
  const say = useWords()
  const brand = useBrand()
  const format = useFormat()
  const { zone } = useMe()
  const asked = useQuery({
    ...crisisHours(brand.id, of.id),
    refetchInterval: of.endedAt ? false : againMs,
  })
  const series = useHeardSeries()
  if (asked.error) return <Banner tone="bad" title={asked.error.saidIn(say)} />
  if (!asked.data) return <SkeletonRows rows={1} height="12rem" />
  const { items, step } = asked.data
  const done = items.filter((one) => one.done.length > 0)
  return (
    <Card title={say(of.endedAt ? 'repute.hours.recovery' : 'repute.hours')}>
      <Chart
        label={say('repute.hours.label', { step })}
        across={say('repute.paused.time')}
        line={say('repute.index.plain')}
        markName={say('repute.hours.done')}
        series={series}
        formatLine={(value) => format.number(value, { signDisplay: 'exceptZero', maximumFractionDigits: 2 })}
        columns={items.map((one) => ({
          key: one.at,
          name: format.moment(one.at, zone),
          parts: {
            negative: one.negative,
            untold: one.untold,
            neutral: one.neutral,
            positive: one.positive,
            answers: one.answers,
          },
          line: one.index,
          mark: one.done.length > 0,
        }))}
      />
      <p className={styles.dim}>{say('repute.hours.formula')}</p>
      <List label={say('repute.hours.done')}>
        {done.map((one) => (
          <ListRow key={one.at} title={one.done.join(' · ')} dim={format.moment(one.at, zone)} />
        ))}
      </List>
    </Card>
  )
}

function useHeardSeries(): Series[] {
  const say = useWords()
  return [
    { id: 'negative', name: say('repute.tone.negative'), tone: 'bad' },
    { id: 'untold', name: say('repute.tone.untold'), tone: 'pale' },
    { id: 'neutral', name: say('repute.tone.neutral'), tone: 'plain' },
    { id: 'positive', name: say('repute.tone.positive'), tone: 'good' },
    { id: 'answers', name: say('repute.hours.answers'), tone: 'accent' },
  ]
}
