import { useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import type { Adding } from './adding.ts'

/** A signed address for anything that cannot be read. */
export function AddInlet({ onAdd, failure, isPending }: Adding) {
  const say = useWords()
  return (
    <Form
      onSubmit={(form) => onAdd({ kind: 'inlet', name: String(form.get('name')) })}
      failure={failure}
      fields={['name']}
      foot={
        <Button type="submit" variant="primary" icon="plus" isPending={isPending}>
          {say('listen.sources.inlet.make')}
        </Button>
      }
    >
      <p>{say('listen.sources.inlet.lead')}</p>
      <TextField name="name" label={say('listen.sources.name')} isRequired />
    </Form>
  )
}
