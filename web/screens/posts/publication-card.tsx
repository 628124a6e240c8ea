import { useQuery } from '@tanstack/react-query'
import type { Account } from '../../api/brand.ts'
import { type PublicationWhole, publication as publicationOf } from '../../api/publishing.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { AccountFace } from '../../shell/account-face.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Badge, Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card, Dim } from '../../ui/layout.tsx'
import { Echo } from './echo.tsx'
import { Ledger } from './ledger.tsx'
import { StateBadge } from './post-row.tsx'
import styles from './posts.module.css'
import { PublicationActs } from './publication-acts.tsx'

type PublicationCardProps = { brandId: string; publicationId: string; account: Account | undefined }

/** One publication: its verdict, what can be done with it, and its ledger. */
export function PublicationCard({ brandId, publicationId, account }: PublicationCardProps) {
  const say = useWords()
  const mayAct = useMayHere('editor')
  const asked = useQuery(publicationOf(brandId, publicationId))
  if (asked.error) return <Banner tone="bad" title={asked.error.saidIn(say)} />
  const publication = asked.data
  if (!publication) return <SkeletonRows rows={2} />
  return (
    <Card>
      <div className={styles.publication}>
        <div className={styles.head}>
          {account && <AccountFace account={account} />}
          <div className={styles.grow}>
            <h2 className={styles.name}>{account?.name ?? publication.network}</h2>
            <div>
              <Dim>
                <WhenInWords publication={publication} />
              </Dim>
            </div>
          </div>
          <StateBadge state={publication.state} />
          {publication.url && (
            <a href={publication.url} target="_blank" rel="noopener noreferrer">
              {say('posts.open')} <Icon name="external" size={16} className={styles.inline} />
            </a>
          )}
        </div>
        {publication.reason && (
          <Banner tone={publication.state === 'rejected' ? 'bad' : 'warn'}>{publication.reason}</Banner>
        )}
        {publication.incomplete.length > 0 && (
          <Banner tone="warn" title={say('posts.incomplete')}>
            {publication.incomplete.map((part) => (
              <Badge key={part}>{part}</Badge>
            ))}
          </Banner>
        )}
        <div className={styles.head}>
          {mayAct && (
            <PublicationActs brandId={brandId} publication={publication} name={account?.name ?? publication.network} />
          )}
          {publication.state === 'published' && !publication.answer && (
            <Echo brandId={brandId} publication={publication} />
          )}
        </div>
        <Ledger lines={publication.ledger} />
      </div>
    </Card>
  )
}

function WhenInWords({ publication }: { publication: PublicationWhole }) {
  const say = useWords()
  const format = useFormat()
  const { zone } = useBrand()
  if (publication.removedAt) return say('posts.when.removed', { when: format.moment(publication.removedAt, zone) })
  if (publication.publishedAt) {
    const seconds = Math.round((publication.latenessMs ?? 0) / 1000)
    return say('posts.when.published', { when: format.moment(publication.publishedAt, zone), seconds })
  }
  return say('posts.when.due', { when: format.moment(publication.dueAt, publication.zone) })
}
