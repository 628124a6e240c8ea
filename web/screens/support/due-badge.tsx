import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { Badge } from '../../ui/feedback.tsx'

const soonMs = 60 * 60_000

/** Until when an answer is due: late, soon, or later. Absent where nothing is promised. */
export function DueBadge({ dueAt, now, zone }: { dueAt: string | null; now: number; zone: string }) {
  const say = useWords()
  const format = useFormat()
  if (!dueAt) return null
  const left = Date.parse(dueAt) - now
  const state = left <= 0 ? 'late' : left < soonMs ? 'soon' : 'later'
  const tone = ({ late: 'bad', soon: 'warn', later: 'plain' } as const)[state]
  return (
    <time dateTime={dueAt} title={format.moment(dueAt, zone)}>
      <Badge tone={tone} icon={state === 'late' ? 'warning' : 'clock'}>
        {say(`service.due.${state}`, { time: format.relative(dueAt, now) })}
      </Badge>
    </time>
  )
}
