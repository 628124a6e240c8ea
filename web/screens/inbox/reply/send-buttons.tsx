import { useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { Kbd } from '../../../ui/feedback.tsx'
import { useConversationActs } from '../conversation/use-conversation-acts.ts'
import { useOpen } from '../conversation/use-open.ts'
import styles from './reply.module.css'
import type { Sending } from './use-send.ts'

type SendButtonsProps = { sending: Sending; isReady: boolean; label: 'inbox.send' | 'inbox.send.private' }

/** Sends it, or hands it to an editor where one's answers wait for approval. */
export function SendButtons({ sending, isReady, label }: SendButtonsProps) {
  const say = useWords()
  const { head } = useOpen()
  const acts = useConversationActs(head)
  const { needsApproval } = head.may
  return (
    <div className={styles.send}>
      {!needsApproval && head.state !== 'done' && (
        <Button size="s" isDisabled={!isReady} onPress={() => sending.send(acts.done)}>
          {say('inbox.send.done')}
        </Button>
      )}
      <Button
        variant="primary"
        size="s"
        icon={needsApproval ? 'approve' : 'send'}
        isDisabled={!isReady}
        isPending={sending.isPending}
        onPress={() => sending.send()}
      >
        {say(needsApproval ? 'inbox.send.approval' : label)}
      </Button>
      <span className={styles.keys} aria-hidden="true">
        <Kbd>Ctrl</Kbd> <Kbd>↵</Kbd>
      </span>
    </div>
  )
}
