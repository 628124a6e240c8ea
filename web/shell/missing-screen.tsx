import { useWords } from '../i18n/words.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { EmptyState } from '../ui/feedback.tsx'
import { useTitle } from '../ui/use-title.ts'

export function MissingScreen() {
  const say = useWords()
  useTitle(say('shell.missing.title'))
  return (
    <EmptyState
      level={1}
      title={say('shell.missing.title')}
      acts={
        <ButtonLink to="/" variant="primary">
          {say('shell.missing.home')}
        </ButtonLink>
      }
    >
      {say('shell.missing.text')}
    </EmptyState>
  )
}
