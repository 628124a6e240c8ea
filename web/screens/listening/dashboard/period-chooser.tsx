import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { topics as topicsOf } from '../../../api/listening-queries.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand } from '../../../shell/here.ts'
import { Button } from '../../../ui/button.tsx'
import { DateField } from '../../../ui/date-field.tsx'
import { Row, Stack } from '../../../ui/layout.tsx'
import { PopoverPanel } from '../../../ui/popover.tsx'
import { Select } from '../../../ui/select.tsx'
import { wallOf } from '../../inbox/conversation/snooze-until.ts'
import { Several } from '../../inbox/list/several.tsx'
import { listOf } from '../stream/address.ts'
import styles from './dashboard.module.css'
import { type DashboardPlace, dayAfter, type Length, lengths } from './period.ts'

type PeriodChooserProps = { place: DashboardPlace; show: (next: DashboardPlace) => void }

export function PeriodChooser({ place, show }: PeriodChooserProps) {
  const say = useWords()
  const { zone } = useBrand()
  const choose = (days: Length) => {
    const today = wallOf(new Date(), zone).date
    show(
      days === 'own' ? { ...place, days, from: dayAfter(today, -29), to: today } : { ...place, days, from: '', to: '' },
    )
  }
  const length = (id: Length) => (id === 'own' ? say('figures.own') : say('figures.days', { count: Number(id) }))
  return (
    <div className={styles.chooser}>
      <Select
        label={say('figures.period')}
        value={place.days}
        onChange={choose}
        choices={[...lengths, 'own' as const].map((id) => ({ id, text: length(id) }))}
      />
      {place.days === 'own' && <OwnDays key={`${place.from} ${place.to}`} place={place} show={show} />}
      <TopicsChooser place={place} show={show} />
    </div>
  )
}

function OwnDays({ place, show }: PeriodChooserProps) {
  const say = useWords()
  const [days, setDays] = useState({ from: place.from, to: place.to })
  const pick = (key: 'from' | 'to') => (date: string | null) => setDays({ ...days, [key]: date ?? '' })
  return (
    <>
      <DateField label={say('figures.from')} value={days.from || null} onChange={pick('from')} />
      <DateField label={say('figures.to')} value={days.to || null} onChange={pick('to')} />
      <Button isDisabled={!days.from || !days.to} onPress={() => show({ ...place, ...days })}>
        {say('figures.show')}
      </Button>
    </>
  )
}

function TopicsChooser({ place, show }: PeriodChooserProps) {
  const say = useWords()
  const brand = useBrand()
  const known = useQuery(topicsOf(brand.id)).data?.items ?? []
  const count = listOf(place.topics).length
  if (known.length === 0) return null
  return (
    <PopoverPanel
      label={say('figures.topics')}
      placement="bottom end"
      trigger={<Button icon="filter">{say('figures.topics.chosen', { count })}</Button>}
    >
      <Stack gap={3}>
        <Several
          name={say('figures.topics')}
          chosen={place.topics}
          choices={known.map(({ id, name }) => ({ id, text: name, before: null }))}
          onChange={(topics) => show({ ...place, topics })}
        />
        {count > 0 && (
          <Row>
            <Button onPress={() => show({ ...place, topics: '' })}>{say('figures.topics.all')}</Button>
          </Row>
        )}
      </Stack>
    </PopoverPanel>
  )
}
