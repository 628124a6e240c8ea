import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { localeNames, locales } from '../../i18n/locales.ts'
import { useSpoken } from '../../i18n/words.tsx'
import { Logo } from '../../shell/logo.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import { useTitle } from '../../ui/use-title.ts'
import styles from './door.module.css'

/** The paper every door is written on: the bridge on one side, the form on the other. */
export function Door({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  const { say } = useSpoken()
  useTitle(title)
  return (
    <div className={styles.door}>
      <aside className={styles.view}>
        <p className={styles.name}>
          <Logo size={36} /> Rialto
        </p>
        <Bridge />
        <p className={styles.motto}>{say('entry.motto')}</p>
      </aside>
      <main className={styles.main}>
        <div className={styles.language}>
          <LanguageMenu />
        </div>
        <div className={styles.sheet}>
          <header className={styles.top}>
            <h1>{title}</h1>
            {lead && <p className={styles.lead}>{lead}</p>}
          </header>
          {children}
        </div>
      </main>
    </div>
  )
}

function LanguageMenu() {
  const { say, locale, setLocale } = useSpoken()
  return (
    <Menu
      placement="bottom end"
      label={say('shell.language')}
      trigger={
        <Button className={styles.languageButton ?? ''}>
          <Icon name="globe" size={18} />
          {localeNames[locale]}
          <Icon name="chevron-down" size={16} />
        </Button>
      }
    >
      {locales.map((one) => (
        <MenuItem key={one} id={one} text={localeNames[one]} chosen={one === locale} onAction={() => setLocale(one)} />
      ))}
    </Menu>
  )
}

/** The bridge over its own reflection. */
function Bridge() {
  return (
    <svg className={styles.bridge} viewBox="0 0 480 300" fill="none" aria-hidden="true">
      <g stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round">
        <path d="M0 170h60l150-86a60 60 0 0 1 60 0l150 86h60" />
        <path d="M86 170c0-66 66-112 154-112s154 46 154 112" opacity="0" />
        <path d="M112 170c8-58 60-92 128-92s120 34 128 92" />
        <path d="M126 132v-22h14v14M154 116V94h14v14M182 100V78h14v14M284 92V78h14v22M312 108V94h14v22M340 124v-14h14v22" />
        <path d="M214 76V52h52v24M222 76V62a8 8 0 0 1 16 0v11M242 73V62a8 8 0 0 1 16 0v14M208 52l32-20 32 20Z" />
        <path d="M0 170h112M368 170h112" />
      </g>
      <g stroke="currentColor" strokeWidth="2" strokeLinecap="round" opacity="0.55">
        <path d="M112 182c8 48 60 78 128 78s120-30 128-78" strokeDasharray="18 10" />
        <path d="M20 196h54M396 192h62M150 208h40M292 206h46M190 232h36M262 228h30M40 226h70M372 222h52M120 284h60M300 280h74" />
      </g>
      <circle cx="240" cy="44" r="3" fill="var(--lamp)" />
    </svg>
  )
}
