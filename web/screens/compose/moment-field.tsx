import { useWords } from '../../i18n/words.tsx'
import { DateField, TimeField } from '../../ui/date-field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Row } from '../../ui/layout.tsx'
import { resolveWall, wallIn } from '../calendar/time/resolve-wall.ts'
import styles from './option-fields.module.css'

type MomentFieldProps = {
  label: string
  hint?: string
  /** ISO 8601 in UTC, or '' for none. */
  value: string
  /** The clock it is told on. */
  zone: string
  isReadOnly: boolean
  onChange: (value: string) => void
}

/** A moment of a network's own, such as the end of an offer, on the brand's clock. */
export function MomentField({ label, hint, value, zone, isReadOnly, onChange }: MomentFieldProps) {
  const say = useWords()
  const [date = null, time = null] = value ? wallIn(zone, Date.parse(value)).split('T') : []
  const set = (day: string | null, clock: string | null) =>
    onChange(day ? new Date(resolveWall(`${day}T${clock ?? '09:00'}`, zone).at).toISOString() : '')
  return (
    <fieldset className={styles.many}>
      <legend className={styles.label}>{label}</legend>
      <Row gap={2}>
        <DateField
          label={say('compose.plan.date')}
          isDisabled={isReadOnly}
          value={date}
          onChange={(next) => set(next, time)}
        />
        {value && (
          <TimeField
            label={say('compose.plan.time')}
            zone={zone}
            at={new Date(value)}
            isDisabled={isReadOnly}
            value={time}
            onChange={(next) => next && set(date, next)}
          />
        )}
        {value && !isReadOnly && (
          <IconButton icon="close" label={say('compose.option.clear', { label })} onPress={() => onChange('')} />
        )}
      </Row>
      {hint && <p className={styles.hint}>{hint}</p>}
    </fieldset>
  )
}
