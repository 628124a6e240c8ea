import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../../api/ask.ts'
import {
  changeRecurring,
  endRecurring,
  makeRecurring,
  type Recurring,
  type Repeat,
  recurring,
} from '../../../api/planning.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { DateField } from '../../../ui/date-field.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Banner } from '../../../ui/feedback.tsx'
import { List, ListRow, Row, Stack } from '../../../ui/layout.tsx'
import { Select } from '../../../ui/select.tsx'
import { weekdayOf } from '../../calendar/time/days.ts'
import type { Plan } from '../draft/draft.ts'
import styles from './plan-fields.module.css'
import { useOnce } from './use-once.ts'

type RepeatDialogProps = { brandId: string; postId: string; start: Plan; onClose: () => void }
type Every = Repeat['every']

/** Lets a post come again: each time a new post with its words as they are then. */
export function RepeatDialog({ brandId, postId, start, onClose }: RepeatDialogProps) {
  const say = useWords()
  const format = useFormat()
  const [repeat, setRepeat] = useState<Repeat>({
    every: 'week',
    interval: 1,
    weekdays: [weekdayOf(start.wall.slice(0, 10))],
  })
  const [last, setLast] = useState<string | null>(null)
  const once = useOnce()
  const touches = [`/api/brands/${brandId}/recurring`, '/api/calendar', `/api/brands/${brandId}/posts`]
  const make = useAct(
    () =>
      makeRecurring(brandId, { postId, start, repeat, until: last ? { wall: `${last}T23:59` } : null, times: null }),
    { touches, quiet: true, done: say('compose.repeat.made') },
  )
  const known = useQuery(recurring(brandId)).data?.items.filter((one) => one.postId === postId) ?? []
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={say('compose.repeat')}
      foot={
        <>
          <Button onPress={onClose}>{say('ui.close')}</Button>
          <Button
            variant="primary"
            icon="repeat"
            isPending={make.isPending}
            onPress={() => once((settled) => make.mutate(undefined, settled))}
          >
            {say('compose.repeat.act')}
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        <p>
          {say('compose.repeat.text', {
            time: format.wallTime(start.wall.slice(11)),
            zone: start.zone.replaceAll('_', ' '),
          })}
        </p>
        {make.error && <Banner tone="bad" live title={make.error.fields[0]?.message || make.error.saidIn(say)} />}
        <RuleFields start={start} repeat={repeat} onChange={setRepeat} />
        <DateField label={say('compose.repeat.last')} optional value={last} onChange={setLast} />
        {known.length > 0 && (
          <List label={say('compose.repeat.known')}>
            {known.map((one) => (
              <KnownRule key={one.id} brandId={brandId} rule={one} touches={touches} />
            ))}
          </List>
        )}
      </Stack>
    </Dialog>
  )
}

function RuleFields({ start, repeat, onChange }: { start: Plan; repeat: Repeat; onChange: (repeat: Repeat) => void }) {
  const say = useWords()
  const format = useFormat()
  const day = Number(start.wall.slice(8, 10))
  const begin: Record<Every, Repeat> = {
    day: { every: 'day', interval: 1 },
    week: { every: 'week', interval: 1, weekdays: [weekdayOf(start.wall.slice(0, 10))] },
    month: { every: 'month', interval: 1, day },
  }
  return (
    <Stack gap={3}>
      <div className={styles.moment}>
        <Select<Every>
          label={say('compose.repeat.every')}
          value={repeat.every}
          choices={(['day', 'week', 'month'] as const).map((id) => ({ id, text: say(`compose.repeat.every.${id}`) }))}
          onChange={(every) => onChange(begin[every])}
        />
        <Select
          label={say('compose.repeat.interval')}
          value={String(repeat.interval)}
          choices={[1, 2, 3, 4, 6, 12].map((count) => ({
            id: String(count),
            text: say('compose.repeat.intervalOf', { count }),
          }))}
          onChange={(interval) => onChange({ ...repeat, interval: Number(interval) })}
        />
        {repeat.every === 'month' && (
          <Select
            label={say('compose.repeat.day')}
            value={String(repeat.day)}
            choices={[...Array.from({ length: 28 }, (_, at) => at + 1), ...(day > 28 ? [day] : []), -1].map((one) => ({
              id: String(one),
              text: one === -1 ? say('compose.repeat.lastDay') : String(one),
            }))}
            onChange={(one) => onChange({ ...repeat, day: Number(one) })}
          />
        )}
      </div>
      {repeat.every === 'week' && (
        <fieldset aria-label={say('compose.repeat.weekdays')}>
          <Row gap={3}>
            {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
              <Checkbox
                key={weekday}
                isSelected={repeat.weekdays.includes(weekday)}
                onChange={(on) => {
                  const weekdays = on
                    ? [...repeat.weekdays, weekday].sort()
                    : repeat.weekdays.filter((one) => one !== weekday)
                  if (weekdays.length > 0) onChange({ ...repeat, weekdays })
                }}
              >
                {format.weekday(weekday, 'short')}
              </Checkbox>
            ))}
          </Row>
        </fieldset>
      )}
    </Stack>
  )
}

function KnownRule({ brandId, rule, touches }: { brandId: string; rule: Recurring; touches: string[] }) {
  const say = useWords()
  const format = useFormat()
  const pause = useAct((paused: boolean) => changeRecurring(brandId, rule.id, { paused }), { touches })
  const end = useAct(() => endRecurring(brandId, rule.id), { touches, done: say('compose.repeat.ended') })
  const next = rule.next[0]
  return (
    <ListRow
      title={`${say(`compose.repeat.every.${rule.repeat.every}`)} · ${say('compose.repeat.intervalOf', { count: rule.repeat.interval })}`}
      dim={
        rule.paused || !next
          ? say('compose.repeat.paused')
          : say('compose.repeat.next', { moment: format.moment(next, rule.start.zone) })
      }
      after={
        <>
          <Button
            size="s"
            icon={rule.paused ? 'play' : 'pause'}
            isPending={pause.isPending}
            onPress={() => pause.mutate(!rule.paused)}
          >
            {say(rule.paused ? 'compose.repeat.resume' : 'compose.repeat.pause')}
          </Button>
          <Button size="s" variant="quiet" icon="close" isPending={end.isPending} onPress={() => end.mutate()}>
            {say('compose.repeat.end')}
          </Button>
        </>
      }
    />
  )
}
