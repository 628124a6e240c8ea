import { useQuery } from '@tanstack/react-query'
import { useAct } from '../../api/ask.ts'
import { addressOfConversation, type Conversation } from '../../api/inbox.ts'
import { closeForward, type Forward, forwards, remindExpert } from '../../api/support.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { Badge } from '../../ui/feedback.tsx'
import { Row, Stack } from '../../ui/layout.tsx'
import styles from './support.module.css'

type ForwardAnswersProps = {
  head: Conversation
  zone: string
  /** Puts an expert's answer where one writes. */
  onUse?: (text: string) => void
}

/** Whom this conversation was forwarded to, and what they answered. Absent where nobody was asked. */
export function ForwardAnswers({ head, zone, onUse }: ForwardAnswersProps) {
  const say = useWords()
  const all = useQuery(forwards(head.brandId, head.id)).data?.items ?? []
  const shown = all.filter((one) => one.state !== 'closed')
  if (shown.length === 0) return null
  return (
    <section aria-label={say('service.forwards')}>
      <Stack gap={2}>
        {shown.map((forward) => (
          <One key={forward.id} forward={forward} head={head} zone={zone} onUse={onUse} />
        ))}
      </Stack>
    </section>
  )
}

function One({ forward, head, zone, onUse }: ForwardAnswersProps & { forward: Forward }) {
  const say = useWords()
  const format = useFormat()
  const touches = [addressOfConversation(head.brandId, head.id)]
  const remind = useAct(() => remindExpert(head.brandId, forward.id), {
    ...{ touches, done: say('service.forward.reminded', { name: forward.expert.name }) },
  })
  const close = useAct(() => closeForward(head.brandId, forward.id), { touches })
  const { answer } = forward
  return (
    <div className={styles.answer}>
      <Row gap={2}>
        <strong>{forward.expert.name}</strong>
        {answer === null ? (
          <Badge tone={forward.openedAt ? 'note' : 'plain'} icon="clock">
            {say(forward.openedAt ? 'service.forward.opened' : 'service.forward.waiting')}
          </Badge>
        ) : (
          <Badge tone="good" icon="check-circle">
            {say('service.forward.answered')}
          </Badge>
        )}
      </Row>
      <p className={styles.dim} dir="auto">
        {forward.question}
      </p>
      {answer !== null && <p dir="auto">{answer}</p>}
      <span className={styles.dim}>{format.moment(forward.answeredAt ?? forward.madeAt, zone)}</span>
      <Row gap={2}>
        {answer !== null && onUse && (
          <Button size="s" icon="reply" onPress={() => onUse(answer)}>
            {say('service.forward.use')}
          </Button>
        )}
        {answer === null && (
          <>
            <Button size="s" icon="mail" isPending={remind.isPending} onPress={() => remind.mutate()}>
              {say('service.forward.remind')}
            </Button>
            <Button size="s" icon="close" isPending={close.isPending} onPress={() => close.mutate()}>
              {say('service.forward.close')}
            </Button>
          </>
        )}
      </Row>
    </div>
  )
}
