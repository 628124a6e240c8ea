import { useRouter } from '@tanstack/react-router'
import { Button } from 'react-aria-components/Button'
import { desk, useAct } from '../api/ask.ts'
import { type ChangeMe, changeMe, me, signOut } from '../api/team.ts'
import { type Locale, localeNames, locales } from '../i18n/locales.ts'
import { useSpoken } from '../i18n/words.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Menu, MenuItem, MenuSection, MenuSeparator } from '../ui/menu.tsx'
import styles from './frame.module.css'
import { useMe } from './here.ts'
import { setTheme, type Theme, themes, useTheme } from './theme.ts'

const themeIcons = { system: 'monitor', light: 'sun', dark: 'moon' } as const

export function PersonMenu({ onHelp }: { onHelp: () => void }) {
  const { say, locale, setLocale } = useSpoken()
  const person = useMe()
  const theme = useTheme()
  const router = useRouter()
  const change = useAct((changes: ChangeMe) => changeMe(changes), { touches: ['/api/me'] })
  const leave = useAct(signOut, {
    done: () => {
      desk.clear()
      void router.navigate({ to: '/sign-in' })
    },
  })
  const speak = (to: Locale) => {
    setLocale(to)
    change.mutate({ locale: to })
  }
  const dress = (to: Theme) => {
    setTheme(to)
    desk.setQueryData(me().queryKey, { ...person, theme: to })
    change.mutate({ theme: to })
  }
  return (
    <Menu
      placement="bottom end"
      label={say('shell.person')}
      trigger={
        <Button className={styles.person ?? ''} aria-label={say('shell.person.of', { name: person.name })}>
          <Avatar name={person.name} size={34} />
        </Button>
      }
    >
      <MenuItem icon="team" text={person.name} hint={person.email} href="/settings" />
      <MenuSection title={say('shell.language')}>
        {locales.map((one) => (
          <MenuItem key={one} id={one} text={localeNames[one]} chosen={one === locale} onAction={() => speak(one)} />
        ))}
      </MenuSection>
      <MenuSection title={say('shell.theme')}>
        {themes.map((one) => (
          <MenuItem
            key={one}
            id={one}
            icon={themeIcons[one]}
            text={say(`shell.theme.${one}`)}
            chosen={one === theme}
            onAction={() => dress(one)}
          />
        ))}
      </MenuSection>
      <MenuSeparator />
      <MenuItem icon="keyboard" text={say('shell.help')} onAction={onHelp} />
      <MenuItem icon="sign-out" text={say('shell.signOut')} onAction={() => leave.mutate()} />
    </Menu>
  )
}
