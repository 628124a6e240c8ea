import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox, type CheckboxProps as AriaCheckboxProps } from 'react-aria-components/Checkbox'
import { classes } from './classes.ts'
import styles from './field.module.css'
import { Icon } from './icon.tsx'

type CheckboxProps = Omit<AriaCheckboxProps, 'children' | 'className' | 'style'> & {
  children?: ReactNode
  hint?: ReactNode
  className?: string
}

export function Checkbox({ children, hint, className, ...rest }: CheckboxProps) {
  return (
    <AriaCheckbox {...rest} className={classes(styles.checkbox, className)}>
      {({ isSelected, isIndeterminate }) => (
        <>
          <span className={styles.mark}>
            {isIndeterminate ? <Icon name="minus" size={14} /> : isSelected && <Icon name="check" size={14} />}
          </span>
          {children && (
            <span className={styles.texts}>
              <span>{children}</span>
              {hint && <span className={styles.hint}>{hint}</span>}
            </span>
          )}
        </>
      )}
    </AriaCheckbox>
  )
}
