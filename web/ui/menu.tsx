import type { ReactNode } from 'react'
import { Header } from 'react-aria-components/Header'
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
  MenuTrigger,
} from 'react-aria-components/Menu'
import { Separator } from 'react-aria-components/Separator'
import { Text } from 'react-aria-components/Text'
import { Icon, type IconName } from './icon.tsx'
import styles from './overlay.module.css'
import { Popover } from './popover.tsx'

type MenuProps = {
  trigger: ReactNode
  label?: string
  children: ReactNode
  placement?: 'bottom start' | 'bottom end' | 'top start' | 'top end' | 'right bottom'
}

/** A button (`trigger`) and the acts it offers, as `MenuItem`s. */
export function Menu({ trigger, label, children, placement = 'bottom start' }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover placement={placement}>
        <AriaMenu aria-label={label} className={styles.menu ?? ''}>
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

type MenuItemProps = {
  id?: string
  icon?: IconName
  before?: ReactNode
  text: string
  hint?: string
  href?: string
  isDisabled?: boolean
  danger?: boolean
  chosen?: boolean
  onAction?: () => void
}

export function MenuItem({ icon, before, text, hint, danger, chosen, ...rest }: MenuItemProps) {
  return (
    <AriaMenuItem {...rest} textValue={text} className={styles.item ?? ''} data-danger={danger || undefined}>
      {icon && <Icon name={icon} size={18} />}
      {before}
      <span className={styles.words}>
        {hint ? <span>{text}</span> : <Text slot="label">{text}</Text>}
        {hint && <span className={styles.hint}> {hint}</span>}
      </span>
      {chosen && <Icon name="check" size={16} className={styles.tick} />}
    </AriaMenuItem>
  )
}

export function MenuSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <AriaMenuSection>
      <Header className={styles.heading}>{title}</Header>
      {children}
    </AriaMenuSection>
  )
}

export const MenuSeparator = () => <Separator className={styles.separator ?? ''} />
