import { useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { Columns } from '../../../ui/layout.tsx'
import { PasswordField, TextField } from '../../../ui/text-field.tsx'
import type { Adding } from './adding.ts'

/** A folder of a mailbox to which alerts come. */
export function AddMailbox({ onAdd, failure, isPending }: Adding) {
  const say = useWords()
  const submit = (form: FormData) => {
    const written = (name: string) => String(form.get(name) ?? '')
    onAdd({
      ...{ kind: 'mailbox', host: written('host'), port: Number(written('port')), user: written('user') },
      ...{ password: written('password'), folder: written('folder') },
    })
  }
  return (
    <Form
      onSubmit={submit}
      failure={failure}
      fields={['host', 'port', 'user', 'password', 'folder']}
      foot={
        <Button type="submit" variant="primary" icon="plus" isPending={isPending}>
          {say('listen.sources.listen')}
        </Button>
      }
    >
      <p>{say('listen.sources.mailbox.lead')}</p>
      <Columns min="14rem">
        <TextField name="host" label={say('listen.sources.host')} placeholder="imap.example.org" isRequired />
        <TextField name="port" label={say('listen.sources.port')} defaultValue="993" inputMode="numeric" isRequired />
        <TextField name="user" label={say('listen.sources.user')} autoComplete="off" isRequired />
        <PasswordField
          name="password"
          label={say('listen.sources.password')}
          hint={say('listen.sources.password.hint')}
          autoComplete="new-password"
          isRequired
        />
        <TextField name="folder" label={say('listen.sources.folder')} defaultValue="INBOX" isRequired />
      </Columns>
    </Form>
  )
}
