import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type FreshPerson, freshPeople } from '../../api/people.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Badge } from '../../ui/feedback.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Card } from '../../ui/layout.tsx'
import { toast } from '../../ui/toast.tsx'
import { useNow } from '../inbox/use-now.ts'
import styles from './people.module.css'
import { PersonFace } from './person-face.tsx'
import { PersonName } from './person-name.tsx'

const shownAtFirst = 3

/** Who was met in the last fifteen minutes, with words to greet them, each until their minutes are over. */
export function FreshPanel() {
  const say = useWords()
  const brand = useBrand()
  const [isWhole, setWhole] = useState(false)
  const here = useNow(10_000)
  const { data, dataUpdatedAt } = useQuery({ ...freshPeople(brand.id), refetchInterval: 60_000 })
  const now = data ? Math.max(here, dataUpdatedAt) - dataUpdatedAt + Date.parse(data.now) : here
  const fresh = (data?.items ?? []).filter((one) => Date.parse(one.until) > now)
  if (fresh.length === 0) return null
  const shown = isWhole ? fresh : fresh.slice(0, shownAtFirst)
  return (
    <Card
      title={say('people.fresh')}
      acts={
        fresh.length > shownAtFirst && (
          <button type="button" className={styles.quiet} aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {say(isWhole ? 'people.fresh.fewer' : 'people.fresh.all', { count: fresh.length })}
          </button>
        )
      }
    >
      <p className={styles.dim}>{say('people.fresh.lead')}</p>
      <ul className={styles.fresh}>
        {shown.map((one) => (
          <FreshItem key={one.person.id} fresh={one} now={now} />
        ))}
      </ul>
      {fresh.some((one) => !one.greeting.saved) && <p className={styles.dim}>{say('people.fresh.own')}</p>}
    </Card>
  )
}

function FreshItem({ fresh: { person, until, greeting }, now }: { fresh: FreshPerson; now: number }) {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  const minutes = Math.max(1, Math.ceil((Date.parse(until) - now) / 60_000))
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(greeting.text)
      toast(say('people.fresh.copied'))
    } catch {
      toast(say('people.fresh.notCopied'), { tone: 'bad' })
    }
  }
  return (
    <li className={styles.freshItem}>
      <PersonFace person={person} size={36} />
      <div className={styles.grow}>
        <p className={styles.freshTop}>
          <Link to="/brands/$brandId/people/$personId" params={{ brandId: brand.id, personId: person.id }}>
            <b>
              <PersonName name={person.name} />
            </b>
          </Link>
          <span className={styles.dim}>{format.relative(person.firstAt, now)}</span>
          <Badge tone={minutes <= 5 ? 'warn' : 'accent'} icon="clock">
            {say('people.fresh.left', { minutes })}
          </Badge>
        </p>
        <blockquote className={styles.greeting} lang={greeting.language}>
          <bdi>{greeting.text}</bdi>
        </blockquote>
      </div>
      <IconButton icon="copy" label={say('people.fresh.copy', { name: person.name })} onPress={() => void copy()} />
    </li>
  )
}
