import type { ServiceMeasures } from '../../api/support.ts'
import { useWords } from '../../i18n/words.tsx'
import { Row } from '../../ui/layout.tsx'
import styles from './support.module.css'
import { useDuration } from './use-duration.ts'

type Group = ServiceMeasures['groups'][number]
const height = 100

/** First answers over time: the median before the p90. The table beside it tells the same in figures. */
export function DaysChart({
  groups,
  nameOf,
}: {
  groups: Group[]
  nameOf: (key: string, name: string | null) => string
}) {
  const say = useWords()
  const duration = useDuration()
  const most = Math.max(1, ...groups.map((one) => one.first.business.p90 ?? 0))
  const width = Math.max(groups.length, 12) * 10
  const tall = (ms: number | null) => ((ms ?? 0) / most) * (height - 6)
  const first = groups[0]
  const last = groups.at(-1)
  return (
    <figure>
      <Row gap={4}>
        <span className={styles.key} data-part="median">
          {say('service.median')}
        </span>
        <span className={styles.key}>{say('service.p90')}</span>
        <span className={styles.dim}>{say('service.chart.most', { time: duration(most) })}</span>
      </Row>
      <svg
        className={styles.chart}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={say('service.chart')}
      >
        <line x1="0" x2={width} y1="6" y2="6" vectorEffect="non-scaling-stroke" />
        {groups.map((one, at) => {
          const { median, p90 } = one.first.business
          const words = `${nameOf(one.key, one.name)}: ${duration(median)} / ${duration(p90)}`
          return (
            <g key={one.key}>
              <title>{words}</title>
              <rect x={at * 10 + 1} width={8} y={height - tall(p90)} height={tall(p90)} />
              <rect data-part="median" x={at * 10 + 1} width={8} y={height - tall(median)} height={tall(median)} />
            </g>
          )
        })}
      </svg>
      <div className={styles.axis}>
        <span>{first && nameOf(first.key, first.name)}</span>
        {groups.length > 1 && <span>{last && nameOf(last.key, last.name)}</span>}
      </div>
    </figure>
  )
}
