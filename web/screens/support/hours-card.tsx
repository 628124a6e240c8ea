import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { replaceSchedules, type Schedule, supportPath } from '../../api/support.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Badge, EmptyState } from '../../ui/feedback.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Card, List, ListRow } from '../../ui/layout.tsx'
import { toast } from '../../ui/toast.tsx'
import type { Named } from './levels-card.tsx'
import { ScheduleDialog } from './schedule-dialog.tsx'
import styles from './support.module.css'

/** When the brand is there: one schedule for all, others for some accounts. */
export function HoursCard({ schedules, accounts }: { schedules: Schedule[]; accounts: Named[] }) {
  const say = useWords()
  const brand = useBrand()
  const mayChange = useMayHere('manager')
  const [open, setOpen] = useState<number | null>(null)
  const save = useAct((all: Schedule[]) => replaceSchedules(brand.id, all), {
    touches: [supportPath(brand.id, '/business-hours')],
  })
  const remove = (at: number) =>
    save.mutate(schedules.toSpliced(at, 1), {
      onSuccess: () =>
        toast(say('service.hours.removed'), { act: { text: say('ui.undo'), onAct: () => save.mutate(schedules) } }),
    })
  const add = mayChange && (
    <Button icon="plus" onPress={() => setOpen(schedules.length)}>
      {say('service.hours.add')}
    </Button>
  )
  return (
    <Card title={say('service.hours')} acts={schedules.length > 0 && add}>
      {schedules.length === 0 && (
        <EmptyState title={say('service.hours.none')} acts={add} level={3}>
          {say('service.hours.none.text')}
        </EmptyState>
      )}
      <List label={say('service.hours')}>
        {schedules.map((schedule, at) => (
          <ListRow
            key={schedule.id ?? at}
            title={schedule.name}
            dim={<Week schedule={schedule} />}
            after={
              mayChange && (
                <>
                  <IconButton
                    icon="edit"
                    size="s"
                    label={say('service.change', { name: schedule.name })}
                    onPress={() => setOpen(at)}
                  />
                  <IconButton
                    icon="trash"
                    size="s"
                    label={say('service.remove', { name: schedule.name })}
                    onPress={() => remove(at)}
                  />
                </>
              )
            }
          >
            <div className={styles.badges}>
              {schedule.accountIds.length === 0 && <Badge>{say('service.hours.forAll')}</Badge>}
              {accounts
                .filter((one) => schedule.accountIds.includes(one.id))
                .map((one) => (
                  <Badge key={one.id}>{one.name}</Badge>
                ))}
              {schedule.holidays.length > 0 && (
                <Badge icon="calendar">{say('service.hours.holidays', { count: schedule.holidays.length })}</Badge>
              )}
            </div>
          </ListRow>
        ))}
      </List>
      {open !== null && (
        <ScheduleDialog schedules={schedules} at={open} accounts={accounts} onClose={() => setOpen(null)} />
      )}
    </Card>
  )
}

/** Days with the same hours together: "Mon – Fri 09:00–17:00". */
function Week({ schedule }: { schedule: Schedule }) {
  const say = useWords()
  const format = useFormat()
  const runs: { from: number; to: number; open: Schedule['week'][number] }[] = []
  for (const [at, open] of schedule.week.entries()) {
    const last = runs.at(-1)
    if (last && JSON.stringify(last.open) === JSON.stringify(open)) last.to = at
    else runs.push({ from: at, to: at, open })
  }
  const day = (at: number) => format.weekday(at + 1, 'short')
  const time = (wall: string) => (wall === '24:00' ? '24:00' : format.wallTime(wall))
  const words = runs
    .filter((run) => run.open.length > 0)
    .map((run) => {
      const days = run.from === run.to ? day(run.from) : `${day(run.from)}–${day(run.to)}`
      return `${days} ${run.open.map(({ from, to }) => `${time(from)}–${time(to)}`).join(', ')}`
    })
  return (
    <>
      {words.join(' · ') || say('service.hours.never')} · {schedule.zone.replaceAll('_', ' ')}
    </>
  )
}
