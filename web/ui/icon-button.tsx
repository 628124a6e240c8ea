import type { Ref } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import styles from './button.module.css'
import { type ButtonLook, buttonLook } from './button.tsx'
import { classes } from './classes.ts'
import { Icon, type IconName } from './icon.tsx'
import { Tooltip } from './tooltip.tsx'

type IconButtonProps = Omit<AriaButtonProps, 'children' | 'className' | 'style' | 'aria-label'> &
  ButtonLook & { icon: IconName; label: string; className?: string; ref?: Ref<HTMLButtonElement> }

/** A button of one sign. Its `label` is its name for those who hear it and its tooltip for those who see it. */
export function IconButton({ icon, label, variant = 'quiet', size = 'm', className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <AriaButton
        {...rest}
        aria-label={label}
        className={classes(buttonLook({ variant, size }), styles.icon, className)}
      >
        <Icon name={icon} size={size === 's' ? 16 : 20} />
      </AriaButton>
    </Tooltip>
  )
}
