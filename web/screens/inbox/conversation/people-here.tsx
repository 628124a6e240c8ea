import { useWords } from '../../../i18n/words.tsx'
import { Avatar } from '../../../ui/avatar.tsx'
import { unseen } from '../../../ui/unseen.ts'
import styles from './conversation.module.css'
import { useOpen } from './use-open.ts'

/** Who else looks at this conversation now. */
export function PeopleHere() {
  const say = useWords()
  const { others } = useOpen()
  if (others.length === 0) return null
  return (
    <ul className={styles.here} aria-label={say('compose.people')}>
      {others.map(({ id, name, typing }) => {
        const words = say(typing ? 'inbox.here.typing' : 'inbox.here.looking', { name })
        return (
          <li key={id} title={words} data-typing={typing || undefined}>
            <Avatar name={name} size={26} />
            <span className={unseen}>{words}</span>
          </li>
        )
      })}
    </ul>
  )
}
