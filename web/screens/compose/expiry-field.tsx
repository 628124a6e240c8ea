import { useWords } from '../../i18n/words.tsx'
import { DateField, TimeField } from '../../ui/date-field.tsx'
import { Stack } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'
import { wallIn } from '../calendar/time/resolve-wall.ts'
import type { Expiry } from './draft/draft.ts'
import styles from './plan/plan-fields.module.css'
import { durationValues } from './poll-editor.tsx'

const durations = [3_600, 21_600, 43_200, 86_400, 172_800, 259_200, 604_800, 1_209_600, 2_592_000]
type ExpiryFieldProps = {
  expiry: Expiry | null
  zone: string
  isReadOnly: boolean
  onChange: (expiry: Expiry | null) => void
}

/** When the post takes itself down: never, after a while, or at a moment. */
export function ExpiryField({ expiry, zone, isReadOnly, onChange }: ExpiryFieldProps) {
  const say = useWords()
  const after = expiry && 'afterSeconds' in expiry ? expiry.afterSeconds : null
  const seconds = after && !durations.includes(after) ? [after, ...durations] : durations
  const value = expiry === null ? 'never' : after !== null ? String(after) : 'at'
  return (
    <Stack gap={2}>
      <Select
        label={say('compose.expiry')}
        hint={say('compose.expiry.hint')}
        isDisabled={isReadOnly}
        value={value}
        choices={[
          { id: 'never', text: say('compose.expiry.never') },
          ...seconds.map((one) => ({ id: String(one), text: say('compose.expiry.after', durationValues(one)) })),
          { id: 'at', text: say('compose.expiry.at') },
        ]}
        onChange={(id) => {
          if (id === 'never') onChange(null)
          else if (id === 'at') onChange({ wall: wallIn(zone, Date.now() + 7 * 86_400_000), zone })
          else onChange({ afterSeconds: Number(id) })
        }}
      />
      {expiry && 'wall' in expiry && <ExpiryMoment expiry={expiry} isReadOnly={isReadOnly} onChange={onChange} />}
    </Stack>
  )
}

function ExpiryMoment({
  expiry,
  isReadOnly,
  onChange,
}: {
  expiry: Extract<Expiry, { wall: string }>
  isReadOnly: boolean
  onChange: (expiry: Expiry) => void
}) {
  const say = useWords()
  const [date = '', time = ''] = expiry.wall.split('T')
  return (
    <div className={styles.moment}>
      <DateField
        label={say('compose.plan.date')}
        isDisabled={isReadOnly}
        value={date}
        onChange={(next) => next && onChange({ ...expiry, wall: `${next}T${time}` })}
      />
      <TimeField
        label={say('compose.plan.time')}
        zone={expiry.zone}
        isDisabled={isReadOnly}
        value={time}
        onChange={(next) => next && onChange({ ...expiry, wall: `${date}T${next}` })}
      />
    </div>
  )
}
