import { useRouter } from '@tanstack/react-router'
import { ApiFailure } from '../api/failure.ts'
import { useLink } from '../api/live.ts'
import { type Say, useWords } from '../i18n/words.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { EmptyState } from '../ui/feedback.tsx'
import { isFileGone } from './lazy-screen.tsx'
import { MissingScreen } from './missing-screen.tsx'

/** What a screen turns into when it cannot be shown. The rest of the desk goes on. */
export function ErrorScreen({ error, reset }: { error: unknown; reset: () => void }) {
  const say = useWords()
  const router = useRouter()
  const isOutOfReach = useLink() === 'lost' || !navigator.onLine
  if (error instanceof ApiFailure && error.status === 404) return <MissingScreen />
  const isGone = isFileGone(error)
  const isNewer = isGone && !isOutOfReach
  const again = () => {
    if (isNewer) return window.location.reload()
    reset()
    void router.invalidate()
  }
  return (
    <EmptyState
      level={1}
      title={say(isNewer ? 'shell.newer.title' : 'shell.error.title')}
      acts={
        <>
          <Button variant="primary" icon="refresh" onPress={again}>
            {say(isNewer ? 'shell.newer.reload' : 'shell.error.again')}
          </Button>
          <ButtonLink to="/">{say('shell.missing.home')}</ButtonLink>
        </>
      }
    >
      {inWords(error, isGone, isNewer, say)}
    </EmptyState>
  )
}

/** A file of the screen is gone because the desk was updated under an open tab, or out of reach as everything is. */
function inWords(error: unknown, isGone: boolean, isNewer: boolean, say: Say): string {
  if (error instanceof ApiFailure) return error.saidIn(say)
  if (isNewer) return say('shell.newer.text')
  return say(isGone ? 'api.unreachable' : 'shell.error.text')
}
