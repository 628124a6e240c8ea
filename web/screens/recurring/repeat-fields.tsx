import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { ZoneField } from '../../i18n/zone-field.tsx'
import { classes } from '../../ui/classes.ts'
import { DateField, TimeField } from '../../ui/date-field.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { resolveWall } from '../calendar/time/resolve-wall.ts'
import styles from './recurring.module.css'
import { everies } from './rule-words.ts'
import { mostOf, readWish, type Wish } from './wish.ts'

type RepeatFieldsProps = { wish: Wish; onChange: (wish: Wish) => void }

/** When it begins, how often it comes, and how long it goes on. */
export function RepeatFields({ wish, onChange }: RepeatFieldsProps) {
  const say = useWords()
  const set = (change: Partial<Wish>) => onChange({ ...wish, ...change })
  const read = readWish(wish)
  const missing = 'missing' in read ? read.missing : null
  return (
    <>
      <Start wish={wish} set={set} />
      <div className={classes(styles.pair, styles.tight)}>
        <TextField
          label={say('recurring.every')}
          value={wish.interval}
          onChange={(interval) => set({ interval })}
          inputMode="numeric"
          error={missing === 'interval' ? say('recurring.badNumber', { most: mostOf(wish.every) }) : null}
        />
        <Select
          label={say('recurring.unit')}
          value={wish.every}
          onChange={(every) => set({ every })}
          choices={everies.map((every) => ({
            id: every,
            text: say(`recurring.unit.${every}`, { count: Number(wish.interval) || 1 }),
          }))}
        />
      </div>
      {wish.every === 'week' && <Weekdays wish={wish} set={set} isMissing={missing === 'weekdays'} />}
      {wish.every === 'month' && <MonthDay wish={wish} set={set} />}
      <End wish={wish} set={set} missing={missing} />
    </>
  )
}

type PieceProps = { wish: Wish; set: (change: Partial<Wish>) => void }

/** The first day leads the rule until somebody says otherwise: choosing a Tuesday makes it Tuesdays. */
function Start({ wish, set }: PieceProps) {
  const say = useWords()
  const begin = (date: string | null) => {
    if (!date) return set({ date })
    const weekday = new Date(`${date}T00:00Z`).getUTCDay() || 7
    set({
      date,
      ...(wish.weekdays.length === 1 && { weekdays: [weekday] }),
      ...(wish.monthDay !== -1 && { monthDay: Number(date.slice(8)) }),
    })
  }
  const at = wish.date && wish.time ? new Date(resolveWall(`${wish.date}T${wish.time}`, wish.zone).at) : undefined
  return (
    <div className={styles.pair}>
      <DateField label={say('recurring.start')} value={wish.date} onChange={begin} />
      <TimeField
        label={say('recurring.time')}
        zone={wish.zone}
        at={at}
        value={wish.time}
        onChange={(time) => set({ time })}
      />
      <ZoneField label={say('recurring.zone')} value={wish.zone} onChange={(zone) => set({ zone })} />
    </div>
  )
}

const week = [1, 2, 3, 4, 5, 6, 7]

function Weekdays({ wish, set, isMissing }: PieceProps & { isMissing: boolean }) {
  const say = useWords()
  const format = useFormat()
  const toggle = (day: number) =>
    set({
      weekdays: wish.weekdays.includes(day)
        ? wish.weekdays.filter((one) => one !== day)
        : [...wish.weekdays, day].sort((a, b) => a - b),
    })
  return (
    <fieldset className={styles.weekdays}>
      <legend>{say('recurring.weekdays')}</legend>
      {week.map((day) => (
        <button
          key={day}
          type="button"
          aria-pressed={wish.weekdays.includes(day)}
          aria-label={format.weekday(day)}
          onClick={() => toggle(day)}
        >
          {format.weekday(day, 'short').replace('.', '')}
        </button>
      ))}
      {isMissing && (
        <p className={styles.missing} role="status">
          {say('recurring.noWeekday')}
        </p>
      )}
    </fieldset>
  )
}

const monthDays = [...Array.from({ length: 31 }, (_, at) => at + 1), -1]

function MonthDay({ wish, set }: PieceProps) {
  const say = useWords()
  const format = useFormat()
  return (
    <Select
      label={say('recurring.monthDay')}
      value={String(wish.monthDay)}
      onChange={(day) => set({ monthDay: Number(day) })}
      hint={wish.monthDay > 28 ? say('recurring.shortMonths') : undefined}
      choices={monthDays.map((day) => ({
        id: String(day),
        text: day === -1 ? say('recurring.lastDay') : format.number(day),
      }))}
    />
  )
}

function End({ wish, set, missing }: PieceProps & { missing: string | null }) {
  const say = useWords()
  return (
    <div className={styles.end}>
      <RadioGroup<Wish['ends']>
        label={say('recurring.ends')}
        value={wish.ends}
        onChange={(ends) => set({ ends })}
        orientation="horizontal"
        choices={(['never', 'until', 'times'] as const).map((ends) => ({
          id: ends,
          text: say(`recurring.ends.${ends}`),
        }))}
      />
      {wish.ends === 'until' && (
        <DateField
          label={say('recurring.lastDate')}
          value={wish.until}
          onChange={(until) => set({ until })}
          error={missing === 'until' && wish.until ? say('recurring.endsFirst') : null}
        />
      )}
      {wish.ends === 'times' && (
        <TextField
          label={say('recurring.howMany')}
          value={wish.times}
          onChange={(times) => set({ times })}
          inputMode="numeric"
          error={missing === 'times' ? say('recurring.badNumber', { most: 1000 }) : null}
        />
      )}
    </div>
  )
}
