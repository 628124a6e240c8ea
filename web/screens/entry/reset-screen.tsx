import { useRouter } from '@tanstack/react-router'
import { useAct } from '../../api/ask.ts'
import { resetPassword } from '../../api/team.ts'
import { useWords } from '../../i18n/words.tsx'
import { writtenQuery } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { PasswordField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { Door } from './door.tsx'

export function Screen() {
  const say = useWords()
  const router = useRouter()
  const { token = '' } = writtenQuery()
  const act = useAct((password: string) => resetPassword({ token, password }), {
    quiet: true,
    done: () => {
      toast(say('entry.reset.done'))
      void router.navigate({ to: '/sign-in', replace: true })
    },
  })
  return (
    <Door title={say('entry.reset.title')}>
      <Form
        onSubmit={(form) => act.mutate(String(form.get('password')))}
        failure={act.error}
        fields={['password']}
        foot={
          <Button type="submit" variant="primary" isPending={act.isPending}>
            {say('entry.reset.act')}
          </Button>
        }
      >
        <PasswordField
          name="password"
          label={say('entry.password.new')}
          hint={say('entry.password.hint')}
          autoComplete="new-password"
          autoFocus
        />
      </Form>
    </Door>
  )
}
