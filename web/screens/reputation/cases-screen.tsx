import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type CaseBrief, cases } from '../../api/reputation.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere, useMe } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Badge, Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Card, List, ListRow, Row } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'
import { SeverityBadge, StatusBadge } from './case/case-badges.tsx'
import { CaseDialog } from './case/case-dialog.tsx'
import { ReputationPage } from './reputation-page.tsx'

const shown = ['standing', 'ended', 'all'] as const

/** Problems of the brand's name, the gravest first. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const navigate = useNavigate()
  const mayMake = useMayHere('editor')
  const [status, setStatus] = useState<(typeof shown)[number]>('standing')
  const [isMaking, setMaking] = useState(false)
  const asked = useQuery(cases(brand.id, status))
  const all = asked.data?.items
  const add = mayMake && (
    <Button icon="plus" variant="primary" onPress={() => setMaking(true)}>
      {say('repute.case.add')}
    </Button>
  )
  return (
    <ReputationPage place="cases" acts={add}>
      <Select
        label={say('repute.cases.shown')}
        value={status}
        onChange={setStatus}
        choices={shown.map((id) => ({ id, text: say(`repute.cases.${id}`) }))}
      />
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.isPending && <SkeletonRows />}
      {all && (
        <Card>
          {all.length === 0 && (
            <EmptyState title={say('repute.cases.none')}>{say('repute.cases.none.text')}</EmptyState>
          )}
          <List label={say('repute.cases')}>
            {all.map((one) => (
              <CaseRow key={one.id} one={one} />
            ))}
          </List>
        </Card>
      )}
      {isMaking && (
        <CaseDialog
          onClose={() => setMaking(false)}
          onMade={({ id }) =>
            navigate({
              to: '/brands/$brandId/reputation/cases/$caseId',
              params: { brandId: brand.id, caseId: id },
            })
          }
        />
      )}
    </ReputationPage>
  )
}

function CaseRow({ one }: { one: CaseBrief }) {
  const say = useWords()
  const brand = useBrand()
  const format = useFormat()
  const { zone } = useMe()
  return (
    <ListRow
      title={
        <Link to="/brands/$brandId/reputation/cases/$caseId" params={{ brandId: brand.id, caseId: one.id }}>
          <bdi>{one.title}</bdi>
        </Link>
      }
      dim={
        <>
          {say('repute.case.counts', { conversations: one.conversations, pages: one.pages, negative: one.negative })}
          {one.owner && ` · ${one.owner.name}`}
          {one.deadline && ` · ${say('repute.case.until', { moment: format.moment(one.deadline, zone) })}`}
        </>
      }
      after={
        <Row gap={2}>
          {one.isLate && (
            <Badge tone="bad" icon="clock">
              {say('repute.late')}
            </Badge>
          )}
          <SeverityBadge severity={one.severity} />
          <StatusBadge status={one.status} />
        </Row>
      }
    />
  )
}
