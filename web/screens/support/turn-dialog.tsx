import type { UseMutationResult } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApiFailure } from '../../api/failure.ts'
import type { addTurn, Duty, WeeklyTurn } from '../../api/support.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { DateField, TimeField } from '../../ui/date-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { Row, Stack } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'
import { resolveWall } from '../calendar/time/resolve-wall.ts'

const week = [1, 2, 3, 4, 5, 6, 7]

type TurnDialogProps = {
  roster: Duty
  weekday: number
  isPending: boolean
  onClose: () => void
  onAdd: (turns: WeeklyTurn[]) => void
}

/** One turn on one or more days of every week. One that ends no later than it begins goes on into the next day. */
export function TurnDialog({ roster, weekday, isPending, onClose, onAdd }: TurnDialogProps) {
  const say = useWords()
  const format = useFormat()
  const [days, setDays] = useState([weekday])
  const [from, setFrom] = useState<string | null>('09:00')
  const [to, setTo] = useState<string | null>('17:00')
  const [userId, setUserId] = useState<string | null>(roster.people[0]?.id ?? null)
  const isReady = from && to && userId && days.length > 0
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={say('service.duty.addOn', { day: format.weekday(weekday) })}
      foot={
        <Button
          variant="primary"
          isDisabled={!isReady}
          isPending={isPending}
          onPress={() => isReady && onAdd(days.map((day) => ({ weekday: day, from, to, userId })))}
        >
          {say('service.duty.add')}
        </Button>
      }
    >
      <Stack>
        <Who roster={roster} value={userId} onChange={setUserId} />
        <Row>
          <TimeField label={say('service.quiet.from')} zone={roster.zone} value={from} onChange={setFrom} />
          <TimeField label={say('service.quiet.to')} zone={roster.zone} value={to} onChange={setTo} />
        </Row>
        <fieldset aria-label={say('service.duty.days')}>
          <Row>
            {week.map((day) => (
              <Checkbox
                key={day}
                isSelected={days.includes(day)}
                onChange={(on) => setDays(on ? [...days, day] : days.filter((one) => one !== day))}
              >
                {format.weekday(day, 'short')}
              </Checkbox>
            ))}
          </Row>
        </fieldset>
      </Stack>
    </Dialog>
  )
}

type Put = UseMutationResult<Duty, ApiFailure, Parameters<typeof addTurn>[1]>

/** From a moment to another, instead of whoever the week has then. */
export function StandInDialog({ roster, act, onClose }: { roster: Duty; act: Put; onClose: () => void }) {
  const say = useWords()
  const [userId, setUserId] = useState<string | null>(roster.people[0]?.id ?? null)
  const [days, setDays] = useState<[string | null, string | null]>([null, null])
  const [times, setTimes] = useState<[string | null, string | null]>(['09:00', '17:00'])
  const at = (end: 0 | 1) => {
    const [day, time] = [days[end], times[end]]
    return day && time ? new Date(resolveWall(`${day}T${time}`, roster.zone).at).toISOString() : null
  }
  const [from, to] = [at(0), at(1)]
  return (
    <Dialog isOpen onClose={onClose} title={say('service.duty.standIn')}>
      <Form
        onSubmit={() => from && to && userId && act.mutate({ from, to, userId })}
        failure={act.error}
        fields={['from', 'to', 'userId']}
        foot={
          <Button type="submit" variant="primary" isDisabled={!(from && to && userId)} isPending={act.isPending}>
            {say('service.duty.add')}
          </Button>
        }
      >
        <Who roster={roster} value={userId} onChange={setUserId} />
        <Row>
          <DateField
            name="from"
            label={say('service.quiet.from')}
            value={days[0]}
            onChange={(day) => setDays([day, days[1] ?? day])}
          />
          <TimeField
            label={say('service.duty.time')}
            zone={roster.zone}
            value={times[0]}
            onChange={(time) => setTimes([time, times[1]])}
          />
        </Row>
        <Row>
          <DateField
            name="to"
            label={say('service.quiet.to')}
            value={days[1]}
            onChange={(day) => setDays([days[0], day])}
          />
          <TimeField
            label={say('service.duty.time')}
            zone={roster.zone}
            value={times[1]}
            onChange={(time) => setTimes([times[0], time])}
          />
        </Row>
      </Form>
    </Dialog>
  )
}

type WhoProps = { roster: Duty; value: string | null; onChange: (id: string) => void }

function Who({ roster, value, onChange }: WhoProps) {
  const say = useWords()
  return (
    <Select
      name="userId"
      label={say('service.duty.who')}
      value={value}
      onChange={onChange}
      choices={roster.people.map(({ id, name }) => ({ id, text: name }))}
    />
  )
}
