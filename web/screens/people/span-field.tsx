import { useWords } from '../../i18n/words.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { type Span, type Unit, units } from './span.ts'
import styles from './windows.module.css'

type SpanFieldProps = {
  name: string
  label: string
  value: Span
  onChange: (value: Span) => void
  isDisabled: boolean
  from?: Unit
}

/** How long something lasts. */
export function SpanField({ name, label, value, onChange, isDisabled, from = 'minute' }: SpanFieldProps) {
  const say = useWords()
  const offered = units.slice(units.indexOf(from))
  return (
    <div className={styles.span}>
      <TextField
        name={name}
        label={label}
        inputMode="decimal"
        value={value.amount}
        onChange={(amount) => onChange({ ...value, amount })}
        isDisabled={isDisabled}
        maxLength={8}
      />
      <Select<Unit>
        label={say('people.unit')}
        value={value.unit}
        choices={offered.map((id) => ({ id, text: say(`people.unit.${id}`) }))}
        onChange={(unit) => onChange({ ...value, unit })}
        isDisabled={isDisabled}
      />
    </div>
  )
}
