import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { accounts } from '../../api/brand.ts'
import { failureOf } from '../../api/failure.ts'
import {
  applyImport,
  type ChangeImport,
  changeImport,
  type Import,
  planImport,
  undoImport,
} from '../../api/planning.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useParam } from '../../shell/here.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Confirm } from '../../ui/dialog.tsx'
import { Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Card, Page, Row, Stack } from '../../ui/layout.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { useOnce } from '../compose/plan/use-once.ts'
import { PlanRows } from './plan-rows.tsx'
import { Reading } from './reading.tsx'
import { Verdicts } from './verdicts.tsx'

/** A plan as it was understood: what is what, what is wrong, and what applying it would do. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const importId = useParam('importId')
  const { data: plan, error, refetch } = useQuery(planImport(brand.id, importId))
  const known = useQuery(accounts(brand.id)).data?.items ?? []
  const path = `/api/brands/${brand.id}/imports/${importId}`
  const change = useAct((changes: ChangeImport) => changeImport(brand.id, importId, changes), { touches: [path] })
  if (error)
    return (
      <EmptyState
        title={failureOf(error).saidIn(say)}
        acts={<Button onPress={() => void refetch()}>{say('import.again')}</Button>}
      />
    )
  if (!plan)
    return (
      <Page title={say('import.title')}>
        <SkeletonRows rows={5} height="4rem" />
      </Page>
    )
  return (
    <Page
      title={plan.fileName}
      lead={say('import.understood', { count: plan.rows })}
      acts={
        <ButtonLink to="/brands/$brandId/import" params={{ brandId: brand.id }} icon="upload">
          {say('import.another')}
        </ButtonLink>
      }
    >
      <Stack gap={5}>
        <Standing plan={plan} brandId={brand.id} path={path} />
        <Verdicts plan={plan} />
        {plan.state === 'read' && (
          <Reading
            plan={plan}
            accounts={known}
            isPending={change.isPending}
            onChange={(changes) => change.mutate(changes)}
          />
        )}
        <PlanRows brandId={brand.id} plan={plan} accounts={known} />
        {plan.state === 'read' && <Apply plan={plan} brandId={brand.id} path={path} />}
      </Stack>
    </Page>
  )
}

type PlanProps = { plan: Import; brandId: string; path: string }

function Standing({ plan, brandId, path }: PlanProps) {
  const say = useWords()
  const [asking, setAsking] = useState(false)
  const undo = useAct(() => undoImport(brandId, plan.id), {
    touches: [path, `/api/brands/${brandId}/p`, '/api/calendar'],
    done: say('import.undoneToast'),
  })
  if (plan.state === 'read') return null
  if (plan.state === 'undone') return <Banner tone="note">{say('import.undone')}</Banner>
  return (
    <Banner
      tone="good"
      title={say('import.applied', { count: plan.applied })}
      acts={
        <>
          <ButtonLink size="s" variant="primary" icon="calendar" to="/brands/$brandId/calendar" params={{ brandId }}>
            {say('import.toCalendar')}
          </ButtonLink>
          <Button size="s" icon="undo" onPress={() => setAsking(true)}>
            {say('import.undo')}
          </Button>
        </>
      }
    >
      <Confirm
        isOpen={asking}
        onClose={() => setAsking(false)}
        title={say('import.undoTitle')}
        act={say('import.undo')}
        danger
        isPending={undo.isPending}
        onAct={() => undo.mutate(undefined, { onSettled: () => setAsking(false) })}
      >
        {say('import.undoText', { count: plan.applied })}
      </Confirm>
    </Banner>
  )
}

function Apply({ plan, brandId, path }: PlanProps) {
  const say = useWords()
  const [as, setAs] = useState<'draft' | 'scheduled'>('scheduled')
  const [skipBad, setSkipBad] = useState(false)
  const [key] = useState(() => crypto.randomUUID())
  const count = plan.rows - plan.bad
  const once = useOnce()
  const apply = useAct(() => applyImport(brandId, plan.id, { as, skipBad }, `${key}-${as}-${skipBad}`), {
    touches: [path, `/api/brands/${brandId}/p`, '/api/calendar'],
    quiet: true,
    done: () => window.scrollTo({ top: 0, behavior: 'smooth' }),
  })
  return (
    <Card title={say('import.apply')}>
      <Stack gap={4}>
        {apply.error && <Banner tone="bad" live title={apply.error.saidIn(say)} />}
        <RadioGroup
          label={say('import.as')}
          value={as}
          choices={[
            { id: 'scheduled', text: say('import.as.scheduled'), hint: say('import.as.scheduledHint') },
            { id: 'draft', text: say('import.as.draft'), hint: say('import.as.draftHint') },
          ]}
          onChange={setAs}
        />
        {plan.bad > 0 && (
          <Checkbox isSelected={skipBad} onChange={setSkipBad}>
            {say('import.skipBad', { count: plan.bad })}
          </Checkbox>
        )}
        <Row gap={3}>
          <Button
            variant="primary"
            isPending={apply.isPending}
            isDisabled={count === 0 || (plan.bad > 0 && !skipBad)}
            onPress={() => once((settled) => apply.mutate(undefined, settled))}
          >
            {say(as === 'draft' ? 'import.act.draft' : 'import.act.scheduled', { count })}
          </Button>
        </Row>
      </Stack>
    </Card>
  )
}
