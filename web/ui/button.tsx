import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode, Ref } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import styles from './button.module.css'
import { classes } from './classes.ts'
import { Icon, type IconName } from './icon.tsx'
import { Spinner } from './spinner.tsx'

export type ButtonLook = { variant?: 'primary' | 'secondary' | 'quiet' | 'danger'; size?: 's' | 'm' }

type ButtonProps = Omit<AriaButtonProps, 'children' | 'className' | 'style'> &
  ButtonLook & {
    icon?: IconName
    iconAfter?: IconName
    children: ReactNode
    className?: string
    ref?: Ref<HTMLButtonElement>
  }

/** The one button. While `isPending` it keeps its width and its focus, and takes no second press. */
export function Button({
  variant = 'secondary',
  size = 'm',
  icon,
  iconAfter,
  children,
  className,
  isPending,
  onPress,
  type,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      type={isPending ? 'button' : type}
      onPress={isPending ? undefined : onPress}
      aria-disabled={isPending ? 'true' : undefined}
      className={classes(buttonLook({ variant, size }), isPending && styles.pending, className)}
    >
      {icon && <Icon name={icon} size={size === 's' ? 16 : 18} />}
      <span>{children}</span>
      {iconAfter && <Icon name={iconAfter} size={16} />}
      {isPending && (
        <span className={styles.spinner}>
          <Spinner />
        </span>
      )}
    </AriaButton>
  )
}

type ButtonLinkProps = LinkProps &
  ButtonLook & { icon?: IconName; children: ReactNode; className?: string; onClick?: () => void }

/** A way to another screen that looks like a button. */
export function ButtonLink({ variant, size, icon, children, className, ...link }: ButtonLinkProps) {
  return (
    <Link {...link} className={classes(buttonLook({ variant, size }), className)}>
      {icon && <Icon name={icon} size={size === 's' ? 16 : 18} />}
      <span>{children}</span>
    </Link>
  )
}

export function buttonLook({ variant = 'secondary', size = 'm' }: ButtonLook): string {
  return classes(styles.button, styles[variant], size === 's' && styles.s)
}
