import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { brand as brandOf } from '../../../api/brand.ts'
import type { Case } from '../../../api/reputation.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand, useMe } from '../../../shell/here.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Badge } from '../../../ui/feedback.tsx'
import { Form } from '../../../ui/form.tsx'
import { Card, List, ListRow } from '../../../ui/layout.tsx'
import { TextArea } from '../../../ui/text-field.tsx'
import { useLanguageName } from '../../support/language-tabs.tsx'
import styles from '../reputation.module.css'
import { AnswerWith } from './answer-with.tsx'
import { PlaceDialog, Placements } from './placements.tsx'
import { useAddTo, useSteer } from './use-case-act.ts'

type Statement = Case['statements'][number]

const isNewest = (one: Statement, all: readonly Statement[]) =>
  !all.some((other) => other.language === one.language && other.version > one.version)

/** What the brand says, in versions; who approved it; and where it was put. */
export function Statements({ of }: { of: Case }) {
  const say = useWords()
  const format = useFormat()
  const nameOf = useLanguageName()
  const { zone } = useMe()
  const [open, setOpen] = useState<'write' | 'place' | null>(null)
  const [answering, setAnswering] = useState<Statement | null>(null)
  const steer = useSteer(of)
  return (
    <Card
      title={say('repute.statement')}
      acts={
        of.may.change && (
          <>
            <Button icon="edit" size="s" onPress={() => setOpen('write')}>
              {say(of.statements.length ? 'repute.statement.edit' : 'repute.statement.write')}
            </Button>
            <Button icon="pin" size="s" onPress={() => setOpen('place')}>
              {say('repute.placement.add')}
            </Button>
          </>
        )
      }
    >
      <List label={say('repute.statement')}>
        {of.statements.map((one) => (
          <ListRow
            key={one.id}
            title={<p className={styles.quote}>{one.text}</p>}
            dim={`${say('repute.statement.version', { version: one.version })} · ${nameOf(one.language)} · ${one.by.name}, ${format.moment(one.at, zone)}`}
            after={
              one.approvedBy ? (
                <>
                  <Badge tone="good" icon="approve">
                    {say('repute.statement.approved', { name: one.approvedBy.name })}
                  </Badge>
                  {of.may.change && of.gathered.length > 0 && (
                    <Button size="s" icon="reply" onPress={() => setAnswering(one)}>
                      {say('repute.statement.answer')}
                    </Button>
                  )}
                </>
              ) : (
                of.may.approve &&
                isNewest(one, of.statements) && (
                  <Button size="s" icon="approve" onPress={() => steer.mutate(`statements/${one.id}/approve`)}>
                    {say('repute.statement.approve')}
                  </Button>
                )
              )
            }
          />
        ))}
      </List>
      <Placements of={of} />
      {open === 'write' && <WriteDialog of={of} onClose={() => setOpen(null)} />}
      {open === 'place' && <PlaceDialog of={of} onClose={() => setOpen(null)} />}
      {answering && <AnswerWith of={of} statement={answering} onClose={() => setAnswering(null)} />}
    </Card>
  )
}

function WriteDialog({ of, onClose }: { of: Case; onClose: () => void }) {
  const say = useWords()
  const brand = useBrand()
  const [last] = of.statements
  const own = useQuery(brandOf(brand.id)).data?.language ?? 'en'
  const write = useAddTo(of, 'statements', onClose)
  return (
    <Dialog isOpen wide onClose={onClose} title={say(last ? 'repute.statement.edit' : 'repute.statement.write')}>
      <Form
        onSubmit={(form) => write.mutate({ text: String(form.get('text')), language: last?.language ?? own })}
        failure={write.error}
        fields={['text']}
        foot={
          <Button type="submit" variant="primary" isPending={write.isPending}>
            {say('ui.save')}
          </Button>
        }
      >
        <TextArea name="text" label={say('repute.statement.text')} rows={8} defaultValue={last?.text ?? ''} autoFocus />
      </Form>
      <p className={styles.dim}>{say('repute.statement.versions')}</p>
    </Dialog>
  )
}
