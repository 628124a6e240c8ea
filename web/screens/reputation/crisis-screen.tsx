import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { type Crisis, cases, chooseCase, crisis, endCrisis, steerCrisis } from '../../api/reputation.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMe, useParam } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Badge, Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { Form } from '../../ui/form.tsx'
import { Card, List, ListRow } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { HoursCard } from './crisis/hours-card.tsx'
import { PausedPosts } from './crisis/paused-posts.tsx'
import { useKeepCrisis } from './crisis/use-keep-crisis.ts'
import styles from './reputation.module.css'
import { ReputationPage } from './reputation-page.tsx'

/** One crisis: how it goes hour by hour, who was told, what waits, what was done. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const asked = useQuery(crisis(brand.id, useParam('crisisId')))
  if (asked.error) return <Banner tone="bad" title={asked.error.saidIn(say)} />
  if (!asked.data) return <SkeletonRows rows={5} height="6rem" />
  return <Whole of={asked.data} />
}

function Whole({ of }: { of: Crisis }) {
  const say = useWords()
  const brand = useBrand()
  const format = useFormat()
  const { zone } = useMe()
  const [isEnding, setEnding] = useState(false)
  const keep = useKeepCrisis()
  const steer = useAct((what: 'pause' | 'acknowledge') => steerCrisis(brand.id, of.id, what), { done: keep })
  const acts = !of.endedAt && (
    <>
      {of.awaitsMe && (
        <Button icon="check" variant="primary" isPending={steer.isPending} onPress={() => steer.mutate('acknowledge')}>
          {say('repute.crisis.acknowledge')}
        </Button>
      )}
      {of.may.steer && !of.isPaused && (
        <Button icon="pause" variant="danger" isPending={steer.isPending} onPress={() => steer.mutate('pause')}>
          {say('repute.crisis.pause')}
        </Button>
      )}
      {of.may.steer && <Button onPress={() => setEnding(true)}>{say('repute.crisis.end')}</Button>}
    </>
  )
  return (
    <ReputationPage
      place="crises"
      title={of.reason}
      lead={`${format.moment(of.begunAt, zone)} · ${of.begunBy.name}${of.endedAt ? ` – ${format.moment(of.endedAt, zone)}` : ''}`}
      acts={acts}
    >
      {of.ending && (
        <Banner tone="good" title={say('repute.crisis.over')}>
          {of.ending}
        </Banner>
      )}
      {!of.caseId && !of.endedAt && of.may.steer && <CaseOf of={of} />}
      {of.caseId && (
        <p>
          <Link to="/brands/$brandId/reputation/cases/$caseId" params={{ brandId: brand.id, caseId: of.caseId }}>
            {say('repute.crisis.toCase')}
          </Link>
        </p>
      )}
      <HoursCard of={of} />
      {of.posts.length > 0 && <PausedPosts of={of} />}
      <div className={styles.two}>
        {of.chain.length > 0 && <Told of={of} />}
        <Log of={of} />
      </div>
      {isEnding && <EndDialog of={of} onClose={() => setEnding(false)} />}
    </ReputationPage>
  )
}

/** The case in which the problem is worked, where one is open. */
function CaseOf({ of }: { of: Crisis }) {
  const say = useWords()
  const brand = useBrand()
  const keep = useKeepCrisis()
  const open = useQuery(cases(brand.id, 'standing')).data?.items ?? []
  const choose = useAct((caseId: string) => chooseCase(brand.id, of.id, caseId), { done: keep })
  if (open.length === 0) return null
  return (
    <Select
      label={say('repute.crisis.case')}
      placeholder={say('repute.crisis.noCase')}
      value={null}
      onChange={(id) => choose.mutate(id)}
      choices={open.map(({ id, title }) => ({ id, text: title }))}
    />
  )
}

function Told({ of }: { of: Crisis }) {
  const say = useWords()
  const format = useFormat()
  const { zone } = useMe()
  return (
    <Card title={say('repute.told')}>
      <List label={say('repute.told')}>
        {of.chain.map((one) => (
          <ListRow
            key={one.place}
            title={<bdi>{one.person.name}</bdi>}
            dim={one.toldAt ? format.moment(one.toldAt, zone) : one.tellAt && format.moment(one.tellAt, zone)}
            after={
              <Badge tone={one.acknowledgedAt ? 'good' : one.toldAt ? 'warn' : 'plain'}>
                {say(one.acknowledgedAt ? 'repute.told.heard' : one.toldAt ? 'repute.told.told' : 'repute.told.not')}
              </Badge>
            }
          />
        ))}
      </List>
    </Card>
  )
}

function Log({ of }: { of: Crisis }) {
  const say = useWords()
  const format = useFormat()
  const { zone } = useMe()
  return (
    <Card title={say('repute.log')}>
      <List label={say('repute.log')}>
        {of.log.toReversed().map((line) => (
          <ListRow
            key={line.id}
            title={line.text}
            dim={`${format.moment(line.at, zone)}${line.by ? ` · ${line.by.name}` : ''}`}
          />
        ))}
      </List>
    </Card>
  )
}

function EndDialog({ of, onClose }: { of: Crisis; onClose: () => void }) {
  const say = useWords()
  const brand = useBrand()
  const keep = useKeepCrisis()
  const end = useAct((reason: string) => endCrisis(brand.id, of.id, reason), {
    quiet: true,
    done: (changed) => {
      keep(changed)
      onClose()
    },
  })
  return (
    <Dialog isOpen onClose={onClose} title={say('repute.crisis.end')}>
      <Form
        onSubmit={(form) => end.mutate(String(form.get('reason')))}
        failure={end.error}
        fields={['reason']}
        foot={
          <Button type="submit" variant="primary" isPending={end.isPending}>
            {say('repute.crisis.end')}
          </Button>
        }
      >
        <TextArea name="reason" label={say('repute.crisis.ending')} rows={2} autoFocus />
      </Form>
    </Dialog>
  )
}
