import { useState } from 'react'
import type { Person } from '../../api/people.ts'
import { useSpoken, useWords } from '../../i18n/words.tsx'
import { useMayHere } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Card } from '../../ui/layout.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { LanguageField } from '../brand/language-field.tsx'
import styles from './person.module.css'
import { PersonName } from './person-name.tsx'
import { useChangePerson } from './use-change-person.ts'

/** What the desk calls them, and the language they are written to. */
export function PersonFacts({ person }: { person: Person }) {
  const say = useWords()
  const { tag } = useSpoken()
  const mayWrite = useMayHere('author')
  const [isChanging, setChanging] = useState(false)
  const names = new Intl.DisplayNames(tag, { type: 'language' })
  return (
    <Card
      title={say('people.facts')}
      acts={mayWrite && <IconButton icon="edit" label={say('people.facts.change')} onPress={() => setChanging(true)} />}
    >
      <dl className={styles.facts}>
        <div>
          <dt>{say('people.name')}</dt>
          <dd>
            <PersonName name={person.name} />
          </dd>
        </div>
        <div>
          <dt>{say('people.language')}</dt>
          <dd>{person.language ? (names.of(person.language) ?? person.language) : say('people.language.unknown')}</dd>
        </div>
      </dl>
      {isChanging && <FactsDialog person={person} onClose={() => setChanging(false)} />}
    </Card>
  )
}

const fields = ['name', 'language'] as const

function FactsDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const say = useWords()
  const [language, setLanguage] = useState(person.language ?? '')
  const change = useChangePerson(person, onClose)
  return (
    <Dialog isOpen onClose={onClose} title={say('people.facts.change')}>
      <Form
        fields={fields}
        failure={change.error}
        onSubmit={(form) =>
          change.mutate({ name: String(form.get('name') ?? '').trim(), language: language === '' ? null : language })
        }
        foot={
          <>
            <Button type="submit" variant="primary" isPending={change.isPending}>
              {say('ui.save')}
            </Button>
            <Button onPress={onClose}>{say('ui.cancel')}</Button>
          </>
        }
      >
        <TextField
          name="name"
          label={say('people.name')}
          hint={say('people.name.hint')}
          defaultValue={person.givenName}
          placeholder={person.identities[0]?.name}
        />
        <LanguageField label={say('people.language')} value={language} onChange={setLanguage} />
        {language !== '' && (
          <Button variant="quiet" icon="close" onPress={() => setLanguage('')}>
            {say('people.language.forget')}
          </Button>
        )}
      </Form>
    </Dialog>
  )
}
