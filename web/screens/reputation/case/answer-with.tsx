import { useState } from 'react'
import { desk, useAct } from '../../../api/ask.ts'
import { answerWithStatement, type Case, oneCase } from '../../../api/reputation.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand } from '../../../shell/here.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Badge, Banner } from '../../../ui/feedback.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.tsx'
import styles from '../reputation.module.css'

type AnswerWithProps = { of: Case; statement: Case['statements'][number]; onClose: () => void }
type Talk = Case['gathered'][number]

const atOnce = 100

/** The approved words as answers in conversations of the case that somebody chooses, each once; the unanswered stand first. */
export function AnswerWith({ of, statement, onClose }: AnswerWithProps) {
  const say = useWords()
  const brand = useBrand()
  const placed = new Set(
    of.placements.filter((one) => one.statementId === statement.id).map((one) => one.conversationId),
  )
  const open = of.gathered
    .filter((one) => !placed.has(one.id))
    .toSorted((a, b) => Number(a.isAnswered) - Number(b.isAnswered))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [left, setLeft] = useState<{ conversationId: string; why: string }[]>([])
  const send = useAct((ids: string[]) => answerWithStatement(brand.id, of.id, statement.id, ids), {
    quiet: true,
    done: ({ left: others, ...changed }, ids) => {
      desk.setQueryData(oneCase(brand.id, of.id).queryKey, changed)
      toast(say('repute.statement.sent', { count: ids.length - others.length }))
      setChosen(new Set())
      setLeft(others)
      if (others.length === 0) onClose()
    },
  })
  const choose = (id: string, isChosen: boolean) =>
    setChosen((before) => new Set(isChosen ? [...before, id] : [...before].filter((one) => one !== id)))
  return (
    <Dialog isOpen wide onClose={onClose} title={say('repute.statement.answer')}>
      <Form
        onSubmit={() => send.mutate([...chosen])}
        failure={send.error}
        foot={
          <Button
            type="submit"
            variant="primary"
            icon="send"
            isDisabled={chosen.size === 0 || chosen.size > atOnce}
            isPending={send.isPending}
          >
            {say('repute.statement.answer.send', { count: chosen.size })}
          </Button>
        }
      >
        <blockquote className={styles.quote} dir="auto">
          {statement.text}
        </blockquote>
        <p className={styles.dim}>{say('repute.statement.answer.hint')}</p>
        {open.length === 0 && <Banner tone="good" title={say('repute.statement.answer.all')} />}
        <ul className={styles.talks} aria-label={say('repute.case.conversations')}>
          {open.map((one) => (
            <li key={one.id}>
              <Checkbox
                isSelected={chosen.has(one.id)}
                onChange={(is) => choose(one.id, is)}
                hint={<Words talk={one} />}
              >
                <bdi>{one.author?.name || one.author?.handle || say('inbox.nobody')}</bdi>{' '}
                {one.isAnswered && <Badge tone="good">{say('service.forward.answered')}</Badge>}
              </Checkbox>
              <Why left={left} talk={one} />
            </li>
          ))}
        </ul>
      </Form>
    </Dialog>
  )
}

const Words = ({ talk }: { talk: Talk }) => <bdi>{talk.excerpt}</bdi>

function Why({ left, talk }: { left: { conversationId: string; why: string }[]; talk: Talk }) {
  const found = left.find((one) => one.conversationId === talk.id)
  return found ? <p className={styles.bad}>{found.why}</p> : null
}
