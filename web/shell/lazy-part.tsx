import { Component, type ReactNode, Suspense } from 'react'
import { useWords } from '../i18n/words.tsx'
import { toast } from '../ui/toast.tsx'
import { isFileGone } from './lazy-screen.tsx'

/** Around what comes late and can be done without: when it does not come, that is said in passing and the screen stays. */
export function LazyPart({ children, onGone }: { children: ReactNode; onGone: () => void }) {
  const say = useWords()
  const tell = () => {
    onGone()
    toast(say('shell.newer.title'), {
      act: { text: say('shell.newer.reload'), onAct: () => window.location.reload() },
    })
  }
  return (
    <Guard onGone={tell}>
      <Suspense>{children}</Suspense>
    </Guard>
  )
}

type GuardProps = { children: ReactNode; onGone: () => void }

class Guard extends Component<GuardProps, { error: unknown }> {
  override state: { error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override componentDidCatch(error: unknown) {
    if (isFileGone(error)) this.props.onGone()
  }

  override render() {
    const { error } = this.state
    if (error && !isFileGone(error)) throw error
    return error ? null : this.props.children
  }
}
