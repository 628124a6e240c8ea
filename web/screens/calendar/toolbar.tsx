import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Select } from '../../ui/select.tsx'
import { Filters } from './filters.tsx'
import { startOfWeek } from './time/days.ts'
import styles from './toolbar.module.css'
import type { Around } from './use-calendar.ts'
import type { CalendarAddress, ZoneChoice } from './use-calendar-address.ts'
import { turnPage, viewRange, views } from './view-range.ts'

type ToolbarProps = {
  address: CalendarAddress
  today: string
  firstWeekday: number
  around: Around
  brandIds: string[]
  zones: Record<ZoneChoice, string>
  onGo: (change: Partial<CalendarAddress>) => void
}

/** Where in time one is, how it is shown, on whose clock, and what is left out. */
export function Toolbar({ address, today, firstWeekday, around, brandIds, zones, onGo }: ToolbarProps) {
  const say = useWords()
  const { view, date } = address
  return (
    <div className={styles.bar}>
      <div className={styles.time}>
        <Button size="s" onPress={() => onGo({ date: today })}>
          {say('calendar.today')}
        </Button>
        <IconButton
          size="s"
          icon="chevron-left"
          label={say(`calendar.previous.${view}`)}
          onPress={() => onGo({ date: turnPage(view, date, -1) })}
        />
        <IconButton
          size="s"
          icon="chevron-right"
          label={say(`calendar.next.${view}`)}
          onPress={() => onGo({ date: turnPage(view, date, 1) })}
        />
        <h2 className={styles.title} aria-live="polite">
          <RangeTitle address={address} firstWeekday={firstWeekday} />
        </h2>
      </div>
      <fieldset className={styles.views} aria-label={say('calendar.view')}>
        {views.map((one) => (
          <button key={one} type="button" aria-pressed={one === view} onClick={() => onGo({ view: one })}>
            {say(`calendar.${one}`)}
          </button>
        ))}
      </fieldset>
      <div className={styles.more}>
        <Select<ZoneChoice>
          label={say('calendar.zone')}
          value={address.zone}
          choices={[
            { id: 'brand', text: say('calendar.zone.brand'), hint: zones.brand.replaceAll('_', ' ') },
            { id: 'mine', text: say('calendar.zone.mine'), hint: zones.mine.replaceAll('_', ' ') },
          ]}
          onChange={(zone) => onGo({ zone })}
        />
        <Filters address={address} around={around} brandIds={brandIds} onGo={onGo} />
      </div>
    </div>
  )
}

function RangeTitle({ address: { view, date }, firstWeekday }: { address: CalendarAddress; firstWeekday: number }) {
  const format = useFormat()
  const noon = (day: string) => `${day}T12:00:00Z`
  if (view === 'day') return format.day(noon(date), 'UTC')
  if (view !== 'week') return format.month(noon(date), 'UTC')
  const { from } = viewRange('week', startOfWeek(date, firstWeekday), firstWeekday)
  const last = new Date(Date.parse(noon(from)) + 6 * 86_400_000)
  return `${format.date(noon(from), 'UTC')} – ${format.date(last, 'UTC')}`
}
