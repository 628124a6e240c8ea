import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { type OpenInterval, replaceSchedules, type Schedule, supportPath } from '../../api/support.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { ZoneField } from '../../i18n/zone-field.tsx'
import { useBrand } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { Holidays } from './holidays.tsx'
import { Chosen } from './level-dialog.tsx'
import type { Named } from './levels-card.tsx'
import { Spans } from './spans.tsx'
import styles from './support.module.css'

const office: OpenInterval[] = [{ from: '09:00', to: '18:00' }]

type ScheduleDialogProps = { schedules: Schedule[]; at: number; accounts: Named[]; onClose: () => void }

/** The week of one schedule, its holidays and whom it is for; the list is kept as a whole. */
export function ScheduleDialog({ schedules, at, accounts, onClose }: ScheduleDialogProps) {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  const known = schedules[at]
  const [schedule, setSchedule] = useState<Schedule>(
    known ?? {
      ...{ name: say('service.hours'), zone: brand.zone, holidays: [], accountIds: [] },
      week: [1, 2, 3, 4, 5, 6, 7].map((day) => (day < 6 ? office : [])),
    },
  )
  const change = (next: Partial<Schedule>) => setSchedule((before) => ({ ...before, ...next }))
  const save = useAct(
    (name: string) =>
      replaceSchedules(brand.id, [...schedules.slice(0, at), { ...schedule, name }, ...schedules.slice(at + 1)]),
    { touches: [supportPath(brand.id, '/business-hours')], quiet: true, done: onClose },
  )
  const path = (field: string) => `schedules.${at}.${field}`
  return (
    <Dialog
      isOpen
      wide
      onClose={onClose}
      title={known ? say('service.change', { name: known.name }) : say('service.hours.add')}
    >
      <Form
        onSubmit={(form) => save.mutate(String(form.get(path('name'))))}
        failure={save.error}
        fields={[path('name'), path('zone')]}
        foot={
          <Button type="submit" variant="primary" isPending={save.isPending}>
            {say('ui.save')}
          </Button>
        }
      >
        <TextField name={path('name')} label={say('service.name')} defaultValue={schedule.name} autoFocus />
        <ZoneField
          name={path('zone')}
          label={say('service.hours.zone')}
          value={schedule.zone}
          onChange={(zone) => change({ zone })}
        />
        <div>
          {schedule.week.map((open, day) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a week has its days in their order
            <div key={day} className={styles.day}>
              <span className={styles.dayName}>{format.weekday(day + 1)}</span>
              <Spans
                name={format.weekday(day + 1)}
                open={open}
                onChange={(next) => change({ week: schedule.week.with(day, next) })}
              />
            </div>
          ))}
        </div>
        <Holidays holidays={schedule.holidays} onChange={(holidays) => change({ holidays })} />
        <Chosen
          label={say('service.hours.accounts')}
          choices={accounts.map(({ id, name }) => ({ id, text: name }))}
          chosen={schedule.accountIds}
          onChange={(accountIds) => change({ accountIds })}
        />
      </Form>
    </Dialog>
  )
}
