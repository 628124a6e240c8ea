import { useWords } from '../i18n/words.tsx'
import { Button } from './button.tsx'
import styles from './layout.module.css'

type Pages = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }

/** The next page by key, asked for by hand; takes what `useInfiniteQuery` gives. */
export function LoadMore({ pages }: { pages: Pages }) {
  const say = useWords()
  if (!pages.hasNextPage) return null
  return (
    <div className={styles.more}>
      <Button isPending={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
        {say('ui.more')}
      </Button>
    </div>
  )
}
