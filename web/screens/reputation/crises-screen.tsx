import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { beginCrisis, cases, crises, crisesPath, standingCrises } from '../../api/reputation.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere, useMe } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Badge, Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Form } from '../../ui/form.tsx'
import { Card, List, ListRow } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/switch.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { ChainCard } from './crisis/chain-card.tsx'
import { ReputationPage } from './reputation-page.tsx'

/** The mode for a crisis: who is told, and those there were. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const format = useFormat()
  const { zone } = useMe()
  const maySteer = useMayHere('manager')
  const [isBeginning, setBeginning] = useState(false)
  const asked = useQuery(crises(brand.id))
  const all = asked.data?.items
  const stands = all?.some((one) => !one.endedAt)
  return (
    <ReputationPage
      place="crises"
      acts={
        maySteer &&
        all &&
        !stands && (
          <Button icon="warning" variant="danger" onPress={() => setBeginning(true)}>
            {say('repute.crisis.begin')}
          </Button>
        )
      }
    >
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.isPending && <SkeletonRows />}
      {all && (
        <Card title={say('repute.crises.list')}>
          {all.length === 0 && (
            <EmptyState title={say('repute.crises.none')}>{say('repute.crises.none.text')}</EmptyState>
          )}
          <List label={say('repute.crises.list')}>
            {all.map((one) => (
              <ListRow
                key={one.id}
                title={
                  <Link
                    to="/brands/$brandId/reputation/crises/$crisisId"
                    params={{ brandId: brand.id, crisisId: one.id }}
                  >
                    <bdi>{one.reason}</bdi>
                  </Link>
                }
                dim={`${format.moment(one.begunAt, zone)} · ${one.begunBy.name}${one.endedAt ? ` – ${format.moment(one.endedAt, zone)}` : ''}`}
                after={
                  <Badge tone={one.endedAt ? 'good' : 'bad'}>
                    {say(one.endedAt ? 'repute.crisis.over' : 'repute.crisis.stands')}
                  </Badge>
                }
              />
            ))}
          </List>
        </Card>
      )}
      <ChainCard />
      {isBeginning && <BeginDialog onClose={() => setBeginning(false)} />}
    </ReputationPage>
  )
}

const none = 'none'

function BeginDialog({ onClose }: { onClose: () => void }) {
  const say = useWords()
  const brand = useBrand()
  const navigate = useNavigate()
  const open = useQuery(cases(brand.id, 'standing')).data?.items ?? []
  const [caseId, setCase] = useState(none)
  const [pausePosts, setPause] = useState(true)
  const begin = useAct(
    (reason: string) => beginCrisis(brand.id, { reason, pausePosts, caseId: caseId === none ? null : caseId }),
    {
      touches: [crisesPath(brand.id), String(standingCrises().queryKey[0])],
      quiet: true,
      done: ({ id }) => {
        onClose()
        void navigate({
          to: '/brands/$brandId/reputation/crises/$crisisId',
          params: { brandId: brand.id, crisisId: id },
        })
      },
    },
  )
  return (
    <Dialog isOpen onClose={onClose} title={say('repute.crisis.begin')}>
      <Form
        onSubmit={(form) => begin.mutate(String(form.get('reason')))}
        failure={begin.error}
        fields={['reason', 'caseId']}
        foot={
          <Button type="submit" variant="danger" isPending={begin.isPending}>
            {say('repute.crisis.begin')}
          </Button>
        }
      >
        <p>{say('repute.crisis.begin.text')}</p>
        <TextArea name="reason" label={say('repute.crisis.reason')} rows={2} autoFocus />
        <Select
          label={say('repute.crisis.case')}
          value={caseId}
          onChange={setCase}
          choices={[
            { id: none, text: say('repute.crisis.noCase') },
            ...open.map(({ id, title }) => ({ id, text: title })),
          ]}
        />
        <Switch isSelected={pausePosts} onChange={setPause}>
          {say('repute.crisis.pausePosts')}
        </Switch>
      </Form>
    </Dialog>
  )
}
