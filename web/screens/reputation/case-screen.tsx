import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { askAgain, desk, useAct } from '../../api/ask.ts'
import { type Case, type CaseStatus, casesPath, changeCase, oneCase } from '../../api/reputation.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMe, useParam } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { Form } from '../../ui/form.tsx'
import { Card, List, ListRow, Row } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { Captured } from './case/captured.tsx'
import { SeverityBadge, StatusBadge } from './case/case-badges.tsx'
import { CaseDialog } from './case/case-dialog.tsx'
import { Experts } from './case/experts.tsx'
import { Gathered } from './case/gathered.tsx'
import { Statements } from './case/statements.tsx'
import { WonBack } from './case/won-back.tsx'
import { useChangeWords } from './change-words.ts'
import styles from './reputation.module.css'
import { ReputationPage } from './reputation-page.tsx'

const statuses = ['open', 'working', 'statement-out', 'solved', 'lost'] as const

/** Everything about one problem: what was said, what the brand says, where, with what result. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const asked = useQuery(oneCase(brand.id, useParam('caseId')))
  if (asked.error) return <Banner tone="bad" title={asked.error.saidIn(say)} />
  if (!asked.data) return <SkeletonRows rows={5} height="6rem" />
  return <Whole of={asked.data} />
}

function Whole({ of }: { of: Case }) {
  const say = useWords()
  const [isChanging, setChanging] = useState(false)
  const acts = of.may.change && (
    <Button icon="edit" onPress={() => setChanging(true)}>
      {say('repute.case.change')}
    </Button>
  )
  return (
    <ReputationPage
      place="cases"
      title={of.title}
      lead={of.problem || say('repute.case.noProblem')}
      acts={
        <Row gap={2}>
          <SeverityBadge severity={of.severity} />
          <StatusBadge status={of.status} />
          {acts}
        </Row>
      }
    >
      <div className={styles.two}>
        <Standing key={of.status} of={of} />
        <WonBack of={of} />
      </div>
      <Gathered of={of} />
      <Captured of={of} />
      <Statements of={of} />
      <Experts of={of} />
      <Log of={of} />
      {isChanging && <CaseDialog of={of} onClose={() => setChanging(false)} />}
    </ReputationPage>
  )
}

function Standing({ of }: { of: Case }) {
  const say = useWords()
  const brand = useBrand()
  const format = useFormat()
  const { zone } = useMe()
  const [status, setStatus] = useState<CaseStatus>(of.status)
  const save = useAct((outcome: string) => changeCase(brand.id, of.id, { status, outcome }), {
    quiet: true,
    done: (changed) => {
      desk.setQueryData(oneCase(brand.id, of.id).queryKey, changed)
      void askAgain(casesPath(brand.id))
    },
  })
  return (
    <Card title={say('repute.case.standing')}>
      <dl className={styles.facts}>
        <dt>{say('repute.case.owner')}</dt>
        <dd>{of.owner?.name ?? say('repute.nobody')}</dd>
        <dt>{say('repute.case.deadline')}</dt>
        <dd>{of.deadline ? format.moment(of.deadline, zone) : '–'}</dd>
        <dt>{say('repute.case.made')}</dt>
        <dd>
          {format.moment(of.madeAt, zone)}, {of.madeBy.name}
        </dd>
      </dl>
      {of.may.change ? (
        <Form
          onSubmit={(form) => save.mutate(String(form.get('outcome')))}
          failure={save.error}
          fields={['outcome']}
          foot={
            <Button type="submit" isPending={save.isPending}>
              {say('ui.save')}
            </Button>
          }
        >
          <Select
            label={say('repute.case.status')}
            value={status}
            onChange={setStatus}
            choices={statuses.map((id) => ({ id, text: say(`repute.status.${id}`) }))}
          />
          <TextArea name="outcome" label={say('repute.case.outcome')} optional rows={2} defaultValue={of.outcome} />
        </Form>
      ) : (
        of.outcome && <p className={styles.quote}>{of.outcome}</p>
      )}
    </Card>
  )
}

function Log({ of }: { of: Case }) {
  const say = useWords()
  const format = useFormat()
  const { zone } = useMe()
  const changed = useChangeWords((name) => name || say('repute.gonePerson'))
  return (
    <Card title={say('repute.log')}>
      <List label={say('repute.log')}>
        {of.log.toReversed().map((line) => (
          <ListRow
            key={line.id}
            title={line.changes.length > 0 ? changed(line.changes) : line.text}
            dim={`${format.moment(line.at, zone)}${line.by ? ` · ${line.by.name}` : ''}`}
          />
        ))}
      </List>
    </Card>
  )
}
