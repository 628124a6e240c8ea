import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { type Invite, invite, type NewInvitation } from '../../api/team.ts'
import { useFormat } from '../../i18n/format.ts'
import { type Locale, localeNames, locales } from '../../i18n/locales.ts'
import { useSpoken } from '../../i18n/words.tsx'
import { useBrandHere, useMe } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { Form } from '../../ui/form.tsx'
import { Stack } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { givenBy, RoleFields, type Roles } from './role-fields.tsx'

/** An invitation is a link: sent by hand, by any means, and told once. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { say, locale } = useSpoken()
  const me = useMe()
  const brand = useBrandHere()
  const [roles, setRoles] = useState<Roles>({
    role: 'member',
    brandRoles: brand?.role === 'owner' ? { [brand.id]: 'editor' } : {},
  })
  const [language, setLanguage] = useState<Locale>(locale)
  const [made, setMade] = useState<NewInvitation | null>(null)
  const act = useAct((whom: Invite) => invite(whom), {
    touches: ['/api/invitations'],
    quiet: true,
    done: (invitation) => setMade(invitation),
  })
  const submit = (form: FormData) => {
    const email = String(form.get('email')).trim()
    act.mutate({ ...givenBy(me, roles), ...(email && { email }), locale: language })
  }
  return (
    <Dialog isOpen onClose={onClose} title={say('people.invite.title')}>
      {made ? (
        <LinkMade invitation={made} />
      ) : (
        <Form
          onSubmit={submit}
          failure={act.error}
          fields={['email', 'locale']}
          foot={
            <Button type="submit" variant="primary" isPending={act.isPending}>
              {say('people.invite.act')}
            </Button>
          }
        >
          <TextField
            name="email"
            type="email"
            label={say('entry.email')}
            hint={say('people.invite.email.hint')}
            optional
            autoFocus
            autoComplete="off"
          />
          <RoleFields value={roles} onChange={setRoles} />
          <Select
            name="locale"
            label={say('people.invite.language')}
            choices={locales.map((one) => ({ id: one, text: localeNames[one] }))}
            value={language}
            onChange={setLanguage}
          />
        </Form>
      )}
    </Dialog>
  )
}

function LinkMade({ invitation }: { invitation: NewInvitation }) {
  const { say } = useSpoken()
  const format = useFormat()
  const { zone } = useMe()
  return (
    <Stack>
      <Banner tone="good" title={say('people.invite.made')} live>
        {say('people.invite.once', { when: format.moment(invitation.expiresAt, zone) })}
      </Banner>
      <CopyField label={say('people.invite.link')} text={invitation.link} />
    </Stack>
  )
}
