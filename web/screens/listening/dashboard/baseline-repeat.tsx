import { useQuery } from '@tanstack/react-query'
import { type AskedPeriod, type Baseline, type BaselineRepeat, repeatOf } from '../../../api/listening-dashboard.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand } from '../../../shell/here.ts'
import { Banner, SkeletonRows } from '../../../ui/feedback.tsx'
import { Table } from '../../../ui/layout.tsx'
import styles from './dashboard.module.css'
import { useFigure } from './use-figure.ts'

type Row = BaselineRepeat['rows'][number]

/** What was kept beside what the period of the screen counts. */
export function BaselineRepeatTable({ baseline, period }: { baseline: Baseline; period: AskedPeriod }) {
  const say = useWords()
  const brand = useBrand()
  const figure = useFigure()
  const { data, error, isPending } = useQuery(repeatOf(brand.id, baseline.id, { from: period.from, to: period.to }))
  if (error) return <Banner tone="bad" title={error.saidIn(say)} />
  if (isPending) return <SkeletonRows rows={3} height="2rem" />
  const nameOf = ({ what }: Row) =>
    feelings.includes(what)
      ? say(`listen.feeling.${what}` as 'listen.feeling.unsure')
      : say(`figures.${what}` as 'figures.net')
  const written = ({ what }: Row, value: number | null) =>
    what === 'net' ? figure.net(value) : what === 'interestedShare' ? figure.share(value) : figure.count(value)
  const moved = ({ what, difference }: Row) =>
    difference === null
      ? '–'
      : what === 'net'
        ? figure.net(difference)
        : what === 'interestedShare'
          ? figure.movedShare(difference)
          : figure.moved(difference)
  return (
    <>
      <Table
        label={baseline.name}
        head={[
          say('figures.figure'),
          <bdi key="name">{baseline.name}</bdi>,
          say('figures.now'),
          say('figures.moved.head'),
        ]}
      >
        {data.rows.map((row) => (
          <tr key={row.what}>
            <th scope="row">{nameOf(row)}</th>
            <td>{written(row, row.baseline)}</td>
            <td>{written(row, row.now)}</td>
            <td>{moved(row)}</td>
          </tr>
        ))}
        {data.topics
          .filter(({ voice }) => voice.baseline !== null || voice.now !== null)
          .map(({ id, name, voice }) => (
            <tr key={id}>
              <th scope="row">
                {say('figures.voice')}: <bdi>{name}</bdi>
              </th>
              <td>{figure.share(voice.baseline)}</td>
              <td>{figure.share(voice.now)}</td>
              <td>{voice.difference === null ? '–' : figure.movedShare(voice.difference)}</td>
            </tr>
          ))}
      </Table>
      <p className={styles.dim}>{say('figures.baselines.daily')}</p>
    </>
  )
}

const feelings = ['negative', 'neutral', 'positive', 'unsure']
