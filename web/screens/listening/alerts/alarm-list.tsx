import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type AlarmKind, alarmKinds, alarms } from '../../../api/listening-alerts.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand } from '../../../shell/here.ts'
import { Banner, EmptyState, SkeletonRows } from '../../../ui/feedback.tsx'
import { Card, List } from '../../../ui/layout.tsx'
import { LoadMore } from '../../../ui/load-more.tsx'
import { Select } from '../../../ui/select.tsx'
import { AlarmRow } from './alarm-row.tsx'

/** The newest first; of one kind, where one is chosen. */
export function AlarmList() {
  const say = useWords()
  const brand = useBrand()
  const [kind, setKind] = useState<AlarmKind | 'all'>('all')
  const asked = useInfiniteQuery(alarms(brand.id, kind === 'all' ? undefined : kind))
  const found = asked.data?.pages.flatMap((page) => page.items) ?? []
  const isEmpty = asked.data !== undefined && found.length === 0
  return (
    <Card title={say('listen.alerts.alarms')}>
      {(kind !== 'all' || !isEmpty) && (
        <Select
          label={say('listen.alerts.kind')}
          value={kind}
          onChange={setKind}
          choices={[
            { id: 'all' as const, text: say('listen.alerts.kind.all') },
            ...alarmKinds.map((id) => ({ id, text: say(`listen.alerts.kind.${id}`) })),
          ]}
        />
      )}
      {asked.error && <Banner tone="bad" title={say('api.unreachable')} />}
      {asked.isPending && <SkeletonRows rows={3} />}
      {isEmpty && (
        <EmptyState title={say('listen.alerts.none')} level={3}>
          {say('listen.alerts.none.text')}
        </EmptyState>
      )}
      <List label={say('listen.alerts.alarms')}>
        {found.map((alarm) => (
          <AlarmRow key={alarm.id} alarm={alarm} />
        ))}
      </List>
      <LoadMore pages={asked} />
    </Card>
  )
}
