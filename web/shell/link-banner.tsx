import { useSyncExternalStore } from 'react'
import { useLink } from '../api/live.ts'
import { useWords } from '../i18n/words.tsx'
import { Banner } from '../ui/feedback.tsx'
import styles from './frame.module.css'

/** Says when the desk cannot be reached, and that nothing is lost by it. */
export function LinkBanner() {
  const say = useWords()
  const link = useLink()
  const online = useSyncExternalStore(watchOnline, () => navigator.onLine)
  if (online && link !== 'lost') return null
  return (
    <div className={styles.banner}>
      <Banner tone="warn" icon="offline" live title={say(online ? 'shell.link.lost' : 'shell.link.offline')}>
        {say('shell.link.kept')}
      </Banner>
    </div>
  )
}

function watchOnline(tell: () => void): () => void {
  window.addEventListener('online', tell)
  window.addEventListener('offline', tell)
  return () => {
    window.removeEventListener('online', tell)
    window.removeEventListener('offline', tell)
  }
}
