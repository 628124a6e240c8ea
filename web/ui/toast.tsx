import { Button } from 'react-aria-components/Button'
import { Text } from 'react-aria-components/Text'
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components/Toast'
import { useWords } from '../i18n/words.tsx'
import { classes } from './classes.ts'
import styles from './feedback.module.css'
import { Icon } from './icon.tsx'

type Toast = { text: string; tone?: 'good' | 'bad'; act?: { text: string; onAct: () => void } }

const queue = new ToastQueue<Toast>({ maxVisibleToasts: 3 })

/** Says that something is done, in passing. With `act` (most often undo) it stays longer. The same words stand there once. */
export function toast(text: string, more: Omit<Toast, 'text'> = {}): void {
  const same = queue.visibleToasts.find(({ content }) => content.text === text && !content.act && !more.act)
  if (same) queue.close(same.key)
  queue.add({ text, ...more }, { timeout: more.act || more.tone === 'bad' ? 10_000 : 5_000 })
}

/** Stands once in the shell. */
export function Toasts() {
  const say = useWords()
  return (
    <ToastRegion queue={queue} className={styles.region ?? ''} aria-label={say('ui.toasts')}>
      {({ toast }) => (
        <AriaToast toast={toast} className={classes(styles.toast, toast.content.tone === 'bad' && styles.bad)}>
          <Icon name={toast.content.tone === 'bad' ? 'x-circle' : 'check-circle'} />
          <ToastContent className={styles.content}>
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          {toast.content.act && <Deed act={toast.content.act} done={() => queue.close(toast.key)} />}
          <Button slot="close" className={styles.dismiss ?? ''} aria-label={say('ui.close')}>
            <Icon name="close" size={16} />
          </Button>
        </AriaToast>
      )}
    </ToastRegion>
  )
}

function Deed({ act, done }: { act: { text: string; onAct: () => void }; done: () => void }) {
  return (
    <Button
      className={styles.deed ?? ''}
      onPress={() => {
        act.onAct()
        done()
      }}
    >
      {act.text}
    </Button>
  )
}
