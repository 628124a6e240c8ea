import { Link } from '@tanstack/react-router'
import { thumbnailUrl } from '../../../api/content.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { readable, webAddress } from '../timeline/fold-text.ts'
import { useInbox } from '../use-inbox.ts'
import styles from './conversation.module.css'
import { useOpen } from './use-open.ts'

/** The post it stands under, with its picture; on which account and of which brand. */
export function SubjectLine() {
  const say = useWords()
  const { around } = useInbox()
  const { head } = useOpen()
  const { subject, brandId } = head
  const account = around.accounts.get(head.accountId)
  const there = webAddress(subject.url)
  const words = readable(subject.excerpt ?? '').trim()
  return (
    <div className={styles.subject}>
      {subject.thumbnailMediaId && (
        <img className={styles.thumbnail} src={thumbnailUrl(brandId, subject.thumbnailMediaId)} alt="" loading="lazy" />
      )}
      <p className={styles.subjectWords}>
        <span className={styles.dim}>
          <bdi>{account?.name ?? around.networks.get(head.network)?.name ?? head.network}</bdi>
        </span>
        {words && (
          <bdi className={styles.subjectText} dir="auto">
            {words}
          </bdi>
        )}
      </p>
      {subject.postId && (
        <Link
          className={styles.subjectLink}
          to="/brands/$brandId/posts/$postId"
          params={{ brandId, postId: subject.postId }}
        >
          {say('inbox.subject.post')}
        </Link>
      )}
      {there && (
        <a className={`${styles.subjectLink} ${styles.roomy}`} href={there} target="_blank" rel="noreferrer noopener">
          {say('inbox.openThere')} <Icon name="external" size={14} />
        </a>
      )}
    </div>
  )
}
