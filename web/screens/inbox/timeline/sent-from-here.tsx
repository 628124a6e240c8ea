import { thumbnailUrl } from '../../../api/content.ts'
import type { Reply } from '../../../api/inbox.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Badge } from '../../../ui/feedback.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { useEntryPlace } from '../conversation/use-entry-place.ts'
import styles from './timeline.module.css'

/** By which way an answer goes, where it is not seen by everybody who sees what it answers. */
export function WayBadge({ way }: Pick<Reply, 'way'>) {
  const say = useWords()
  if (way === 'public') return null
  return <Badge icon={way === 'private' ? 'lock' : 'file'}>{say(`inbox.way.${way}`)}</Badge>
}

/** It stands beside the public comment it answers, though it is not public itself. */
export function OnlyForThem({ way }: Pick<Reply, 'way'>) {
  const say = useWords()
  if (way !== 'private') return null
  return (
    <p className={styles.private}>
      <Icon name="lock" size={14} /> {say('inbox.private.only')}
    </p>
  )
}

export function ApprovedBy({ approvedBy }: Pick<Reply, 'approvedBy'>) {
  const say = useWords()
  return approvedBy && <p className={styles.dim}>{say('inbox.reply.approvedBy', { name: approvedBy.name })}</p>
}

/** The files of the library that go with an answer. */
export function SentMedia({ mediaIds }: Pick<Reply, 'mediaIds'>) {
  const say = useWords()
  const { head } = useEntryPlace()
  if (mediaIds.length === 0) return null
  return (
    <ul className={styles.media} aria-label={say('inbox.files')}>
      {mediaIds.map((id) => (
        <li key={id} className={styles.picture}>
          <img src={thumbnailUrl(head.brandId, id)} alt={say('inbox.media.picture')} loading="lazy" />
        </li>
      ))}
    </ul>
  )
}
