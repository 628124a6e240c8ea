import { Link } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { Button } from 'react-aria-components/Button'
import { type Me, mayAs } from '../api/team.ts'
import { useWords } from '../i18n/words.tsx'
import { Icon } from '../ui/icon.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import styles from './frame.module.css'
import { type BrandHere, useBrandHere, useMe } from './here.ts'
import { Logo } from './logo.tsx'
import { addressIn, type NavPlace, type NavScreen, navScreens } from './screen.ts'

const groups: NavPlace['group'][] = ['work', 'brand', 'desk']

/** The screens this person may go to from here. */
export function useScreens(): NavScreen[] {
  const me = useMe()
  const brand = useBrandHere()
  return useMemo(() => navScreens.filter((screen) => isOffered(screen, me, brand)), [me, brand])
}

function isOffered({ role, who, nav, ...screen }: NavScreen, me: Me, brand: BrandHere | undefined): boolean {
  if (screen.for !== 'brand') return !who || who(me)
  if (!brand || (nav.only && brand.role !== nav.only)) return false
  return !role || mayAs(brand.role, role)
}

export function SideNav({ children }: { children: ReactNode }) {
  const say = useWords()
  const brand = useBrandHere()
  const offered = useScreens()
  return (
    <nav className={styles.side} aria-label={say('shell.nav')}>
      <Link to="/" className={styles.home}>
        <Logo /> Rialto
      </Link>
      {children}
      <div className={styles.nav}>
        {groups.map((group) => (
          <ul key={group} className={styles.group}>
            {offered
              .filter((screen) => screen.nav.group === group)
              .map((screen) => (
                <li key={screen.path}>
                  <NavLink screen={screen} brandId={brand?.id} look={styles.link} />
                </li>
              ))}
          </ul>
        ))}
      </div>
    </nav>
  )
}

/** At the thumb on a phone: the four that matter, and the rest behind one more. */
export function ThumbNav() {
  const say = useWords()
  const brand = useBrandHere()
  const offered = useScreens()
  const thumbs = offered.filter((screen) => screen.nav.thumb).slice(0, 4)
  return (
    <nav className={styles.thumbs} aria-label={say('shell.nav')}>
      <ul>
        {thumbs.map((screen) => (
          <li key={screen.path}>
            <NavLink screen={screen} brandId={brand?.id} look={styles.thumb} size={22} />
          </li>
        ))}
        <li>
          <Menu
            placement="top end"
            label={say('shell.nav.more')}
            trigger={
              <Button className={styles.thumb ?? ''}>
                <Icon name="menu" size={22} />
                <span>{say('shell.nav.more')}</span>
              </Button>
            }
          >
            {offered
              .filter((screen) => !thumbs.includes(screen))
              .map((screen) => (
                <MenuItem
                  key={screen.path}
                  icon={screen.nav.icon}
                  text={say(screen.nav.label)}
                  href={addressIn(screen, brand?.id)}
                />
              ))}
          </Menu>
        </li>
      </ul>
    </nav>
  )
}

type NavLinkProps = { screen: NavScreen; brandId: string | undefined; look: string | undefined; size?: number }

function NavLink({ screen, brandId, look, size = 20 }: NavLinkProps) {
  const say = useWords()
  const address = addressIn(screen, brandId)
  return (
    <Link to={address} className={look} activeOptions={{ exact: screen.path === '/', includeSearch: false }}>
      <Icon name={screen.nav.icon} size={size} />
      <span>{say(screen.nav.label)}</span>
    </Link>
  )
}
