import type { Account } from '../../api/brand.ts'
import type { HistoryPost } from '../../api/history.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { AccountFace } from '../../shell/account-face.tsx'
import { useBrand } from '../../shell/here.ts'
import { Icon } from '../../ui/icon.tsx'
import styles from './history.module.css'

/** A post as it stood: its words, numbers and what people said. Pictures of closed networks are gone, so they are only counted. */
export function PastPost({ post, account }: { post: HistoryPost; account: Account | undefined }) {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  const numbers = (['likes', 'reshares', 'comments', 'views'] as const).flatMap((name) => {
    const count = post.numbers?.[name]
    return count === undefined ? [] : [{ name, count }]
  })
  return (
    <li className={styles.post}>
      <header className={styles.top}>
        {account && <AccountFace account={account} size={32} />}
        <p className={styles.who}>
          <b>{account?.name ?? post.author}</b>
          <span>{format.moment(post.at, brand.zone)}</span>
        </p>
        {post.url && (
          <a href={post.url} target="_blank" rel="noreferrer noopener" className={styles.out}>
            <Icon name="external" size={16} label={say('history.open')} />
          </a>
        )}
      </header>
      {post.text && <p className={styles.text}>{post.text}</p>}
      <p className={styles.numbers}>
        {post.media.length > 0 && <span>{say('history.files', { count: post.media.length })}</span>}
        {numbers.map(({ name, count }) => (
          <span key={name}>{say(`history.numbers.${name}`, { count })}</span>
        ))}
      </p>
      {post.comments.length > 0 && (
        <details className={styles.comments}>
          <summary>{say('history.comments', { count: post.comments.length })}</summary>
          <ul>
            {post.comments.map((said, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what was said is over and keeps its place
              <li key={place}>
                <b>{said.author}</b> {said.text}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  )
}
