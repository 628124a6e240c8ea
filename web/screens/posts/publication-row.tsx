import { Link } from '@tanstack/react-router'
import type { Account } from '../../api/brand.ts'
import type { Publication } from '../../api/publishing.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { AccountFace } from '../../shell/account-face.tsx'
import { useBrand } from '../../shell/here.ts'
import { ListRow } from '../../ui/layout.tsx'
import { StateBadge } from './post-row.tsx'
import styles from './posts.module.css'

export function PublicationRow({
  publication,
  account,
  zone,
}: {
  publication: Publication
  account: Account | undefined
  zone: string
}) {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  return (
    <ListRow
      before={account && <AccountFace account={account} size={36} />}
      title={
        <Link to={`/brands/${brand.id}/posts/${publication.postId}`} className={styles.title}>
          {publication.title || publication.excerpt || say('posts.untitled')}
        </Link>
      }
      dim={[account?.name, format.moment(publication.publishedAt ?? publication.dueAt, zone)]
        .filter(Boolean)
        .join(' · ')}
      after={<StateBadge state={publication.state} />}
    >
      {publication.reason && <p className={styles.excerpt}>{publication.reason}</p>}
    </ListRow>
  )
}
