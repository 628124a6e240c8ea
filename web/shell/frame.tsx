import { Outlet, useLocation } from '@tanstack/react-router'
import { lazy, useEffect, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { useLiveLine } from '../api/live.ts'
import { useSpoken, useWords } from '../i18n/words.tsx'
import { Kbd } from '../ui/feedback.tsx'
import { Icon } from '../ui/icon.tsx'
import { Bell } from './bell.tsx'
import { BrandSwitcher } from './brand-switcher.tsx'
import { CrisisBanner } from './crisis-banner.tsx'
import styles from './frame.module.css'
import { useMe } from './here.ts'
import { LazyPart } from './lazy-part.tsx'
import { LinkBanner } from './link-banner.tsx'
import { SideNav, ThumbNav } from './nav.tsx'
import { PersonMenu } from './person-menu.tsx'
import { useShortcuts } from './shortcuts.ts'
import { setTheme, themeNow } from './theme.ts'

const Palette = lazy(() => import('./palette.tsx'))
const Help = lazy(() => import('./help.tsx'))
const AlertEar = lazy(() => import('../screens/support/alert-ear.tsx'))

/** The desk around the screens of whoever is signed in. */
export function Frame() {
  const say = useWords()
  const [open, setOpen] = useState<'palette' | 'help' | null>(null)
  const main = useFocusOnArrival()
  useLiveLine(useMe().events)
  useOwnSettings()
  useShortcuts({ onPalette: () => setOpen('palette'), onHelp: () => setOpen('help') })
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#main">
        {say('shell.skip')}
      </a>
      <SideNav>
        <BrandSwitcher />
      </SideNav>
      <header className={styles.top}>
        <div className={styles.topBrand}>
          <BrandSwitcher compact />
        </div>
        <Button className={styles.search ?? ''} onPress={() => setOpen('palette')}>
          <Icon name="search" size={18} />
          <span className={styles.searchWords}>{say('shell.palette.open')}</span>
          <span className={styles.searchKeys} aria-hidden="true">
            <Kbd>Ctrl</Kbd> <Kbd>K</Kbd>
          </span>
        </Button>
        <div className={styles.topEnd}>
          <Bell />
          <PersonMenu onHelp={() => setOpen('help')} />
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1} className={styles.main}>
        <LinkBanner />
        <CrisisBanner />
        <Outlet />
      </main>
      <ThumbNav />
      <LazyPart onGone={() => {}}>
        <AlertEar />
      </LazyPart>
      {open && (
        <LazyPart onGone={() => setOpen(null)}>
          {open === 'palette' ? <Palette onClose={() => setOpen(null)} /> : <Help onClose={() => setOpen(null)} />}
        </LazyPart>
      )}
    </div>
  )
}

/** Another screen is another place: the keyboard and the screen reader go there too. */
function useFocusOnArrival() {
  const { pathname, state } = useLocation()
  const main = useRef<HTMLElement>(null)
  const arrived = useRef(pathname)
  useEffect(() => {
    if (arrived.current === pathname) return
    arrived.current = pathname
    if (state.stays) return
    main.current?.focus({ preventScroll: true })
  }, [pathname, state.stays])
  return main
}

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The address changed under the writer's hands (a new post got its id): nobody went anywhere. */
    stays?: boolean
  }
}

/** The language and the theme of the person's profile hold on every machine they sign in on. */
function useOwnSettings() {
  const { locale, theme } = useMe()
  const { setLocale } = useSpoken()
  useEffect(() => setLocale(locale), [locale, setLocale])
  useEffect(() => {
    if (theme !== themeNow()) setTheme(theme)
  }, [theme])
}
