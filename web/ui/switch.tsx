import type { ReactNode } from 'react'
import { Switch as AriaSwitch, type SwitchProps as AriaSwitchProps } from 'react-aria-components/Switch'
import { classes } from './classes.ts'
import styles from './field.module.css'

type SwitchProps = Omit<AriaSwitchProps, 'children' | 'className' | 'style'> & {
  children: ReactNode
  hint?: ReactNode
  className?: string
}

/** Holds at once, without a save; for what is saved with a form use a `Checkbox`. */
export function Switch({ children, hint, className, ...rest }: SwitchProps) {
  return (
    <AriaSwitch {...rest} className={classes(styles.switch, className)}>
      <span className={styles.track} />
      <span className={styles.texts}>
        <span>{children}</span>
        {hint && <span className={styles.hint}>{hint}</span>}
      </span>
    </AriaSwitch>
  )
}
