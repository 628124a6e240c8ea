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
        <path d="M0 190h40L200 96h80l160 94h40M118 190c4-50 56-74 122-74s118 24 122 74" />
        <path d="M56 146 206 58M424 146 274 58M74 170v-34M98 156v-34M122 142v-34M146 128V94M170 114V80M194 100V66M406 170v-34M382 156v-34M358 142v-34M334 128V94M310 114V80M286 100V66" />
        <path d="M206 96V44M274 96V44M196 46l44-28 44 28Z" />
        <path d="M220 96V68a20 20 0 0 1 40 0v28" />
      </g>
      <g stroke="currentColor" strokeWidth="2" strokeLinecap="round" opacity="0.5">
        <path d="M118 202c4 50 56 70 122 70s118-20 122-70" strokeDasharray="16 11" />
        <path d="M14 204h66M400 204h66M160 214h42M284 214h34M40 228h50M390 230h56M196 238h36M256 246h40M72 254h24M366 258h40M8 280h90M330 288h120" />
      </g>
      <circle cx="240" cy="68" r="4" fill="var(--lamp)" />
    </svg>
  )
}
