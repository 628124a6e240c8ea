import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useAct } from '../../api/ask.ts'
import { forgotPassword, setupState } from '../../api/team.ts'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { Form } from '../../ui/form.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { Door } from './door.tsx'

export function Screen() {
  const say = useWords()
  const setup = useQuery(setupState())
  const act = useAct((email: string) => forgotPassword(email), { quiet: true })
  if (setup.data && !setup.data.mail) {
    return (
      <Door title={say('entry.forgotten.title')}>
        <Banner tone="note">{say('entry.forgotten.noMail')}</Banner>
        <Link to="/sign-in">{say('entry.back')}</Link>
      </Door>
    )
  }
  return (
    <Door title={say('entry.forgotten.title')} lead={say('entry.forgotten.lead')}>
      {act.isSuccess ? (
        <Banner tone="good" live>
          {say('entry.forgotten.sent')}
        </Banner>
      ) : (
        <Form
          onSubmit={(form) => act.mutate(String(form.get('email')))}
          failure={act.error}
          fields={['email']}
          foot={
            <Button type="submit" variant="primary" isPending={act.isPending}>
              {say('entry.forgotten.act')}
            </Button>
          }
        >
          <TextField name="email" type="email" label={say('entry.email')} autoComplete="username" autoFocus />
        </Form>
      )}
      <Link to="/sign-in">{say('entry.back')}</Link>
    </Door>
  )
}
