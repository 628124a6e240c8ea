import { Button } from 'react-aria-components/Button'
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox'
import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import { useWords } from '../i18n/words.tsx'
import { ChoiceList } from './choice-list.tsx'
import type { Choice } from './choices.ts'
import { classes } from './classes.ts'
import styles from './field.module.css'
import { FieldError, FieldHint, FieldLabel, type FieldProps } from './field-parts.tsx'
import { Icon } from './icon.tsx'
import { Popover } from './popover.tsx'

type ComboBoxProps<Id extends string> = FieldProps & {
  choices: readonly Choice<Id>[]
  value: Id | null
  onChange: (id: Id) => void
  name?: string
  placeholder?: string
  isDisabled?: boolean
  className?: string
}

/** One of many, found by typing a part of its name. */
export function ComboBox<Id extends string>(props: ComboBoxProps<Id>) {
  const { label, hint, optional, error, choices, value, onChange, placeholder, className, ...rest } = props
  const say = useWords()
  return (
    <AriaComboBox
      {...rest}
      defaultItems={choices}
      value={value}
      onChange={(key) => {
        const chosen = choices.find((choice) => choice.id === key)
        if (chosen) onChange(chosen.id)
      }}
      menuTrigger="focus"
      isInvalid={error ? true : undefined}
      className={classes(styles.field, className)}
    >
      <FieldLabel label={label} optional={optional} />
      <Group className={styles.box ?? ''}>
        <Input className={styles.bare ?? ''} placeholder={placeholder} />
        <Button aria-label={say('ui.combo.open')}>
          <Icon name="chevron-down" size={16} />
        </Button>
      </Group>
      {hint && <FieldHint>{hint}</FieldHint>}
      <FieldError error={error} />
      <Popover>
        <ChoiceList empty={say('ui.combo.none')} />
      </Popover>
    </AriaComboBox>
  )
}
