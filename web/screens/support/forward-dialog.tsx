import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { addressOfConversation, type Conversation } from '../../api/inbox.ts'
import { experts, forwardTo } from '../../api/support.ts'
import { useWords } from '../../i18n/words.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Form } from '../../ui/form.tsx'
import { Select } from '../../ui/select.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'

type Question = { expertId: string; question: string }
type Sent = { link: string; mailed: boolean }

/** Asks somebody who knows about a conversation. */
export function ForwardDialog({ head, onClose }: { head: Conversation; onClose: () => void }) {
  const say = useWords()
  return (
    <AskExpertDialog
      brandId={head.brandId}
      hint={say('service.forward.question.hint')}
      touches={[addressOfConversation(head.brandId, head.id)]}
      send={(question) => forwardTo(head.brandId, head.id, question)}
      onClose={onClose}
    />
  )
}

type AskExpertProps = {
  brandId: string
  /** What the expert will see. */
  hint: string
  touches: string[]
  send: (question: Question) => Promise<Sent>
  onClose: () => void
}

/** By mail. Where the desk sends no mail, the link is given by hand. */
export function AskExpertDialog({ brandId, hint, touches, send, onClose }: AskExpertProps) {
  const say = useWords()
  const asked = useQuery(experts(brandId))
  const [chosen, setChosen] = useState<string | null>(null)
  const [made, setMade] = useState<Sent | null>(null)
  const all = asked.data?.items ?? []
  const expertId = chosen ?? all[0]?.id ?? null
  const name = all.find((one) => one.id === expertId)?.name ?? ''
  const act = useAct(send, {
    ...{ touches, quiet: true },
    done: (sent) => {
      if (!sent.mailed) return setMade(sent)
      toast(say('service.forward.sent', { name }))
      onClose()
    },
  })
  return (
    <Dialog isOpen onClose={onClose} title={say('service.forward')}>
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.isPending && <SkeletonRows rows={2} />}
      {made && (
        <>
          <Banner tone="note" title={say('service.forward.byHand', { name })} />
          <CopyField label={say('service.forward.link')} text={made.link} />
        </>
      )}
      {asked.data && all.length === 0 && (
        <EmptyState
          level={3}
          title={say('service.expert.none')}
          acts={
            <ButtonLink to="/brands/$brandId/support/experts" params={{ brandId }} variant="primary">
              {say('service.expert.add')}
            </ButtonLink>
          }
        >
          {say('service.expert.none.text')}
        </EmptyState>
      )}
      {!made && all.length > 0 && (
        <Form
          onSubmit={(form) => expertId && act.mutate({ expertId, question: String(form.get('question')) })}
          failure={act.error}
          fields={['expertId', 'question']}
          foot={
            <Button type="submit" variant="primary" icon="send" isPending={act.isPending}>
              {say('service.forward.send')}
            </Button>
          }
        >
          <Select
            name="expertId"
            label={say('service.forward.to')}
            value={expertId}
            onChange={setChosen}
            choices={all.map(({ id, name, topics }) => ({ id, text: name, hint: topics.join(', ') || undefined }))}
          />
          <TextArea
            name="question"
            label={say('service.forward.question')}
            hint={hint}
            rows={5}
            maxLength={5000}
            autoFocus
          />
        </Form>
      )}
    </Dialog>
  )
}
