import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { type ChangePassword, changePassword } from '../../api/team.ts'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { Card, Columns } from '../../ui/layout.tsx'
import { PasswordField } from '../../ui/text-field.tsx'

export function PasswordCard() {
  const say = useWords()
  const [turn, setTurn] = useState(0)
  const change = useAct((passwords: ChangePassword) => changePassword(passwords), {
    touches: ['/api/me/sessions'],
    done: say('settings.password.done'),
    quiet: true,
  })
  const submit = (form: FormData) =>
    change.mutate(
      { current: String(form.get('current')), next: String(form.get('next')) },
      { onSuccess: () => setTurn(turn + 1) },
    )
  return (
    <Card title={say('settings.password')}>
      <Form
        key={turn}
        onSubmit={submit}
        failure={change.error}
        fields={['current', 'next']}
        foot={
          <Button type="submit" isPending={change.isPending}>
            {say('settings.password.act')}
          </Button>
        }
      >
        <Columns>
          <PasswordField name="current" label={say('settings.password.current')} autoComplete="current-password" />
          <PasswordField
            name="next"
            label={say('entry.password.new')}
            hint={say('entry.password.hint')}
            autoComplete="new-password"
          />
        </Columns>
      </Form>
    </Card>
  )
}
