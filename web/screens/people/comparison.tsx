import type { ReactNode } from 'react'
import type { Compared, PersonBrief } from '../../api/people.ts'
import { useFormat } from '../../i18n/format.ts'
import { useSpoken, useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Badge } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import styles from './merge.module.css'
import { PersonFace } from './person-face.tsx'
import { PersonName } from './person-name.tsx'
import { Handle } from './person-row.tsx'
import { Reasons } from './reasons.tsx'

/** Two side by side, what speaks for their being one, and how they would stand then. */
export function Comparison({ compared, foot }: { compared: Compared; foot: ReactNode }) {
  const say = useWords()
  return (
    <div className={styles.comparison}>
      <div className={styles.pair}>
        <Side person={compared.person} title={say('people.merge.stays')} />
        <Icon name="merge" size={22} className={styles.sign} />
        <Side person={compared.other} title={say('people.merge.joins')} />
      </div>
      <section>
        <h3>{say('people.merge.reasons')}</h3>
        {compared.reasons.length > 0 ? (
          <Reasons reasons={compared.reasons} />
        ) : (
          <p className={styles.dim}>{say('people.merge.noReasons')}</p>
        )}
      </section>
      <Side person={compared.together} title={say('people.merge.together')} isResult />
      <p className={styles.dim}>{say('people.merge.undoable')}</p>
      <div className={styles.foot}>{foot}</div>
    </div>
  )
}

function Side({ person, title, isResult }: { person: PersonBrief; title: string; isResult?: boolean }) {
  const say = useWords()
  const format = useFormat()
  const { tag } = useSpoken()
  const { zone } = useBrand()
  const language =
    person.language && (new Intl.DisplayNames(tag, { type: 'language' }).of(person.language) ?? person.language)
  return (
    <section className={styles.side} data-result={isResult || undefined}>
      <h3>{title}</h3>
      <p className={styles.face}>
        <PersonFace person={person} size={44} />
        <b>
          <PersonName name={person.name} />
        </b>
      </p>
      <ul className={styles.handles}>
        {person.identities.map((one) => (
          <li key={`${one.network} ${one.handle} ${one.url}`}>
            <Handle network={one.network} handle={one.handle} />
          </li>
        ))}
      </ul>
      <p className={styles.dim}>
        {say('people.merge.contacts', {
          first: format.date(person.firstAt, zone),
          last: format.date(person.lastAt, zone),
        })}
        {language && ` · ${language}`}
      </p>
      {person.tags.length > 0 && (
        <p className={styles.tags}>
          {person.tags.map((one) => (
            <Badge key={one}>
              <bdi>{one}</bdi>
            </Badge>
          ))}
        </p>
      )}
    </section>
  )
}
