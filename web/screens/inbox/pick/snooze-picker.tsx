import { useState } from 'react'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { DateField, TimeField } from '../../../ui/date-field.tsx'
import { momentOf, snoozes, snoozeUntil, wallOf } from '../conversation/snooze-until.ts'
import { useInbox } from '../use-inbox.ts'
import styles from './pick.module.css'
import { Picker } from './picker.tsx'
import type { PickingProps } from './picking.tsx'

/** When a conversation comes back: soon by a word, or on a day and at a time. By the agent's own clock. */
export function SnoozePicker({ targets, onClose }: PickingProps) {
  const say = useWords()
  const format = useFormat()
  const { around, changes } = useInbox()
  const { zone } = around.me
  const [now] = useState(() => new Date())
  const [wall, setWall] = useState<{ date: string | null; time: string | null }>(() =>
    wallOf(new Date(now.getTime() + 86_400_000), zone),
  )
  const chosen = wall.date && wall.time ? momentOf({ date: wall.date, time: wall.time }, zone) : null
  const isPast = chosen !== null && chosen.getTime() <= Date.now()
  const snooze = (until: Date) => {
    onClose()
    void changes.change(targets, { state: 'snoozed', snoozedUntil: until.toISOString() }, 'inbox.did.snoozed')
  }
  const offered = snoozes
    .flatMap((id) => {
      const until = snoozeUntil(id, now, zone)
      return until ? [{ id, until }] : []
    })
    .filter(({ until }, at, all) => all.findIndex((one) => one.until.getTime() === until.getTime()) === at)
  const wake = targets.some((one) => one.state === 'snoozed')
  return (
    <Picker
      title={say('inbox.act.snooze')}
      search={say('inbox.snooze.search')}
      onClose={onClose}
      onPick={(id) => {
        const until = offered.find((one) => one.id === id)?.until
        if (until) return snooze(until)
        onClose()
        void changes.change(targets, { state: 'open' }, 'inbox.did.open')
      }}
      items={[
        ...offered.map(({ id, until }) => ({
          ...{ id, text: say(`inbox.snooze.${id}`), hint: format.moment(until, zone), icon: 'snooze' as const },
        })),
        ...(wake ? [{ id: 'wake', text: say('inbox.snooze.wake'), icon: 'undo' as const }] : []),
      ]}
      foot={
        <div className={styles.moment}>
          <DateField
            label={say('inbox.snooze.date')}
            value={wall.date}
            onChange={(date) => setWall({ ...wall, date })}
            error={isPast ? say('inbox.snooze.past') : null}
          />
          <TimeField
            label={say('inbox.snooze.time')}
            zone={zone}
            at={chosen ?? undefined}
            value={wall.time}
            onChange={(time) => setWall({ ...wall, time })}
          />
          <Button
            variant="primary"
            icon="snooze"
            isDisabled={!chosen || isPast}
            onPress={() => chosen && !isPast && snooze(chosen)}
          >
            {say('inbox.snooze.until')}
          </Button>
        </div>
      }
    />
  )
}
