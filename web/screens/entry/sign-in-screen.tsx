import { Link, useSearch } from '@tanstack/react-router'
import { useAct } from '../../api/ask.ts'
import { type SignIn, signIn } from '../../api/team.ts'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { PasswordField, TextField } from '../../ui/text-field.tsx'
import { Door } from './door.tsx'
import { useEnter } from './enter.ts'

export function Screen() {
  const say = useWords()
  const enter = useEnter()
  const { to } = useSearch({ strict: false }) as { to?: string }
  const act = useAct((who: SignIn) => signIn(who), { quiet: true, done: (person) => enter(person, to) })
  const submit = (form: FormData) =>
    act.mutate({ email: String(form.get('email')), password: String(form.get('password')) })
  return (
    <Door title={say('entry.signIn.title')}>
      <Form
        onSubmit={submit}
        failure={act.error}
        fields={['email', 'password']}
        foot={
          <>
            <Button type="submit" variant="primary" isPending={act.isPending}>
              {say('entry.signIn.act')}
            </Button>
            <Link to="/password/forgotten">{say('entry.signIn.forgotten')}</Link>
          </>
        }
      >
        <TextField
          name="email"
          type="email"
          label={say('entry.email')}
          autoComplete="username"
          inputMode="email"
          autoFocus
        />
        <PasswordField name="password" label={say('entry.password')} autoComplete="current-password" />
      </Form>
    </Door>
  )
}
