import { useAct } from '../../api/ask.ts'
import { type Person, type PersonMerge, undoMerge } from '../../api/people.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Badge } from '../../ui/feedback.tsx'
import { Card } from '../../ui/layout.tsx'
import styles from './person.module.css'
import { PersonName } from './person-name.tsx'
import { Handle } from './person-row.tsx'
import { useKeepPerson } from './use-change-person.ts'

/** Who became a part of this person, by whom and why; each can be undone. */
export function Merges({ person }: { person: Person }) {
  const say = useWords()
  if (person.merges.length === 0) return null
  return (
    <Card title={say('people.merges')}>
      <ul className={styles.notes} aria-label={say('people.merges')}>
        {person.merges.map((merge) => (
          <Merge key={merge.id} merge={merge} />
        ))}
      </ul>
    </Card>
  )
}

function Merge({ merge }: { merge: PersonMerge }) {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  const mayUndo = useMayHere('editor') && !merge.undone
  const keep = useKeepPerson()
  const undo = useAct(() => undoMerge(brand.id, merge.id), { done: keep })
  return (
    <li>
      <p className={styles.line}>
        <b>
          <PersonName name={merge.name} />
        </b>
        {merge.undone && <Badge>{say('people.merges.undone')}</Badge>}
      </p>
      <p className={styles.line}>
        {merge.identities.map((one) => (
          <span key={`${one.network} ${one.handle}`} className={styles.dim}>
            <Handle {...one} />
          </span>
        ))}
      </p>
      {merge.reasons.map((one) => (
        <p key={one.kind} className={styles.dim}>
          <bdi>{one.text}</bdi>
        </p>
      ))}
      <p className={styles.noteFoot}>
        <span className={styles.dim}>
          {merge.by?.name ?? say('people.formerColleague')} · {format.moment(merge.at, brand.zone)}
        </span>
        {mayUndo && (
          <Button size="s" icon="undo" isPending={undo.isPending} onPress={() => undo.mutate()}>
            {say('people.merges.undo')}
          </Button>
        )}
      </p>
    </li>
  )
}
