import { useState } from 'react'
import { askAgain, useAct } from '../../../api/ask.ts'
import { answerExpert, type Case, oneCase } from '../../../api/reputation.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand, useMe } from '../../../shell/here.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Form } from '../../../ui/form.tsx'
import { Card, List, ListRow } from '../../../ui/layout.tsx'
import { TextArea, TextField } from '../../../ui/text-field.tsx'
import styles from '../reputation.module.css'
import { useAddTo } from './use-case-act.ts'

type Expert = Case['experts'][number]

/** Who was asked what, and what they said. */
export function Experts({ of }: { of: Case }) {
  const say = useWords()
  const format = useFormat()
  const { zone } = useMe()
  const [open, setOpen] = useState<Expert | 'new' | null>(null)
  return (
    <Card
      title={say('repute.experts')}
      acts={
        of.may.change && (
          <Button icon="plus" size="s" onPress={() => setOpen('new')}>
            {say('repute.experts.ask')}
          </Button>
        )
      }
    >
      <List label={say('repute.experts')}>
        {of.experts.map((one) => (
          <ListRow
            key={one.id}
            title={<bdi>{one.name}</bdi>}
            dim={`${one.question} · ${format.moment(one.askedAt, zone)}`}
            after={
              of.may.change && (
                <Button size="s" onPress={() => setOpen(one)}>
                  {say('repute.experts.answer')}
                </Button>
              )
            }
          >
            {one.answer && <p className={styles.quote}>{one.answer}</p>}
          </ListRow>
        ))}
      </List>
      {open === 'new' && <AskDialog of={of} onClose={() => setOpen(null)} />}
      {open && open !== 'new' && <AnswerDialog of={of} expert={open} onClose={() => setOpen(null)} />}
    </Card>
  )
}

function AskDialog({ of, onClose }: { of: Case; onClose: () => void }) {
  const say = useWords()
  const ask = useAddTo(of, 'experts', onClose)
  return (
    <Dialog isOpen onClose={onClose} title={say('repute.experts.ask')}>
      <Form
        onSubmit={(form) => ask.mutate({ name: String(form.get('name')), question: String(form.get('question')) })}
        failure={ask.error}
        fields={['name', 'question']}
        foot={
          <Button type="submit" variant="primary" isPending={ask.isPending}>
            {say('ui.save')}
          </Button>
        }
      >
        <TextField name="name" label={say('repute.experts.name')} autoFocus />
        <TextArea name="question" label={say('repute.experts.question')} rows={3} />
      </Form>
    </Dialog>
  )
}

function AnswerDialog({ of, expert, onClose }: { of: Case; expert: Expert; onClose: () => void }) {
  const say = useWords()
  const brand = useBrand()
  const save = useAct((answer: string) => answerExpert(brand.id, of.id, expert.id, answer), {
    quiet: true,
    done: () => {
      void askAgain(String(oneCase(brand.id, of.id).queryKey[0]))
      onClose()
    },
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
        <TextArea name="answer" label={expert.question} rows={5} defaultValue={expert.answer ?? ''} autoFocus />
      </Form>
    </Dialog>
  )
}
