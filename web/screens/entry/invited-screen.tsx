import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { type AcceptInvitation, acceptInvitation, type InvitationSeen, invited } from '../../api/team.ts'
import { useFormat } from '../../i18n/format.ts'
import { useSpoken, useWords } from '../../i18n/words.tsx'
import { ZoneField } from '../../i18n/zone-field.tsx'
import { zoneHere } from '../../i18n/zones.ts'
import { useParam } from '../../shell/here.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { Form } from '../../ui/form.tsx'
import { PasswordField, TextField } from '../../ui/text-field.tsx'
import { Door } from './door.tsx'
import { useEnter } from './enter.ts'

export function Screen() {
  const say = useWords()
  const token = useParam('token')
  const asked = useQuery(invited(token))
  if (asked.data) return <Accept token={token} invitation={asked.data} />
  return (
    <Door title={say('entry.invited.title')}>
      {asked.error ? (
        <Banner
          tone="bad"
          title={asked.error.saidIn(say)}
          acts={<ButtonLink to="/sign-in">{say('entry.signIn.act')}</ButtonLink>}
        >
          {say('entry.invited.gone')}
        </Banner>
      ) : (
        <SkeletonRows rows={4} />
      )}
    </Door>
  )
}

function Accept({ token, invitation }: { token: string; invitation: InvitationSeen }) {
  const { say, locale } = useSpoken()
  const format = useFormat()
  const enter = useEnter()
  const [zone, setZone] = useState(zoneHere())
  const act = useAct((as: AcceptInvitation) => acceptInvitation(token, as), {
    quiet: true,
    done: (person) => enter(person),
  })
  const submit = (form: FormData) =>
    act.mutate({
      name: String(form.get('name')),
      email: String(form.get('email')),
      password: String(form.get('password')),
      locale,
      zone,
    })
  return (
    <Door
      title={say('entry.invited.join', { workspace: invitation.workspaceName })}
      lead={say('entry.invited.lead', {
        person: invitation.invitedBy,
        until: format.moment(invitation.expiresAt, zone),
      })}
    >
      <Form
        onSubmit={submit}
        failure={act.error}
        fields={['name', 'email', 'password', 'zone']}
        foot={
          <Button type="submit" variant="primary" isPending={act.isPending}>
            {say('entry.invited.act')}
          </Button>
        }
      >
        <TextField name="name" label={say('entry.name')} autoComplete="name" autoFocus />
        <TextField
          name="email"
          type="email"
          label={say('entry.email')}
          autoComplete="username"
          defaultValue={invitation.email ?? ''}
          isReadOnly={invitation.email !== null}
        />
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
