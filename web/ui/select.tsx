import { Button } from 'react-aria-components/Button'
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select'
import { ChoiceList } from './choice-list.tsx'
import type { Choice } from './choices.ts'
import { classes } from './classes.ts'
import styles from './field.module.css'
import { FieldError, FieldHint, FieldLabel, type FieldProps } from './field-parts.tsx'
import { Icon } from './icon.tsx'
import { Popover } from './popover.tsx'

type SelectProps<Id extends string> = FieldProps & {
  choices: readonly Choice<Id>[]
  value: Id | null
  onChange: (id: Id) => void
  name?: string
  placeholder?: string
  isDisabled?: boolean
  className?: string
}

/** One of a few. For a long list with a search use `ComboBox`. */
export function Select<Id extends string>(props: SelectProps<Id>) {
  const { label, hint, optional, error, choices, value, onChange, placeholder, className, ...rest } = props
  return (
    <AriaSelect
      {...rest}
      value={value}
      onChange={(key) => {
        const chosen = choices.find((choice) => choice.id === key)
        if (chosen) onChange(chosen.id)
      }}
      placeholder={placeholder}
      isInvalid={error ? true : undefined}
      className={classes(styles.field, className)}
    >
      <FieldLabel label={label} optional={optional} />
      <Button className={classes(styles.box, styles.select)}>
        <SelectValue className={styles.value ?? ''} />
        <Icon name="chevron-down" size={16} />
      </Button>
      {hint && <FieldHint>{hint}</FieldHint>}
      <FieldError error={error} />
      <Popover>
        <ChoiceList choices={choices} />
      </Popover>
    </AriaSelect>
  )
}
