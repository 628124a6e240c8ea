import { Link } from '@tanstack/react-router'
import type { PersonBrief } from '../../api/people.ts'
import { useNetwork } from '../../api/use-network.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Badge } from '../../ui/feedback.tsx'
import { unseen } from '../../ui/unseen.ts'
import { readable } from '../inbox/timeline/fold-text.ts'
import styles from './people.module.css'
import { PersonFace } from './person-face.tsx'
import { PersonName } from './person-name.tsx'
import { WarmthBadge } from './warmth-badge.tsx'

const mostTags = 4

/** One person in the list: the whole row leads to them. */
export function PersonRow({ person, now }: { person: PersonBrief; now: number }) {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  const more = person.tags.length - mostTags
  return (
    <li>
      <Link
        to="/brands/$brandId/people/$personId"
        params={{ brandId: brand.id, personId: person.id }}
        className={styles.row}
      >
        <PersonFace person={person} size={40} />
        <span className={styles.who}>
          <span className={styles.name}>
            <PersonName name={person.name} />
          </span>
          <Handles person={person} />
        </span>
        <span className={styles.tags}>
          {person.tags.slice(0, mostTags).map((tag) => (
            <Badge key={tag}>
              <bdi>{tag}</bdi>
            </Badge>
          ))}
          {more > 0 && <span className={styles.dim}>+{more}</span>}
        </span>
        <span className={styles.warmth}>
          <WarmthBadge temperature={person.temperature} />
        </span>
        <time className={styles.when} dateTime={person.lastAt} title={format.moment(person.lastAt, brand.zone)}>
          <span className={unseen}>{say('people.lastContact')} </span>
          {format.relative(Math.min(Date.parse(person.lastAt), now), now)}
        </time>
      </Link>
    </li>
  )
}

/** The short names by which the networks know them. */
function Handles({ person }: { person: PersonBrief }) {
  return (
    <span className={styles.handles}>
      {person.identities.map((one) => (
        <Handle key={`${one.network} ${one.handle}`} {...one} />
      ))}
    </span>
  )
}

export function Handle({ network, handle }: { network: string; handle: string }) {
  const about = useNetwork(network)
  return (
    <span className={styles.handle}>
      {about?.name ?? network} <bdi>{readable(handle)}</bdi>
    </span>
  )
}
