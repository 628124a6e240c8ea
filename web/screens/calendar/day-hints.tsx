import { Button } from 'react-aria-components/Button'
import type { Hint } from '../../api/planning.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { PopoverPanel } from '../../ui/popover.tsx'
import styles from './day-hints.module.css'
import { clockChange } from './time/hours-of-day.ts'

const signs: Record<Hint['kind'], IconName> = {
  gap: 'minus',
  clash: 'warning',
  'too-close': 'warning',
  'quiet-hours': 'moon',
}

type DayHintsProps = { hints: readonly Hint[]; day: string; zone: string; isTabbable?: boolean }

/** What is worth knowing of a day: gaps, clashes, quiet hours, and clocks that change. */
export function DayHints({ hints, day, zone, isTabbable = true }: DayHintsProps) {
  const say = useWords()
  const format = useFormat()
  const { skipped, repeated } = clockChange(day, zone)
  const hour = skipped ?? repeated
  const clock =
    hour === null
      ? null
      : say(skipped !== null ? 'calendar.clock.skipped' : 'calendar.clock.repeated', {
          hour: format.wallTime(`${String(hour).padStart(2, '0')}:00`),
        })
  const kinds = [...new Set(hints.map((hint) => hint.kind))]
  if (!clock && kinds.length === 0) return null
  const name = say('calendar.hints', { count: hints.length + (clock ? 1 : 0) })
  return (
    <PopoverPanel
      label={name}
      trigger={
        <Button className={styles.signs ?? ''} aria-label={name} excludeFromTabOrder={!isTabbable}>
          {clock && <Icon name="clock" size={14} />}
          {kinds.map((kind) => (
            <span key={kind} data-kind={kind}>
              <Icon name={signs[kind]} size={14} />
            </span>
          ))}
        </Button>
      }
    >
      <ul className={styles.list}>
        {clock && (
          <li>
            <Icon name="clock" size={16} /> {clock}
          </li>
        )}
        {hints.map((hint) => (
          <li key={`${hint.kind}${hint.at}${hint.accountId}`} data-kind={hint.kind}>
            <Icon name={signs[hint.kind]} size={16} /> {hint.message}
          </li>
        ))}
      </ul>
    </PopoverPanel>
  )
}
