import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { DateField, TimeField } from '../../../ui/date-field.tsx'
import { Banner } from '../../../ui/feedback.tsx'
import { Stack } from '../../../ui/layout.tsx'
import { Select } from '../../../ui/select.tsx'
import { resolveWall, wallIn } from '../../calendar/time/resolve-wall.ts'
import type { Plan } from '../draft/draft.ts'
import styles from './plan-fields.module.css'

type PlanFieldsProps = {
  plan: Plan | null
  zones: readonly { zone: string; name: string }[]
  isReadOnly?: boolean
  onChange: (plan: Plan | null) => void
}

/** A day, a time and whose clock it is on; what a clock change does to it is told at once. */
export function PlanFields({ plan, zones, isReadOnly, onChange }: PlanFieldsProps) {
  const say = useWords()
  const zone = plan?.zone ?? zones[0]?.zone ?? 'UTC'
  const [date, time] = plan ? plan.wall.split('T') : []
  const resolved = plan && resolveWall(plan.wall, plan.zone)
  const choices = [...zones.filter((one, at) => zones.findIndex((other) => other.zone === one.zone) === at)]
  if (!choices.some((one) => one.zone === zone)) choices.push({ zone, name: zone })
  const set = (nextDate: string | null | undefined, nextTime: string | null | undefined, nextZone = zone) => {
    if (nextDate) onChange({ wall: `${nextDate}T${nextTime ?? '09:00'}`, zone: nextZone })
    else if (nextTime && !plan)
      onChange({ wall: `${wallIn(nextZone, Date.now()).slice(0, 10)}T${nextTime}`, zone: nextZone })
    else onChange(null)
  }
  return (
    <Stack gap={3}>
      <div className={styles.moment}>
        <DateField
          label={say('compose.plan.date')}
          value={date ?? null}
          isDisabled={isReadOnly}
          onChange={(next) => set(next, time)}
        />
        <TimeField
          label={say('compose.plan.time')}
          zone={zone}
          at={resolved ? new Date(resolved.at) : undefined}
          value={time ?? null}
          isDisabled={isReadOnly}
          onChange={(next) => set(date, next)}
        />
      </div>
      {choices.length > 1 && (
        <Select
          label={say('compose.plan.zone')}
          value={zone}
          isDisabled={isReadOnly}
          choices={choices.map((one) => ({
            id: one.zone,
            text: one.name,
            hint: one.name === one.zone ? undefined : one.zone.replaceAll('_', ' '),
          }))}
          onChange={(next) => plan && onChange({ wall: wallIn(next, resolved?.at ?? Date.now()), zone: next })}
        />
      )}
      {plan && resolved && resolved.resolved !== 'exact' && (
        <ClockChange plan={plan} at={resolved.at} how={resolved.resolved} />
      )}
    </Stack>
  )
}

function ClockChange({ plan, at, how }: { plan: Plan; at: number; how: 'gap-moved-later' | 'overlap-first' }) {
  const say = useWords()
  const format = useFormat()
  const values = {
    time: format.wallTime(plan.wall.slice(11)),
    shown: format.time(at, plan.zone),
    zone: plan.zone.replaceAll('_', ' '),
  }
  return (
    <Banner tone="warn" icon="clock" live>
      {say(how === 'gap-moved-later' ? 'compose.plan.gap' : 'compose.plan.overlap', values)}
    </Banner>
  )
}
