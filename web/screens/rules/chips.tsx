import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import type { Choice } from '../../ui/choices.ts'
import styles from './rules.module.css'

type ChipsProps<Id extends string> = {
  label: string
  choices: readonly Choice<Id>[]
  chosen: readonly Id[]
  onChange: (chosen: Id[]) => void
  isDisabled?: boolean
}

/** Any number of a few, all of them seen. */
export function Chips<Id extends string>({ label, choices, chosen, onChange, isDisabled }: ChipsProps<Id>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="multiple"
      selectedKeys={chosen}
      onSelectionChange={(keys) => onChange(choices.map((one) => one.id).filter((id) => keys.has(id)))}
      isDisabled={isDisabled}
      className={styles.chips ?? ''}
    >
      {choices.map((one) => (
        <ToggleButton key={one.id} id={one.id} className={styles.chip ?? ''}>
          {one.before}
          {one.text}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
