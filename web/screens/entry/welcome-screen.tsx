import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { type MakeOwner, makeOwner } from '../../api/team.ts'
import { useSpoken } from '../../i18n/words.tsx'
import { ZoneField } from '../../i18n/zone-field.tsx'
import { zoneHere } from '../../i18n/zones.ts'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { PasswordField, TextField } from '../../ui/text-field.tsx'
import { Door } from './door.tsx'
import { useEnter } from './enter.ts'

const fields = ['workspaceName', 'name', 'email', 'password', 'zone'] as const

/** The first visit: whoever comes first makes the workspace and owns it. */
export function Screen() {
  const { say, locale } = useSpoken()
  const enter = useEnter()
  const [zone, setZone] = useState(zoneHere())
  const make = useAct((owner: MakeOwner) => makeOwner(owner), { quiet: true, done: (person) => enter(person) })
  const submit = (form: FormData) =>
    make.mutate({
      name: String(form.get('name')),
      email: String(form.get('email')),
      password: String(form.get('password')),
      workspaceName: String(form.get('workspaceName')),
      locale,
      zone,
    })
  return (
    <Door title={say('entry.welcome.title')} lead={say('entry.welcome.lead')}>
      <Form
        onSubmit={submit}
        failure={make.error}
        fields={fields}
        foot={
          <Button type="submit" variant="primary" isPending={make.isPending}>
            {say('entry.welcome.act')}
          </Button>
        }
      >
        <TextField
          name="workspaceName"
          label={say('entry.workspace')}
          hint={say('entry.workspace.hint')}
          autoFocus
          autoComplete="organization"
        />
        <TextField name="name" label={say('entry.name')} autoComplete="name" />
        <TextField name="email" type="email" label={say('entry.email')} autoComplete="username" inputMode="email" />
        <PasswordField
          name="password"
          label={say('entry.password')}
          hint={say('entry.password.hint')}
          autoComplete="new-password"
        />
        <ZoneField
          name="zone"
          label={say('entry.zone')}
          hint={say('entry.zone.hint')}
          value={zone}
          onChange={setZone}
        />
      </Form>
    </Door>
  )
}
