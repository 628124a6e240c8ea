import { parseDate, parseTime } from '@internationalized/date'
import { DateField as AriaDateField, DateInput, DateSegment } from 'react-aria-components/DateField'
import { TimeField as AriaTimeField } from 'react-aria-components/TimeField'
import { useFormat } from '../i18n/format.ts'
import { useWords } from '../i18n/words.tsx'
import { classes } from './classes.ts'
import styles from './field.module.css'
import { FieldError, FieldHint, FieldLabel, type FieldProps } from './field-parts.tsx'

type WallFieldProps = FieldProps & {
  /** `2026-11-22` for a date, `18:30` for a time; null while incomplete. */
  value: string | null
  onChange: (value: string | null) => void
  name?: string
  isDisabled?: boolean
  className?: string
}

/** A day, typed segment by segment in the order of the locale. */
export function DateField({ label, hint, optional, error, value, onChange, className, ...rest }: WallFieldProps) {
  return (
    <AriaDateField
      {...rest}
      value={value ? parseDate(value) : null}
      onChange={(date) => onChange(date ? date.toString() : null)}
      isInvalid={error ? true : undefined}
      className={classes(styles.field, className)}
    >
      <FieldLabel label={label} optional={optional} />
      <Segments />
      {hint && <FieldHint>{hint}</FieldHint>}
      <FieldError error={error} />
    </AriaDateField>
  )
}

/** A time on the clock of `zone`, which is named beside it: no time stands without its zone. `at` picks the season's name. */
export function TimeField({ zone, at, ...props }: WallFieldProps & { zone: string; at?: Date }) {
  const { label, hint, optional, error, value, onChange, className, ...rest } = props
  const format = useFormat()
  const say = useWords()
  const name = format.zoneName(zone, at)
  return (
    <AriaTimeField
      {...rest}
      value={value ? parseTime(value) : null}
      onChange={(time) => onChange(time ? time.toString().slice(0, 5) : null)}
      isInvalid={error ? true : undefined}
      className={classes(styles.field, className)}
    >
      <FieldLabel label={label} optional={optional} />
      <Segments after={name} />
      <FieldHint>
        {hint} <span>{say('ui.time.zone', { zone: zone.replaceAll('_', ' '), name })}</span>
      </FieldHint>
      <FieldError error={error} />
    </AriaTimeField>
  )
}

function Segments({ after }: { after?: string }) {
  return (
    <div className={styles.affixed}>
      <DateInput className={classes(styles.box, styles.segments)}>
        {(segment) => <DateSegment segment={segment} className={styles.segment ?? ''} />}
      </DateInput>
      {after && <span className={styles.affix}>{after}</span>}
    </div>
  )
}
