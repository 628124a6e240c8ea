import { RadioGroup as AriaRadioGroup, Radio } from 'react-aria-components/RadioGroup'
import type { Choice } from './choices.ts'
import { classes } from './classes.ts'
import styles from './field.module.css'
import { FieldError, FieldHint, FieldLabel, type FieldProps } from './field-parts.tsx'

type RadioGroupProps<Id extends string> = FieldProps & {
  choices: readonly Choice<Id>[]
  value: Id | null
  onChange: (id: Id) => void
  orientation?: 'horizontal' | 'vertical'
  name?: string
  isDisabled?: boolean
  className?: string
}

export function RadioGroup<Id extends string>(props: RadioGroupProps<Id>) {
  const { label, hint, optional, error, choices, onChange, className, ...rest } = props
  return (
    <AriaRadioGroup
      {...rest}
      onChange={(id) => {
        const chosen = choices.find((choice) => choice.id === id)
        if (chosen) onChange(chosen.id)
      }}
      isInvalid={error ? true : undefined}
      className={classes(styles.group, className)}
    >
      <FieldLabel label={label} optional={optional} />
      {hint && <FieldHint>{hint}</FieldHint>}
      <div className={styles.options}>
        {choices.map((choice) => (
          <Radio key={choice.id} value={choice.id} isDisabled={choice.disabled} className={styles.radio ?? ''}>
            {({ isSelected }) => (
              <>
                <span className={styles.mark}>{isSelected && <span className={styles.pip} />}</span>
                {choice.before}
                <span className={styles.texts}>
                  <span>{choice.text}</span>
                  {choice.hint && <span className={styles.hint}>{choice.hint}</span>}
                </span>
              </>
            )}
          </Radio>
        ))}
      </div>
      <FieldError error={error} />
    </AriaRadioGroup>
  )
}
