import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { type ChangeMe, changeMe } from '../../api/team.ts'
import { type Locale, localeNames, locales } from '../../i18n/locales.ts'
import { useSpoken } from '../../i18n/words.tsx'
import { ZoneField } from '../../i18n/zone-field.tsx'
import { useMe } from '../../shell/here.ts'
import { type Theme, themes } from '../../shell/theme.ts'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { Card, Columns } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'

/** Name, language, zone, look. What is chosen holds on every machine one signs in on. */
export function ProfileCard() {
  const { say } = useSpoken()
  const me = useMe()
  const [locale, setLocale] = useState<Locale>(me.locale)
  const [zone, setZone] = useState(me.zone)
  const [theme, setTheme] = useState<Theme>(me.theme)
  const save = useAct((changes: ChangeMe) => changeMe(changes), {
    touches: ['/api/me'],
    done: say('ui.saved'),
    quiet: true,
  })
  return (
    <Card title={say('settings.profile')}>
      <Form
        onSubmit={(form) => save.mutate({ name: String(form.get('name')), locale, zone, theme })}
        failure={save.error}
        fields={['name', 'locale', 'zone', 'theme']}
        foot={
          <Button type="submit" variant="primary" isPending={save.isPending}>
            {say('ui.save')}
          </Button>
        }
      >
        <Columns>
          <TextField name="name" label={say('entry.name')} defaultValue={me.name} autoComplete="name" />
          <TextField label={say('entry.email')} value={me.email} isReadOnly />
          <Select
            name="locale"
            label={say('shell.language')}
            choices={locales.map((one) => ({ id: one, text: localeNames[one] }))}
            value={locale}
            onChange={setLocale}
          />
          <Select
            name="theme"
            label={say('shell.theme')}
            choices={themes.map((one) => ({ id: one, text: say(`shell.theme.${one}`) }))}
            value={theme}
            onChange={setTheme}
          />
          <ZoneField
            name="zone"
            label={say('entry.zone')}
            hint={say('settings.zone.hint')}
            value={zone}
            onChange={setZone}
          />
        </Columns>
      </Form>
    </Card>
  )
}
