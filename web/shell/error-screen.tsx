import { useRouter } from '@tanstack/react-router'
import { ApiFailure } from '../api/failure.ts'
import { useWords } from '../i18n/words.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { EmptyState } from '../ui/feedback.tsx'
import { MissingScreen } from './missing-screen.tsx'

/** What a screen turns into when it cannot be shown. The rest of the desk goes on. */
export function ErrorScreen({ error, reset }: { error: unknown; reset: () => void }) {
  const say = useWords()
  const router = useRouter()
  if (error instanceof ApiFailure && error.status === 404) return <MissingScreen />
  const again = () => {
    if (isOldBuild(error)) return window.location.reload()
    reset()
    void router.invalidate()
  }
  return (
    <EmptyState
      level={1}
      title={say(isOldBuild(error) ? 'shell.newer.title' : 'shell.error.title')}
      acts={
        <>
          <Button variant="primary" icon="refresh" onPress={again}>
            {say(isOldBuild(error) ? 'shell.newer.reload' : 'shell.error.again')}
          </Button>
          <ButtonLink to="/">{say('shell.missing.home')}</ButtonLink>
        </>
      }
    >
      {error instanceof ApiFailure
        ? error.saidIn(say)
        : say(isOldBuild(error) ? 'shell.newer.text' : 'shell.error.text')}
    </EmptyState>
  )
}

/** A file of the screen is gone because the desk was updated under an open tab. */
const isOldBuild = (error: unknown) =>
  error instanceof TypeError && /dynamically imported module|module script/i.test(error.message)
