import { useState } from 'react'
import type { Consent, Person } from '../../api/people.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Badge, type Tone } from '../../ui/feedback.tsx'
import { Form } from '../../ui/form.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Card } from '../../ui/layout.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './person.module.css'
import { useChangePerson } from './use-change-person.ts'

const states = ['given', 'refused', 'withdrawn'] as const
const tones: Record<Consent['state'], Tone> = { given: 'good', refused: 'bad', withdrawn: 'warn' }

/** Whether they agreed to hear from the brand, where they said so, and when. */
export function ConsentCard({ person }: { person: Person }) {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  const mayWrite = useMayHere('author')
  const [isChanging, setChanging] = useState(false)
  const { consent } = person
  return (
    <Card
      title={say('people.consent')}
      acts={
        mayWrite && <IconButton icon="edit" label={say('people.consent.change')} onPress={() => setChanging(true)} />
      }
    >
      {consent ? (
        <div>
          <Badge tone={tones[consent.state]} icon={consent.state === 'given' ? 'check-circle' : 'x-circle'}>
            {say(`people.consent.${consent.state}`)}
          </Badge>
          <p>{consent.source}</p>
          <p className={styles.dim}>{format.moment(consent.at, brand.zone)}</p>
        </div>
      ) : (
        <p className={styles.dim}>{say('people.consent.none')}</p>
      )}
      {isChanging && <ConsentDialog person={person} onClose={() => setChanging(false)} />}
    </Card>
  )
}

function ConsentDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const say = useWords()
  const [state, setState] = useState<Consent['state']>(person.consent?.state ?? 'given')
  const change = useChangePerson(person, onClose)
  const submit = (form: FormData) => {
    const source = String(form.get('consent.source') ?? '').trim()
    change.mutate({ consent: { state, source, at: new Date().toISOString() } })
  }
  return (
    <Dialog isOpen onClose={onClose} title={say('people.consent.change')}>
      <Form
        fields={['consent.source']}
        failure={change.error}
        onSubmit={submit}
        foot={
          <>
            <Button type="submit" variant="primary" isPending={change.isPending}>
              {say('ui.save')}
            </Button>
            <Button onPress={onClose}>{say('ui.cancel')}</Button>
            {person.consent && (
              <Button variant="quiet" onPress={() => change.mutate({ consent: null })}>
                {say('people.consent.forget')}
              </Button>
            )}
          </>
        }
      >
        <RadioGroup
          label={say('people.consent.state')}
          value={state}
          choices={states.map((id) => ({ id, text: say(`people.consent.${id}`) }))}
          onChange={setState}
        />
        <TextField
          name="consent.source"
          label={say('people.consent.source')}
          hint={say('people.consent.source.hint')}
          defaultValue={person.consent?.source}
          maxLength={300}
        />
      </Form>
    </Dialog>
  )
}
