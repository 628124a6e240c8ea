import { useQueries } from '@tanstack/react-query'
import { past } from '../../../api/inbox.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Progress } from '../../../ui/feedback.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { useInbox } from '../use-inbox.ts'
import styles from './list.module.css'

const againMs = 4_000

/** How far the past of newly connected accounts has been fetched, while it is. */
export function PastProgress() {
  const say = useWords()
  const { around } = useInbox()
  const told = useQueries({
    queries: around.brands.map((brand) => ({
      ...past(brand.id),
      refetchInterval: (query: { state: { data?: { items: { state: string }[] } } }) =>
        query.state.data?.items.some((one) => underWay.includes(one.state)) ? againMs : (false as const),
    })),
    combine: (asked) => asked.flatMap(({ data }) => data?.items ?? []),
  })
  const shown = told.filter((one) => underWay.includes(one.state) || one.state === 'failed').slice(0, 3)
  if (shown.length === 0) return null
  return (
    <ul className={styles.past} aria-label={say('inbox.past')}>
      {shown.map((one) => {
        const name = around.accounts.get(one.accountId)?.name ?? ''
        return (
          <li key={one.accountId}>
            {one.state === 'failed' ? (
              <p className={styles.dim}>
                <Icon name="warning" size={14} className={styles.sign} /> {say('inbox.past.failed', { name })}{' '}
                {one.trouble}
              </p>
            ) : (
              <Progress
                label={say('inbox.past.of', { name, count: one.interactions })}
                value={one.posts > 0 ? Math.round((one.postsRead / one.posts) * 100) : 0}
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}

const underWay = ['waiting', 'reading']
