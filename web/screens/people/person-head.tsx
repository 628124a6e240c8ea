import type { Person } from '../../api/people.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Card } from '../../ui/layout.tsx'
import styles from './person.module.css'
import { PersonFace } from './person-face.tsx'
import { WarmthBadge } from './warmth-badge.tsx'

/** Who it is, how warm they are and why. */
export function PersonHead({ person }: { person: Person }) {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  const { warmth } = person
  const next = warmth.temperature === 'warm' ? warmth.warmUntil : warmth.coldFrom
  return (
    <Card>
      <div className={styles.head}>
        <PersonFace person={person} size={64} />
        <div className={styles.grow}>
          <p className={styles.line}>
            <WarmthBadge temperature={warmth.temperature} />
            {warmth.temperature !== 'cold' && (
              <span className={styles.dim}>
                {say(`people.until.${warmth.temperature}`, { when: format.moment(next, brand.zone) })}
              </span>
            )}
          </p>
          <p>{warmth.reason}</p>
        </div>
      </div>
      <dl className={styles.facts}>
        <Fact name={say('people.firstContact')}>{format.moment(person.firstAt, brand.zone)}</Fact>
        <Fact name={say('people.lastContact')}>{format.moment(person.lastAt, brand.zone)}</Fact>
        <Fact name={say('people.days')}>{format.number(person.days)}</Fact>
        {person.followers !== null && <Fact name={say('people.followers')}>{format.number(person.followers)}</Fact>}
      </dl>
    </Card>
  )
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
