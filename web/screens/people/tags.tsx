import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Person, peopleTags } from '../../api/people.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Badge } from '../../ui/feedback.tsx'
import { Form } from '../../ui/form.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Card } from '../../ui/layout.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './person.module.css'
import { useChangePerson } from './use-change-person.ts'

const mostOffered = 6

/** Their tags, with those in use offered to add. A tag with windows of its own decides how long they stay warm. */
export function Tags({ person }: { person: Person }) {
  const say = useWords()
  const brand = useBrand()
  const mayWrite = useMayHere('author')
  const [typed, setTyped] = useState('')
  const change = useChangePerson(person, () => setTyped(''))
  const known = useQuery(peopleTags(brand.id)).data?.items ?? []
  const offered = known.filter(({ tag }) => !person.tags.includes(tag)).slice(0, mostOffered)
  const add = (tag: string) => {
    if (tag.trim() !== '') change.mutate({ tags: [...person.tags, tag.trim()] })
  }
  return (
    <Card title={say('people.tags')}>
      {person.tags.length === 0 && <p className={styles.dim}>{say('people.tags.none')}</p>}
      <ul className={styles.chips} aria-label={say('people.tags')}>
        {person.tags.map((tag) => (
          <li key={tag} className={styles.chip}>
            <bdi>{tag}</bdi>
            {mayWrite && (
              <IconButton
                size="s"
                icon="close"
                label={say('people.tags.drop', { tag })}
                onPress={() => change.mutate({ tags: person.tags.filter((one) => one !== tag) })}
              />
            )}
          </li>
        ))}
      </ul>
      {mayWrite && (
        <Form onSubmit={() => add(typed)} failure={change.error}>
          <div className={styles.adding}>
            <TextField
              className={styles.grow}
              label={say('people.tags.add')}
              value={typed}
              onChange={setTyped}
              maxLength={60}
            />
            <Button type="submit" icon="plus" isPending={change.isPending} isDisabled={typed.trim() === ''}>
              {say('people.add')}
            </Button>
          </div>
        </Form>
      )}
      {mayWrite && offered.length > 0 && (
        <ul className={styles.chips} aria-label={say('people.tags.offered')}>
          {offered.map(({ tag }) => (
            <li key={tag}>
              <Button size="s" variant="quiet" icon="plus" onPress={() => add(tag)}>
                {tag}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {person.warmth.topic !== '' && (
        <Badge icon="cooling">{say('people.tags.topic', { tag: person.warmth.topic })}</Badge>
      )}
    </Card>
  )
}
