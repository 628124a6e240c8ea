import type { ReactNode } from 'react'
import { FieldError as AriaFieldError } from 'react-aria-components/FieldError'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { useWords } from '../i18n/words.tsx'
import styles from './field.module.css'
import { unseen } from './unseen.ts'

export type FieldProps = {
  label: ReactNode
  /** Where a sign and a placeholder say it to the eye, its name is left to those who hear it. */
  isLabelHidden?: boolean
  hint?: ReactNode
  optional?: boolean
  error?: string | null
}

/** The name of a field; what may be left empty says so. */
export function FieldLabel({
  label,
  isLabelHidden,
  optional,
}: Pick<FieldProps, 'label' | 'isLabelHidden' | 'optional'>) {
  const say = useWords()
  return (
    <Label className={isLabelHidden ? unseen : styles.label}>
      {label} {optional && <span className={styles.optional}>{say('ui.optional')}</span>}
    </Label>
  )
}

export function FieldHint({ children }: { children: ReactNode }) {
  return (
    <Text slot="description" className={styles.hint}>
      {children}
    </Text>
  )
}

/** What is wrong with the field above: what the API answered for its name, or the `error` it was given. */
export function FieldError({ error }: { error?: string | null }) {
  return <AriaFieldError className={styles.error}>{error ?? undefined}</AriaFieldError>
}
