import { useWords } from '../i18n/words.tsx'
import { SkeletonRows } from '../ui/feedback.tsx'
import { Page } from '../ui/layout.tsx'

export function PendingScreen() {
  const say = useWords()
  return (
    <Page title={say('shell.loading')}>
      <SkeletonRows rows={5} height="3.5rem" />
    </Page>
  )
}
