import type { SourceState } from '../../../api/sources.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Badge, type Tone } from '../../../ui/feedback.tsx'
import type { IconName } from '../../../ui/icon.tsx'

const looks: Record<SourceState, { tone: Tone; icon: IconName }> = {
  waiting: { tone: 'note', icon: 'clock' },
  well: { tone: 'good', icon: 'check-circle' },
  late: { tone: 'warn', icon: 'clock' },
  silent: { tone: 'warn', icon: 'warning' },
  troubled: { tone: 'bad', icon: 'x-circle' },
  paused: { tone: 'plain', icon: 'pause' },
}

/** How a source is, in a word and a sign. */
export function SourceBadge({ state }: { state: SourceState }) {
  const say = useWords()
  const { tone, icon } = looks[state]
  return (
    <Badge tone={tone} icon={icon}>
      {say(`listen.sources.state.${state}`)}
    </Badge>
  )
}
