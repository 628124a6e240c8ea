import type { ReactNode } from 'react'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Popover as AriaPopover, type PopoverProps as AriaPopoverProps } from 'react-aria-components/Popover'
import styles from './overlay.module.css'

type PopoverProps = Omit<AriaPopoverProps, 'className' | 'style' | 'children'> & { children: ReactNode }

/** The floating paper under menus, selects and pickers. */
export function Popover({ children, ...rest }: PopoverProps) {
  return (
    <AriaPopover offset={4} {...rest} className={styles.popover ?? ''}>
      {children}
    </AriaPopover>
  )
}

/** A small panel opened by a button: `trigger` is the button, `label` the panel's name. */
export function PopoverPanel({
  trigger,
  label,
  children,
  placement,
}: {
  trigger: ReactNode
  label: string
  children: ReactNode | ((close: () => void) => ReactNode)
  placement?: PopoverProps['placement']
}) {
  return (
    <DialogTrigger>
      {trigger}
      <Popover placement={placement}>
        <Dialog aria-label={label} className={styles.padded ?? ''}>
          {({ close }) => (typeof children === 'function' ? children(close) : children)}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
