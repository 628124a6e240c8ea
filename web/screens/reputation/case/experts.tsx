import { useState } from 'react'
import { useAct } from '../../../api/ask.ts'
import { answerExpert, askAboutCase, type Case, oneCase } from '../../../api/reputation.ts'
import { closeForward, remindExpert } from '../../../api/support.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand, useMe } from '../../../shell/here.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Badge } from '../../../ui/feedback.tsx'
import { Form } from '../../../ui/form.tsx'
import { Card, List, ListRow, Row } from '../../../ui/layout.tsx'
import { TextArea } from '../../../ui/text-field.tsx'
import { AskExpertDialog } from '../../support/forward-dialog.tsx'
import styles from '../reputation.module.css'

type Expert = Case['experts'][number]

/** Who was asked what, and what they said: by mail, and what they said otherwise is noted by hand. */
export function Experts({ of }: { of: Case }) {
  const say = useWords()
  const brand = useBrand()
  const [isAsking, setAsking] = useState(false)
  const [noting, setNoting] = useState<Expert | null>(null)
  return (
    <Card
      title={say('repute.experts')}
      acts={
        of.may.change && (
          <Button icon="mail" size="s" onPress={() => setAsking(true)}>
            {say('service.forward')}
          </Button>
        )
      }
    >
      {of.experts.length === 0 && <p className={styles.dim}>{say('repute.experts.none')}</p>}
      <List label={say('repute.experts')}>
        {of.experts.map((one) => (
          <Asked key={one.id} of={of} one={one} onNote={() => setNoting(one)} />
        ))}
      </List>
      {isAsking && (
        <AskExpertDialog
          brandId={brand.id}
          hint={say('repute.experts.seen')}
          touches={touchedBy(of, brand.id)}
          send={async (question) => (await askAboutCase(brand.id, of.id, question)).sent}
          onClose={() => setAsking(false)}
        />
      )}
      {noting && <AnswerDialog of={of} expert={noting} onClose={() => setNoting(null)} />}
    </Card>
  )
}

const touchedBy = (of: Case, brandId: string) => [String(oneCase(brandId, of.id).queryKey[0])]

function Asked({ of, one, onNote }: { of: Case; one: Expert; onNote: () => void }) {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  const { zone } = useMe()
  const touches = touchedBy(of, brand.id)
  const waits = one.forward?.state === 'waiting' ? one.forward : null
  const remind = useAct((id: string) => remindExpert(brand.id, id), {
    ...{ touches, done: say('service.forward.reminded', { name: one.name }) },
  })
  const close = useAct((id: string) => closeForward(brand.id, id), { touches })
  return (
    <ListRow
      title={<bdi>{one.name}</bdi>}
      dim={
        <>
          <bdi>{one.question}</bdi> · {format.moment(one.answeredAt ?? one.askedAt, zone)}
        </>
      }
      after={<StateBadge one={one} />}
    >
      {one.answer && (
        <p className={styles.quote} dir="auto">
          {one.answer}
        </p>
      )}
      {of.may.change && one.forward?.state !== 'answered' && (
        <Row gap={2}>
          {waits && (
            <>
              <Button size="s" icon="mail" isPending={remind.isPending} onPress={() => remind.mutate(waits.id)}>
                {say('service.forward.remind')}
              </Button>
              <Button size="s" icon="close" isPending={close.isPending} onPress={() => close.mutate(waits.id)}>
                {say('service.forward.close')}
              </Button>
            </>
          )}
          <Button size="s" icon="edit" onPress={onNote}>
            {say('repute.experts.answer')}
          </Button>
        </Row>
      )}
    </ListRow>
  )
}

function StateBadge({ one }: { one: Expert }) {
  const say = useWords()
  if (one.answer !== null)
    return (
      <Badge tone="good" icon="check-circle">
        {say('service.forward.answered')}
      </Badge>
    )
  if (one.forward?.state === 'closed') return <Badge>{say('repute.experts.withdrawn')}</Badge>
  return (
    <Badge tone={one.forward?.openedAt ? 'note' : 'plain'} icon="clock">
      {say(one.forward?.openedAt ? 'service.forward.opened' : 'service.forward.waiting')}
    </Badge>
  )
}

function AnswerDialog({ of, expert, onClose }: { of: Case; expert: Expert; onClose: () => void }) {
  const say = useWords()
  const brand = useBrand()
  const save = useAct((answer: string) => answerExpert(brand.id, of.id, expert.id, answer), {
    ...{ quiet: true, touches: touchedBy(of, brand.id), done: onClose },
  })
  return (
    <Dialog isOpen onClose={onClose} title={say('repute.experts.answer')}>
      <Form
        onSubmit={(form) => save.mutate(String(form.get('answer')))}
        failure={save.error}
        fields={['answer']}
        foot={
          <Button type="submit" variant="primary" isPending={save.isPending}>
            {say('ui.save')}
          </Button>
        }
      >
        <TextArea
          name="answer"
          label={expert.question}
          hint={expert.forward?.state === 'waiting' ? say('repute.experts.instead') : undefined}
          rows={5}
          defaultValue={expert.answer ?? ''}
          autoFocus
        />
      </Form>
    </Dialog>
  )
}
