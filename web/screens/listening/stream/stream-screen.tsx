import { useWords } from '../../../i18n/words.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { ListeningPage } from '../listening-page.tsx'

export function Screen() {
  const say = useWords()
  return (
    <ListeningPage place="stream">
      <EmptyState title={say('listen.nothing')}>{say('listen.nothing.text')}</EmptyState>
    </ListeningPage>
  )
}
