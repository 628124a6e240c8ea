import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { dropNote, notePerson, type Person, type PersonNote } from '../../api/people.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere, useMe } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Card } from '../../ui/layout.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import styles from './person.module.css'
import { useKeepPerson } from './use-change-person.ts'

/** What colleagues wrote down of them, the last first. */
export function Notes({ person }: { person: Person }) {
  const say = useWords()
  const brand = useBrand()
  const mayWrite = useMayHere('author')
  const keep = useKeepPerson()
  const [typed, setTyped] = useState('')
  const write = useAct((text: string) => notePerson(brand.id, person.id, text), {
    quiet: true,
    done: (changed) => {
      setTyped('')
      keep(changed)
    },
  })
  return (
    <Card title={say('people.notes')}>
      {mayWrite && (
        <Form
          onSubmit={() => write.mutate(typed)}
          failure={write.error}
          fields={['text']}
          foot={
            <Button type="submit" isPending={write.isPending} isDisabled={typed.trim() === ''}>
              {say('people.notes.write')}
            </Button>
          }
        >
          <TextArea
            name="text"
            label={say('people.notes.new')}
            hint={say('people.notes.hint')}
            rows={2}
            value={typed}
            onChange={setTyped}
            maxLength={10_000}
          />
        </Form>
      )}
      {person.notes.length === 0 && !mayWrite && <p className={styles.dim}>{say('people.notes.none')}</p>}
      {person.notes.length > 0 && (
        <ul className={styles.notes} aria-label={say('people.notes')}>
          {person.notes.map((note) => (
            <Note key={note.id} note={note} personId={person.id} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function Note({ note, personId }: { note: PersonNote; personId: string }) {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  const me = useMe()
  const mayDropAny = useMayHere('editor')
  const mayWrite = useMayHere('author')
  const keep = useKeepPerson()
  const drop = useAct(() => dropNote(brand.id, personId, note.id), { done: keep })
  return (
    <li>
      <p className={styles.noteText}>{note.text}</p>
      <p className={styles.noteFoot}>
        <span className={styles.dim}>
          {note.by?.name ?? say('people.formerColleague')} · {format.moment(note.at, brand.zone)}
        </span>
        {(mayDropAny || (mayWrite && note.by?.id === me.id)) && (
          <IconButton
            size="s"
            icon="trash"
            label={say('people.notes.drop')}
            isPending={drop.isPending}
            onPress={() => drop.mutate()}
          />
        )}
      </p>
    </li>
  )
}
