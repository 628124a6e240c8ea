import type { ReactNode } from 'react'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { listOf } from '../address.ts'
import styles from './list.module.css'

type SeveralProps = {
  name: string
  chosen: string
  choices: { id: string; text: string; before: ReactNode }[]
  onChange: (chosen: string) => void
}

/** Any of several; the chosen stand in one text, separated by commas. */
export function Several({ name, chosen, choices, onChange }: SeveralProps) {
  const list = listOf(chosen)
  if (choices.length === 0) return null
  return (
    <fieldset className={styles.filter}>
      <legend className={styles.filterName}>{name}</legend>
      {choices.map(({ id, text, before }) => (
        <Checkbox
          key={id}
          isSelected={list.includes(id)}
          onChange={(on) => onChange((on ? [...list, id] : list.filter((one) => one !== id)).join(','))}
        >
          <span className={styles.choice}>
            {before}
            <bdi>{text}</bdi>
          </span>
        </Checkbox>
      ))}
    </fieldset>
  )
}
