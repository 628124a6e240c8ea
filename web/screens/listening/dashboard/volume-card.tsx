import type { Dashboard } from '../../../api/listening-dashboard.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Chart, type Series } from '../../../ui/chart.tsx'
import { Card, Row, Stack } from '../../../ui/layout.tsx'
import { feelings } from '../stream/address.ts'
import styles from './dashboard.module.css'
import { MentionsLink } from './mentions-link.tsx'
import { useFigure } from './use-figure.ts'

const tones = { negative: 'bad', neutral: 'plain', positive: 'good', unsure: 'pale' } as const

/** How much was said and how, over time. */
export function VolumeCard({ found }: { found: Dashboard }) {
  const say = useWords()
  const figure = useFigure()
  const nameOf = useStepName(found)
  const series: Series[] = feelings.map((id) => ({ id, name: say(`listen.feeling.${id}`), tone: tones[id] }))
  const { all, steps, period } = found
  return (
    <Card title={say('figures.volume')}>
      <Stack gap={3}>
        <Row gap={4}>
          {feelings.map((one) => (
            <span key={one} className={styles.part}>
              {say(`listen.feeling.${one}`)}{' '}
              <MentionsLink filter={{ sentiment: one }}>{figure.count(all[one])}</MentionsLink>{' '}
              <span className={styles.dim}>
                {figure.share(one === 'unsure' ? all[one] / all.mentions : shareOfTold(all, one))}
              </span>
            </span>
          ))}
        </Row>
        <p className={styles.dim}>{say('figures.unsure.text')}</p>
        <Chart
          label={say('figures.volume.chart')}
          across={say(`figures.step.${period.step}`)}
          line={say('figures.net')}
          series={series}
          formatLine={figure.net}
          columns={steps.map((one) => ({
            ...{ key: one.from, name: nameOf(one.from), line: one.net },
            parts: { negative: one.negative, neutral: one.neutral, positive: one.positive, unsure: one.unsure },
          }))}
          cell={({ key, parts }, { id }) => (
            <MentionsLink filter={{ from: key, to: endOf(found, key), sentiment: id }}>
              {figure.count(parts[id] ?? 0)}
            </MentionsLink>
          )}
        />
        <Chart
          label={say('figures.newAuthors.chart')}
          across={say(`figures.step.${period.step}`)}
          series={[{ id: 'new', name: say('figures.newAuthors'), tone: 'accent' }]}
          columns={steps.map((one) => ({
            ...{ key: one.from, name: nameOf(one.from), line: null, parts: { new: one.newAuthors } },
          }))}
          cell={({ key, parts }) => (
            <MentionsLink filter={{ from: key, to: endOf(found, key), newcomers: 'true' }}>
              {figure.count(parts.new ?? 0)}
            </MentionsLink>
          )}
        />
      </Stack>
    </Card>
  )
}

const shareOfTold = (all: Dashboard['all'], one: 'negative' | 'neutral' | 'positive') => {
  const told = all.negative + all.neutral + all.positive
  return told === 0 ? null : all[one] / told
}

const endOf = ({ steps }: Dashboard, from: string) => steps.find((one) => one.from === from)?.to ?? from

export function useStepName({ period }: Dashboard): (from: string) => string {
  const format = useFormat()
  return (from) => (period.step === 'hour' ? format.moment(from, period.zone) : format.date(from, period.zone))
}
