import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type Act, members } from '../../api/team.ts'
import { useFormat } from '../../i18n/format.ts'
import { useSpoken } from '../../i18n/words.tsx'
import { useMe } from '../../shell/here.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Badge } from '../../ui/feedback.tsx'
import { ListRow } from '../../ui/layout.tsx'
import { useActValues } from '../reputation/act-values.ts'
import styles from './acts.module.css'

/** One act in words: who, what, where, when. */
export function ActRow({ act }: { act: Act }) {
  const { say } = useSpoken()
  const format = useFormat()
  const { zone, brands } = useMe()
  const words = useActWords()
  const who = act.by ?? say(act.userId ? 'acts.gone' : 'acts.desk')
  const brand = brands.find((one) => one.id === act.brandId)
  const room = act.subject ? rooms[act.name.split('.')[0] ?? ''] : undefined
  const at = brand && room ? `/brands/${brand.id}${room}/${act.subject}` : null
  return (
    <ListRow
      before={<Avatar name={who} size={32} />}
      title={
        <span className={styles.what}>
          {at ? <Link to={at}>{words(act)}</Link> : words(act)}{' '}
          {act.via === 'api-key' && <Badge>{say('acts.byKey')}</Badge>}
        </span>
      }
      dim={
        <>
          {who} · <time dateTime={act.at}>{format.time(act.at, zone)}</time>
          {brand && ` · ${brand.name}`}
        </>
      }
    />
  )
}

/** Where that of which an act tells is seen, by what it is. */
const rooms: Record<string, string> = { post: '/posts', case: '/reputation/cases', crisis: '/reputation/crises' }

function useActWords(): (act: Act) => string {
  const { say, has } = useSpoken()
  const people = useQuery(members()).data?.items ?? []
  const nameOf = (userId: string) => people.find((one) => one.userId === userId)?.name ?? say('acts.gone')
  const valuesOf = useActValues(nameOf)
  return ({ name, subject, details }) => {
    if (!has(`acts.did.${name}`)) return say('acts.other', { name })
    const person = people.find((one) => one.userId === subject)?.name
    const told = typeof details.name === 'string' ? details.name : undefined
    return say(`acts.did.${name}`, { ...valuesOf(details), what: told ?? person ?? say('acts.somebody') })
  }
}
