import { useLocation } from '@tanstack/react-router'
import { Button } from 'react-aria-components/Button'
import { useWords } from '../i18n/words.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Icon } from '../ui/icon.tsx'
import { Menu, MenuItem, MenuSection, MenuSeparator } from '../ui/menu.tsx'
import styles from './frame.module.css'
import { useBrandHere, useMe } from './here.ts'

/** Which brand one works for. Another brand opens at the same screen. */
export function BrandSwitcher({ compact }: { compact?: boolean }) {
  const say = useWords()
  const { brands, workspace } = useMe()
  const here = useBrandHere()
  const { pathname } = useLocation()
  const there = (brandId: string) => {
    const [, screen] = /^\/brands\/[^/]+(\/[a-z-]+)?/.exec(pathname) ?? []
    return `/brands/${brandId}${pathname.startsWith('/brands/new') ? '' : (screen ?? '')}`
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
            href={there(brand.id)}
            chosen={brand.id === here?.id}
            before={<Avatar name={brand.name} tint={brand.color} size={24} shape="square" />}
          />
        ))}
      </MenuSection>
      <MenuSeparator />
      <MenuItem icon="plus" text={say('shell.brands.add')} href="/brands/new" />
    </Menu>
  )
}
