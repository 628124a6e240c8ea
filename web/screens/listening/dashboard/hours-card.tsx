import type { Dashboard } from '../../../api/listening-dashboard.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Card } from '../../../ui/layout.tsx'
import styles from './dashboard.module.css'
import { MentionsLink } from './mentions-link.tsx'
import { useFigure } from './use-figure.ts'

const two = (hour: number) => String(hour).padStart(2, '0')

/** When people speak: a table whose cells have the more colour the more was said; it needs no other way to be read. */
export function HoursCard({ found }: { found: Dashboard }) {
  const say = useWords()
  const format = useFormat()
  const figure = useFigure()
  const most = Math.max(1, ...found.hours.flat())
  return (
    <Card title={say('figures.hours')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.hoursRoom} aria-label={say('figures.hours')} tabIndex={0}>
        <table className={styles.hours}>
          <thead>
            <tr>
              <td />
              {Array.from({ length: 24 }, (_, hour) => (
                <th key={two(hour)} scope="col">
                  {two(hour)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.hours.map((counts, day) => (
              <tr key={format.weekday(day + 1)}>
                <th scope="row">{format.weekday(day + 1, 'short')}</th>
                {counts.map((count, hour) => (
                  <td key={two(hour)} style={{ '--part': `${Math.round((count / most) * 100)}%` } as object}>
                    {count > 0 && (
                      <MentionsLink
                        filter={{ hours: `${day + 1}-${two(hour)}` }}
                        label={`${format.weekday(day + 1)} ${two(hour)}:00: ${figure.count(count)}`}
                      >
                        {figure.large(count)}
                      </MentionsLink>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={styles.dim}>{say('figures.hours.text', { zone: format.zoneName(found.period.zone) })}</p>
    </Card>
  )
}
