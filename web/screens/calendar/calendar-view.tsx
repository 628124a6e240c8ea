import { failureOf } from '../../api/failure.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { HoursView } from './hours-view.tsx'
import { ListView } from './list-view.tsx'
import { MonthView, type ViewProps } from './month-view.tsx'
import { startOfWeek, weekOf } from './time/days.ts'
import type { CalendarData } from './use-calendar.ts'

/** The posts by month, week, day or as a list. */
export function CalendarView({
  view,
  props,
  range,
  firstWeekday: first,
}: {
  view: string
  props: ViewProps
  range: { from: string; to: string }
  firstWeekday: number
}) {
  if (props.data.asked.isPending) return <SkeletonRows rows={6} height="5.5rem" />
  if (view === 'list') return <ListView data={props.data} acts={props.acts} today={props.today} range={range} />
  if (view === 'day') return <HoursView key="day" days={[props.date]} {...props} />
  if (view === 'week') return <HoursView key="week" days={weekOf(startOfWeek(props.date, first))} {...props} />
  return <MonthView {...props} />
}

/** What keeps posts from being shown, or all of them. */
export function Troubles({ data }: { data: CalendarData }) {
  const say = useWords()
  const format = useFormat()
  const { asked } = data
  return (
    <>
      {asked.error && (
        <Banner
          tone="bad"
          live
          acts={
            <Button size="s" onPress={() => void asked.refetch()}>
              {say('calendar.again')}
            </Button>
          }
        >
          {failureOf(asked.error).saidIn(say)}
        </Banner>
      )}
      {asked.data?.truncated && (
        <Banner tone="warn">{say('calendar.truncated', { count: format.number(asked.data.entries.length) })}</Banner>
      )}
    </>
  )
}
