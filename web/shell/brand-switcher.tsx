import { useLocation } from '@tanstack/react-router'
import { Button } from 'react-aria-components/Button'
import { useWords } from '../i18n/words.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Icon } from '../ui/icon.tsx'
import { Menu, MenuItem, MenuSection, MenuSeparator } from '../ui/menu.tsx'
import styles from './frame.module.css'
import { type BrandHere, useBrandHere, useMe } from './here.ts'

/** Which brand one works for. Another brand opens at the same screen. */
export function BrandSwitcher({ compact }: { compact?: boolean }) {
  const say = useWords()
  const { brands, workspace } = useMe()
  const isClient = workspace.role !== 'owner' && brands.length > 0 && brands.every((brand) => brand.role === 'client')
  const here = useBrandHere()
  const { pathname } = useLocation()
  const there = (brand: BrandHere) => {
    const [, screen] = /^\/brands\/[^/]+(\/[a-z-]+)?/.exec(pathname) ?? []
    const stays = brand.role !== 'client' && here?.role !== 'client' && !pathname.startsWith('/brands/new')
    return `/brands/${brand.id}${(stays && screen) || ''}`
  }
  return (
    <Menu
      label={say('shell.brands')}
      trigger={
        <Button
          className={styles.brandButton ?? ''}
          aria-label={say('shell.brands.now', { brand: here?.name ?? say('shell.brands.none') })}
        >
          {here && <Avatar name={here.name} tint={here.color} size={compact ? 26 : 30} shape="square" />}
          <span className={styles.brandName}>{here?.name ?? say('shell.brands.none')}</span>
          <Icon name="chevron-down" size={16} />
        </Button>
      }
    >
      <MenuSection title={workspace.name}>
        {brands.map((brand) => (
          <MenuItem
            key={brand.id}
            id={brand.id}
            text={brand.name}
            href={there(brand)}
            chosen={brand.id === here?.id}
            before={<Avatar name={brand.name} tint={brand.color} size={24} shape="square" />}
          />
        ))}
      </MenuSection>
      {!isClient && <MenuSeparator />}
      {!isClient && <MenuItem icon="plus" text={say('shell.brands.add')} href="/brands/new" />}
    </Menu>
  )
}
