import type { Presence } from '../../../api/composing.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Avatar } from '../../../ui/avatar.tsx'
import { unseen } from '../../../ui/unseen.ts'
import styles from './people-here.module.css'

/** Faces of those in the post now; each says in which field. */
export function PeopleHere({ people }: { people: Presence['people'] }) {
  const say = useWords()
  if (people.length === 0) return null
  return (
    <ul className={styles.people} aria-label={say('compose.people')}>
      {people.map((person) => {
        const words = person.field
          ? say('compose.people.in', { name: person.name, field: say(fieldName(person.field)) })
          : person.name
        return (
          <li key={person.userId} title={words}>
            <Avatar name={person.name} size={28} tint="var(--accent)" />
            <span className={unseen}>{words}</span>
          </li>
        )
      })}
    </ul>
  )
}

/** `parts.0.text` and its like, as a person calls them. */
export function fieldName(field: string): string {
  const kind = /^(?:parts\.\d+\.)?(text|media|poll|card|title|plan|firstComment|options)/.exec(field)?.[1]
  return kind ? `compose.field.${kind}` : 'compose.field.other'
}
